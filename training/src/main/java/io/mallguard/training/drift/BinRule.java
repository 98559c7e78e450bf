package io.mallguard.training.drift;

import java.math.BigInteger;
import java.util.OptionalInt;

/** How many intervals two samples can carry. */
final class BinRule {
  /** Rows each side must have before any binned statistic is formed. */
  static final int LEAST_ROWS = 200;

  /** The mean of PSI without drift, (K-1)(1/n+1/m), stays within one in this many. */
  private static final int BIAS_LIMIT = 40;

  private BinRule() {}

  /**
   * Intervals of a numeric column: 10 or 5, or empty if the rows don't carry 5.
   *
   * @param n rows of the reference
   * @param m rows of the month
   */
  static OptionalInt numericBins(long n, long m) {
    if (Math.min(n, m) < LEAST_ROWS) {
      return OptionalInt.empty();
    }
    if (carries(10, n, m)) {
      return OptionalInt.of(10);
    }
    return carries(5, n, m) ? OptionalInt.of(5) : OptionalInt.empty();
  }

  private static boolean carries(int bins, long n, long m) {
    BigInteger needed =
        BigInteger.valueOf(n + m).multiply(BigInteger.valueOf(BIAS_LIMIT * (bins - 1L)));
    return needed.compareTo(BigInteger.valueOf(n).multiply(BigInteger.valueOf(m))) <= 0;
  }
}
