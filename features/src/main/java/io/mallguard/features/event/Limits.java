package io.mallguard.features.event;

/**
 * Bounds of field values. They make sums safe by proof: 2^22 entries of at most 2^40 stay below
 * 2^62.
 */
public final class Limits {
  /** Longest id, in characters. */
  public static final int MAX_ID_CHARS = 128;

  /** Longest free text, in characters. */
  public static final int MAX_TEXT_CHARS = 1024;

  /** Largest amount of money and largest absolute whole number: 2^40. */
  public static final long MAX_NUMBER = 1L << 40;

  /** Earliest instant, 1970-01-01T00:00:00Z. */
  public static final long MIN_TIME_MILLIS = 0;

  /** Latest instant, 9999-12-31T23:59:59.999Z. */
  public static final long MAX_TIME_MILLIS = 253_402_300_799_999L;

  /** Most elements of one list of an event. */
  public static final int MAX_ELEMENTS = 1000;

  private Limits() {}
}
