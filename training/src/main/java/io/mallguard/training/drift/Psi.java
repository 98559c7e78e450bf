package io.mallguard.training.drift;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The population stability index of two histograms, corrected for its mean without drift.
 * Immutable.
 *
 * <p>Both sides get the same extra share per bin before the logarithm, so an empty bin costs the
 * same whatever the size of the larger side. Without drift {@code value / (1/n + 1/m)} follows a
 * chi-square law with K-1 degrees of freedom: B. Yurdakul, "Statistical Properties of Population
 * Stability Index", dissertation 3208, Western Michigan University, 2018.
 *
 * @param value the index of the smoothed shares
 * @param bias its mean without drift, (K-1)(1/n+1/m)
 * @param corrected {@code max(0, value - bias)}: what meets a threshold
 * @param p probability of such a value without drift
 * @param bins bins used: those that are not empty on both sides
 * @param epsilon the extra share
 * @param critical the value that 5 % of months without drift exceed
 */
record Psi(
    double value,
    double bias,
    double corrected,
    double p,
    int bins,
    double epsilon,
    double critical) {
  private static final double LEAST_EPSILON = 1e-4;

  /**
   * The index of two histograms.
   *
   * @param reference rows per bin, at least one in all
   * @param month rows per bin, at least one in all
   */
  static Psi of(long[] reference, long[] month) {
    double n = Arrays.stream(reference).sum();
    double m = Arrays.stream(month).sum();
    if (n == 0 || m == 0) {
      throw new IllegalArgumentException("rows " + n + " and " + m + ", must be 1 or more");
    }
    int bins = used(reference, month);
    double epsilon = Math.max(LEAST_EPSILON, 0.5 / Math.min(n, m));
    double value = 0;
    for (int i = 0; i < reference.length; i++) {
      if (reference[i] + month[i] > 0) {
        double r = (reference[i] / n + epsilon) / (1 + bins * epsilon);
        double c = (month[i] / m + epsilon) / (1 + bins * epsilon);
        value += (c - r) * StrictMath.log(c / r);
      }
    }
    return of(value, bins, n, m, epsilon);
  }

  /** What a value means, for histograms of n and m rows in so many bins. */
  static Psi of(double value, int bins, double n, double m, double epsilon) {
    double unit = 1 / n + 1 / m;
    double bias = (bins - 1) * unit;
    double corrected = Math.max(0, value - bias);
    if (bins == 1) {
      return new Psi(value, bias, corrected, 1, bins, epsilon, 0);
    }
    ChiSquaredDistribution law = ChiSquaredDistribution.of(bins - 1);
    double p = law.survivalProbability(value / unit);
    double critical = unit * law.inverseSurvivalProbability(0.05);
    return new Psi(value, bias, corrected, p, bins, epsilon, critical);
  }

  /** Bins that are not empty on both sides. */
  static int used(long[] reference, long[] month) {
    int used = 0;
    for (int i = 0; i < reference.length; i++) {
      used += reference[i] + month[i] > 0 ? 1 : 0;
    }
    return used;
  }
}
