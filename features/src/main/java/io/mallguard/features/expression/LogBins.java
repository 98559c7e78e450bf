package io.mallguard.features.expression;

/**
 * Bins of whole numbers, 16 per octave: exact up to 31, at most 6.25 % wide beyond. Bins are
 * numbered from 0 in the order of their values; negative values fall into bin 0.
 */
public final class LogBins {
  /** How many bins there are. */
  public static final int COUNT = 32 + 58 * 16;

  private LogBins() {}

  /** The bin of a value. */
  public static int of(long value) {
    if (value < 32) {
      return (int) Math.max(value, 0);
    }
    int octave = 63 - Long.numberOfLeadingZeros(value);
    return 32 + (octave - 5) * 16 + (int) (value >>> (octave - 4) & 15);
  }

  /** The middle of a bin's values. */
  public static double middle(int bin) {
    if (bin < 32) {
      return bin;
    }
    int octave = (bin - 32) / 16 + 5;
    long width = 1L << (octave - 4);
    long least = (16L + (bin - 32) % 16) * width;
    return least + (width - 1) / 2.0;
  }
}
