package io.mallguard.features.fold;

import io.mallguard.features.plan.Measure.GroupKind;
import java.util.function.IntToDoubleFunction;

/** How far two distributions over the same bins are apart. */
final class Divergence {
  private Divergence() {}

  /**
   * The divergence of two distributions given by their shares.
   *
   * @param bins how many bins to look at
   */
  static double of(GroupKind kind, int bins, IntToDoubleFunction p, IntToDoubleFunction q) {
    double sum = 0;
    for (int bin = 0; bin < bins; bin++) {
      double x = p.applyAsDouble(bin);
      double y = q.applyAsDouble(bin);
      sum += kind == GroupKind.DIVERGENCE_L1 ? Math.abs(x - y) : jensenShannon(x, y);
    }
    return sum;
  }

  /** Lin, Divergence measures based on the Shannon entropy, IEEE Trans. Inf. Theory 37(1), 1991. */
  private static double jensenShannon(double x, double y) {
    double middle = (x + y) / 2;
    double left = x == 0 ? 0 : 0.5 * x * StrictMath.log(x / middle);
    double right = y == 0 ? 0 : 0.5 * y * StrictMath.log(y / middle);
    return left + right;
  }
}
