package io.mallguard.training.drift;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The score interval of a share: E. B. Wilson, "Probable Inference, the Law of Succession, and
 * Statistical Inference", JASA 1927. Immutable.
 *
 * @param low lower end, exactly 0 without successes
 * @param high upper end, exactly 1 without failures
 */
record WilsonInterval(double low, double high) {
  /**
   * The interval of successes in trials.
   *
   * @param trials 1 or more
   * @param level such as 0.95
   */
  static WilsonInterval of(long successes, long trials, double level) {
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    double n = trials;
    double share = successes / n;
    double scale = 1 + z * z / n;
    double centre = (share + z * z / (2 * n)) / scale;
    double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale;
    return new WilsonInterval(
        successes == 0 ? 0 : Math.max(0, centre - half),
        successes == trials ? 1 : Math.min(1, centre + half));
  }
}
