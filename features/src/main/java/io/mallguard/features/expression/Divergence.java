package io.mallguard.features.expression;

import java.util.function.IntToDoubleFunction;

/** How far two distributions over the same bins are apart. */
public final class Divergence {
  private Divergence() {}

  /**
   * The divergence of two distributions given by their shares.
   *
   * @param absolute whether absolute differences are summed, else the Jensen-Shannon divergence
   *     with the natural logarithm
   * @param bins how many bins to look at
   */
  public static double of(
      boolean absolute, int bins, IntToDoubleFunction p, IntToDoubleFunction q) {
    double sum = 0;
    for (int bin = 0; bin < bins; bin++) {
      sum += ofBin(absolute, p.applyAsDouble(bin), q.applyAsDouble(bin));
    }
    return sum;
  }

  /** What one bin adds, see {@link #of}. */
  public static double ofBin(boolean absolute, double x, double y) {
    return absolute ? Math.abs(x - y) : jensenShannon(x, y);
  }

  /** Lin, Divergence measures based on the Shannon entropy, IEEE Trans. Inf. Theory 37(1), 1991. */
  private static double jensenShannon(double x, double y) {
    double middle = (x + y) / 2;
    double left = x == 0 ? 0 : 0.5 * x * StrictMath.log(x / middle);
    double right = y == 0 ? 0 : 0.5 * y * StrictMath.log(y / middle);
    return left + right;
  }
}
