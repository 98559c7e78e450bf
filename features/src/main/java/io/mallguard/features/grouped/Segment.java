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
    this.number = number;
    this.partStarts = partStarts;
    this.readStarts = readStarts;
    this.readParts = readParts;
  }

  /** The same once its records are gone: what was read can still be found. */
  Segment withoutRecords() {
    return new Segment(number, new int[0], readStarts, readParts);
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
    return readStarts[readStarts.length - 1];
  }
}
