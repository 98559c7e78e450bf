package io.mallguard.features.grouped;

/**
 * Where the records of one family in one block of the log lie, sorted by part and within a part in
 * the order of the log; and, in the order of the log, in which part each reading record is.
 * Immutable; the arrays are not copied and never written.
 */
final class Segment {
  static final char ABSENT = '\uFFFF';

  private final int number;
  private final int[] partStarts;
  private final int[] readStarts;
  private final char[] readParts;
  private final int reads;

  /**
   * A block's records.
   *
   * @param number which block of the log
   * @param partStarts per part its first record; then the end
   * @param readStarts per part its first reading record, counting these alone; then their end
   * @param readParts the part of each reading record in the order of the log, {@link #ABSENT} where
   *     the event names no entity
   */
  Segment(int number, int[] partStarts, int[] readStarts, char[] readParts) {
    this(number, partStarts, readStarts, readParts, readStarts[readStarts.length - 1]);
  }

  private Segment(int number, int[] partStarts, int[] readStarts, char[] readParts, int reads) {
    this.number = number;
    this.partStarts = partStarts;
    this.readStarts = readStarts;
    this.readParts = readParts;
    this.reads = reads;
  }

  /**
   * The same once its records are gone: what was read can still be found, by {@link #firstReads}.
   */
  Segment withoutRecords() {
    return new Segment(number, new int[0], new int[0], readParts, reads);
  }

  /**
   * Where each part's first reading record is among all of them, counted anew.
   *
   * @param parts how many parts there are
   */
  int[] firstReads(int parts) {
    int[] starts = new int[parts + 1];
    for (char part : readParts) {
      if (part != ABSENT) {
        starts[part + 1]++;
      }
    }
    for (int part = 0; part < parts; part++) {
      starts[part + 1] += starts[part];
    }
    return starts;
  }

  int number() {
    return number;
  }

  int[] partStarts() {
    return partStarts;
  }

  int[] readStarts() {
    return readStarts;
  }

  char[] readParts() {
    return readParts;
  }

  int reads() {
    return reads;
  }
}
