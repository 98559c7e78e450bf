package io.mallguard.scoring;

import io.mallguard.scoring.calibration.LogisticCalibration;
import io.mallguard.scoring.calibration.TailCalibration;
import io.mallguard.scoring.model.CompiledModel;

/**
 * From a row to a score. Immutable and safe for use by many threads; a call allocates the score and
 * nothing else.
 *
 * @param classifier gives raw log-odds
 * @param calibration from raw log-odds to a probability
 * @param anomaly gives a raw anomaly score
 * @param anomalyCalibration from the raw anomaly score to a tail score
 */
public record Scorer(
    CompiledModel classifier,
    LogisticCalibration calibration,
    CompiledModel anomaly,
    TailCalibration anomalyCalibration) {

  /** Checks that both models take the same rows. */
  public Scorer {
    if (classifier.inputCount() != anomaly.inputCount()) {
      throw new IllegalArgumentException(
          "anomaly model of "
              + anomaly.inputCount()
              + " columns, must be "
              + classifier.inputCount()
              + " as the classifier's");
    }
  }

  /** Number of columns a row must have. */
  public int inputCount() {
    return classifier.inputCount();
  }

  /**
   * Scores one row.
   *
   * @param row features in spec order, NaN where missing; not changed
   * @throws IllegalArgumentException if the row has another number of columns
   */
  public Score score(double[] row) {
    if (row.length != classifier.inputCount()) {
      throw new IllegalArgumentException(
          "row of " + row.length + " columns, must have " + classifier.inputCount());
    }
    double rawLogOdds = classifier.score(row);
    double rawAnomaly = anomaly.score(row);
    return new Score(
        rawLogOdds, calibration.probability(rawLogOdds), anomalyCalibration.share(rawAnomaly));
  }
}
