package io.mallguard.scoring;

/**
 * What a bundle says about one row. Immutable.
 *
 * @param rawLogOdds the classifier's own score, log-odds, finite; higher is more suspicious
 * @param probability calibrated probability of fraud, in [0, 1]
 * @param anomalyScore tail-calibrated score of the anomaly model, in [0, 1]; higher is rarer
 */
public record Score(double rawLogOdds, double probability, double anomalyScore) {

  /** Refuses what is no score: a policy that compared NaN with a threshold would let it pass. */
  public Score {
    if (!Double.isFinite(rawLogOdds)) {
      throw new IllegalArgumentException("rawLogOdds " + rawLogOdds + ", must be finite");
    }
    checkShare("probability", probability);
    checkShare("anomalyScore", anomalyScore);
  }

  private static void checkShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " " + value + ", must be in [0, 1]");
    }
  }

  /** Whether two scores are the same bits, in each of the three numbers. */
  public boolean sameBits(Score that) {
    return Double.doubleToRawLongBits(rawLogOdds) == Double.doubleToRawLongBits(that.rawLogOdds)
        && Double.doubleToRawLongBits(probability) == Double.doubleToRawLongBits(that.probability)
        && Double.doubleToRawLongBits(anomalyScore)
            == Double.doubleToRawLongBits(that.anomalyScore);
  }
}
