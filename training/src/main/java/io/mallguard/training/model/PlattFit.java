package io.mallguard.training.model;

import io.mallguard.scoring.calibration.LogisticCalibration;

/**
 * Fits a logistic calibration to log-odds and labels by Newton's method with backtracking.
 *
 * <p>Hsuan-Tien Lin, Chih-Jen Lin, Ruby Weng, <i>A Note on Platt's Probabilistic Outputs for
 * Support Vector Machines</i>, Machine Learning 68, 2007. The targets are Platt's, (n₊+1)/(n₊+2)
 * and 1/(n₋+2), which keep the fit finite on separable data.
 */
public final class PlattFit {
  private static final int MAX_STEPS = 100;
  private static final double RIDGE = 1e-12;
  private static final double SMALL_GRADIENT = 1e-9;
  private static final double LEAST_STEP = 1e-10;

  private final double[] scores;
  private final double[] targets;
  private double slope;
  private double intercept;

  private PlattFit(double[] scores, boolean[] fraud) {
    this.scores = scores;
    this.targets = new double[scores.length];
    int positive = 0;
    for (boolean one : fraud) {
      positive += one ? 1 : 0;
    }
    int negative = fraud.length - positive;
    for (int i = 0; i < targets.length; i++) {
      targets[i] = fraud[i] ? (positive + 1.0) / (positive + 2.0) : 1.0 / (negative + 2.0);
    }
    this.intercept = StrictMath.log((positive + 1.0) / (negative + 1.0));
  }

  /**
   * The calibration that makes the labels likeliest.
   *
   * @param logOdds raw scores of rows that the model was not fitted on
   * @param fraud their labels, both kinds present
   * @throws IllegalArgumentException if a class is absent, or if higher scores do not mean more
   *     fraud on these rows: then no rising calibration fits
   */
  public static LogisticCalibration fit(double[] logOdds, boolean[] fraud) {
    PlattFit fit = new PlattFit(logOdds, fraud);
    for (int step = 0; step < MAX_STEPS && fit.improve(); step++) {}
    if (!(fit.slope > 0)) {
      throw new IllegalArgumentException(
          "calibration slope "
              + fit.slope
              + ", must be above 0: the scores do not rank the labels");
    }
    return new LogisticCalibration(fit.slope, fit.intercept);
  }

  /* One Newton step; false once nothing improves. */
  private boolean improve() {
    double g1 = 0;
    double g2 = 0;
    double h11 = RIDGE;
    double h12 = 0;
    double h22 = RIDGE;
    for (int i = 0; i < scores.length; i++) {
      double p = probability(slope * scores[i] + intercept);
      double error = p - targets[i];
      double spread = p * (1 - p);
      g1 += error * scores[i];
      g2 += error;
      h11 += spread * scores[i] * scores[i];
      h12 += spread * scores[i];
      h22 += spread;
    }
    if (Math.abs(g1) + Math.abs(g2) < SMALL_GRADIENT * scores.length) {
      return false;
    }
    double determinant = h11 * h22 - h12 * h12;
    double toSlope = -(h22 * g1 - h12 * g2) / determinant;
    double toIntercept = -(h11 * g2 - h12 * g1) / determinant;
    return move(toSlope, toIntercept);
  }

  private boolean move(double toSlope, double toIntercept) {
    double now = loss(slope, intercept);
    for (double part = 1; part >= LEAST_STEP; part /= 2) {
      if (loss(slope + part * toSlope, intercept + part * toIntercept) < now) {
        slope += part * toSlope;
        intercept += part * toIntercept;
        return true;
      }
    }
    return false;
  }

  private double loss(double a, double b) {
    double loss = 0;
    for (int i = 0; i < scores.length; i++) {
      double x = a * scores[i] + b;
      double softPlus = Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
      loss += softPlus - targets[i] * x;
    }
    return loss;
  }

  private static double probability(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }
}
