package io.mallguard.training.drift;

import java.util.Arrays;

/**
 * Bounded distances of two histograms, from raw shares (0 ln 0 = 0). Shown, never an alert.
 * Immutable. Corrected ones have their mean without drift, (K-1)(1/n+1/m)/8, taken off the squared
 * distance in nats.
 *
 * @param jensenShannon Jensen-Shannon distance, base 2, in [0, 1]
 * @param jensenShannonNats the same to base e, in [0, 0.8326]
 * @param jensenShannonCorrected base 2, corrected
 * @param hellinger Hellinger distance in [0, 1]
 * @param hellingerCorrected corrected
 * @param totalVariation half the sum of the differences of the shares
 * @param largestDifference largest difference of the shares
 */
record Divergence(
    double jensenShannon,
    double jensenShannonNats,
    double jensenShannonCorrected,
    double hellinger,
    double hellingerCorrected,
    double totalVariation,
    double largestDifference) {
  private static final double LN_2 = StrictMath.log(2);

  /** The distances of two histograms with at least one row each. */
  static Divergence of(long[] reference, long[] month) {
    double n = Arrays.stream(reference).sum();
    double m = Arrays.stream(month).sum();
    double nats = 0;
    double squares = 0;
    double absolute = 0;
    double largest = 0;
    for (int i = 0; i < reference.length; i++) {
      double r = reference[i] / n;
      double c = month[i] / m;
      nats += (part(r, r + c) + part(c, r + c)) / 2;
      squares += (Math.sqrt(r) - Math.sqrt(c)) * (Math.sqrt(r) - Math.sqrt(c)) / 2;
      absolute += Math.abs(r - c);
      largest = Math.max(largest, Math.abs(r - c));
    }
    nats = Math.max(0, nats);
    double bias = (Psi.used(reference, month) - 1) * (1 / n + 1 / m) / 8;
    return new Divergence(
        Math.sqrt(nats / LN_2),
        Math.sqrt(nats),
        Math.sqrt(Math.max(0, nats - bias) / LN_2),
        Math.sqrt(squares),
        Math.sqrt(Math.max(0, squares - bias)),
        absolute / 2,
        largest);
  }

  private static double part(double share, double both) {
    return share == 0 ? 0 : share * StrictMath.log(2 * share / both);
  }
}
