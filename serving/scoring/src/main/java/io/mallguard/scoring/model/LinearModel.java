package io.mallguard.scoring.model;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A linear model over standardised columns: {@code bias + Σ weight · (x − mean) / deviation}, the
 * log-odds of a logistic regression. Immutable and safe for use by many threads.
 *
 * <p>A missing value counts as the mean, so it adds nothing. A value more than {@value
 * #MAX_DEVIATIONS} deviations off counts as that far off, so that no row overflows.
 */
public final class LinearModel implements CompiledModel {
  /** Where the standardised value is cut; no row of the training data comes near. */
  public static final double MAX_DEVIATIONS = 1e9;

  private static final int COLUMN_BYTES = 3 * Double.BYTES;

  private final double bias;
  private final double[] weights;
  private final double[] means;
  private final double[] deviations;

  /**
   * A linear model.
   *
   * @param bias log-odds of a row of means
   * @param weights log-odds per deviation, one per column
   * @param means mean of each column in training
   * @param deviations standard deviation of each column in training, above 0
   * @throws IllegalArgumentException if lengths differ or a number is out of range
   */
  public LinearModel(double bias, double[] weights, double[] means, double[] deviations) {
    this.bias = bias;
    this.weights = weights.clone();
    this.means = means.clone();
    this.deviations = deviations.clone();
    check();
  }

  private void check() {
    Limits.checkInputs(weights.length);
    if (means.length != weights.length || deviations.length != weights.length) {
      throw new IllegalArgumentException("means and deviations, must be one per weight");
    }
    Limits.checkWeight("bias", bias);
    for (int i = 0; i < weights.length; i++) {
      Limits.checkWeight("weight " + i, weights[i]);
      if (!Double.isFinite(means[i]) || !(deviations[i] > 0) || Double.isInfinite(deviations[i])) {
        throw new IllegalArgumentException(
            "column " + i + ", must have a finite mean and a finite deviation above 0");
      }
    }
  }

  @Override
  public int inputCount() {
    return weights.length;
  }

  @Override
  public double score(double[] row) {
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      double x = row[i];
      if (!Double.isNaN(x)) {
        double off = (x - means[i]) / deviations[i];
        sum += weights[i] * Math.max(-MAX_DEVIATIONS, Math.min(MAX_DEVIATIONS, off));
      }
    }
    return sum;
  }

  /* Payload: bias, column count, then weight, mean and deviation of each column. */
  void write(DataOutputStream out) throws IOException {
    out.writeDouble(bias);
    out.writeInt(weights.length);
    for (int i = 0; i < weights.length; i++) {
      out.writeDouble(weights[i]);
      out.writeDouble(means[i]);
      out.writeDouble(deviations[i]);
    }
  }

  static LinearModel read(ByteBuffer in, int inputCount) {
    double bias = in.getDouble();
    int count = Limits.readCount(in, COLUMN_BYTES, "columns");
    if (count != inputCount) {
      throw new IllegalArgumentException("columns " + count + ", must be " + inputCount);
    }
    double[] weights = new double[count];
    double[] means = new double[count];
    double[] deviations = new double[count];
    for (int i = 0; i < count; i++) {
      weights[i] = in.getDouble();
      means[i] = in.getDouble();
      deviations[i] = in.getDouble();
    }
    return new LinearModel(bias, weights, means, deviations);
  }
}
