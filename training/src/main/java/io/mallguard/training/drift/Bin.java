package io.mallguard.training.drift;

/**
 * A bin with the rows of both sides. Immutable.
 *
 * @param kind what the bin holds
 * @param low lower end, not included; negative infinity if open; the value itself for an atom
 * @param high upper end, included; infinity if open; the value itself for an atom
 * @param reference rows of the reference
 * @param month rows of the month
 */
record Bin(Kind kind, double low, double high, long reference, long month) {
  /** What a bin holds. */
  enum Kind {
    /** One frequent value. */
    ATOM,
    /** The other values in {@code (low, high]}. */
    INTERVAL,
    /** Rows without a finite value. */
    MISSING
  }
}
