package io.mallguard.features.grouped;

/**
 * Where the records of one family in one block of the log lie, sorted by part and within a part in
 * the order of the log; and, in the order of the log, in which part each reading record is.
 * Immutable; the arrays are not copied.
 *
 * @param number which block of the log
 * @param partStarts per part its first record; then the end
 * @param readStarts per part its first reading record, counting these alone; then their end
 * @param readParts the part of each reading record in the order of the log, {@link #ABSENT} where
 *     the event names no entity
 */
record Segment(int number, int[] partStarts, int[] readStarts, char[] readParts) {
  static final char ABSENT = '\uFFFF';

  int records() {
    return partStarts[partStarts.length - 1];
  }

  int reads() {
    return readStarts[readStarts.length - 1];
  }
}
