package io.mallguard.training.pipeline;

import io.mallguard.scoring.model.CompiledModel;
import io.mallguard.training.model.TrainingRows;
import java.util.Arrays;
import java.util.Optional;

/**
 * How much of a model's score each column decides, measured alike for every family: the mean
 * absolute change of the score when a row's value is exchanged for that of another row, as a share
 * of the sum over all columns. For a linear model a column's part is |weight| times the mean
 * absolute difference of two rows. What two columns only say together counts for both; what either
 * could say alone counts for the one the model reads.
 *
 * <p>After the permutation importance of Leo Breiman, <i>Random Forests</i>, Machine Learning 45,
 * 2001, with the change of the score in place of the loss and a fixed exchange in place of a random
 * one, so that the same rows give the same shares.
 */
final class Importance {
  /** Rows at even distances; chosen: a share of 2 % then rests on thousands of exchanges. */
  private static final int MOST_ROWS = 4_000;

  private Importance() {}

  /**
   * The share of each column, in [0, 1], adding up to 1; empty if no exchange changes the score.
   *
   * @param rows at least one
   */
  static Optional<double[]> of(CompiledModel model, TrainingRows rows) {
    int count = Math.min(MOST_ROWS, rows.size());
    double[][] sample = new double[count][];
    for (int i = 0; i < count; i++) {
      sample[i] = rows.row((int) ((long) i * rows.size() / count));
    }
    double[] shares = new double[model.inputCount()];
    for (int i = 0; i < count; i++) {
      addChanges(model, sample[i], sample[(i + count / 2) % count], shares);
    }
    double sum = Arrays.stream(shares).sum();
    for (int column = 0; column < shares.length; column++) {
      shares[column] /= sum;
    }
    return sum > 0 ? Optional.of(shares) : Optional.empty();
  }

  private static void addChanges(
      CompiledModel model, double[] row, double[] other, double[] changes) {
    double score = model.score(row);
    double[] exchanged = row.clone();
    for (int column = 0; column < changes.length; column++) {
      exchanged[column] = other[column];
      changes[column] += Math.abs(model.score(exchanged) - score);
      exchanged[column] = row[column];
    }
  }
}
