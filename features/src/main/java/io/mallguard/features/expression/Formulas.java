package io.mallguard.features.expression;

import static io.mallguard.features.expression.RealArithmetic.finite;

import io.mallguard.features.event.Field;

/** The functions of numbers that expressions can call, one definition each. */
public final class Formulas {
  /** Scale of {@link #xlogxFixed}. */
  public static final double FIXED_ONE = 1 << 20;

  private static final double TWO_POW_63 = 0x1p63;

  private Formulas() {}

  /**
   * {@code round(2^20 x ln x)}: sums of it are exact, so that what entered a window leaves it again
   * without a trace.
   *
   * @param x 0 or more; 0 gives 0, the limit
   * @return absent if x is negative or missing, or beyond about 2.3e11
   */
  public static long xlogxFixed(double x) {
    if (x == 0) {
      return 0;
    }
    double scaled = FIXED_ONE * (x * StrictMath.log(x));
    // Written so that NaN is refused as well.
    return x > 0 && Math.abs(scaled) < TWO_POW_63 ? Math.round(scaled) : Field.ABSENT;
  }

  /** The greatest whole number that is not greater, absent if it does not fit. */
  static long floor(double x) {
    return truncated(Math.floor(x));
  }

  /** The whole part, absent if it does not fit. */
  static long truncated(double x) {
    return Math.abs(x) < TWO_POW_63 ? (long) x : Field.ABSENT;
  }

  /** Natural logarithm, missing for 0 and less. */
  static double log(double x) {
    return x > 0 ? finite(StrictMath.log(x)) : Double.NaN;
  }

  /** Square root, missing for less than 0. */
  static double sqrt(double x) {
    return x >= 0 ? finite(Math.sqrt(x)) : Double.NaN;
  }

  /** {@code (x + k p) / (n + k)}: a rate drawn toward p as if k more had been seen. */
  static double shrunk(double x, double n, double p, double k) {
    return finite(finite(x + finite(k * p)) / finite(n + k));
  }

  /**
   * Clumpiness of n events in a window by the entropy of the gaps between them (Zhang, Bradlow,
   * Small, Marketing Science 34, 2015): {@code 1 + sum(g ln g) / ln(n + 1)} with gaps g as shares
   * of the window.
   *
   * @param xlogx sum of {@link #xlogxFixed} over the gaps in seconds
   * @param sum sum of the gaps, seconds
   * @param n number of events, 1 or more
   * @param windowMillis length of the window
   */
  static double clumpiness(double xlogx, double sum, double n, double windowMillis) {
    double seconds = windowMillis / 1000.0;
    if (!(seconds > 0 && n >= 1)) {
      return Double.NaN;
    }
    double shares = xlogx / FIXED_ONE / seconds - StrictMath.log(seconds) * (sum / seconds);
    return finite(1 + shares / StrictMath.log(n + 1));
  }

  /**
   * The first two significant digits, 10 to 99, as an index from 0 (Benford's law; 7 reads as 70).
   *
   * @return absent for 0
   */
  static long firstTwoDigits(long x) {
    if (x == 0 || x == Field.ABSENT) {
      return Field.ABSENT;
    }
    long digits = Math.abs(x);
    while (digits >= 100) {
      digits /= 10;
    }
    return (digits < 10 ? digits * 10 : digits) - 10;
  }
}
