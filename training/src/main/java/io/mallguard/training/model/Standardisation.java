package io.mallguard.training.model;

import java.util.Arrays;

/**
 * Mean and standard deviation of each column of the training rows (population deviation; missing
 * values left out; a column that never varies gets deviation 1, one that is always missing mean 0).
 */
final class Standardisation {
  private final double[] means;
  private final double[] deviations;

  private Standardisation(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  static Standardisation of(TrainingRows rows) {
    int columns = rows.columns().size();
    double[] means = new double[columns];
    double[] deviations = new double[columns];
    for (int column = 0; column < columns; column++) {
      means[column] = mean(rows, column);
      deviations[column] = deviation(rows, column, means[column]);
    }
    return new Standardisation(means, deviations);
  }

  private static double mean(TrainingRows rows, int column) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < rows.size(); i++) {
      double x = rows.row(i)[column];
      if (!Double.isNaN(x)) {
        sum += x;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /* Second pass over the differences: no cancellation, unlike the sum of squares. */
  private static double deviation(TrainingRows rows, int column, double mean) {
    double squares = 0;
    int count = 0;
    for (int i = 0; i < rows.size(); i++) {
      double off = rows.row(i)[column] - mean;
      if (!Double.isNaN(off)) {
        squares += off * off;
        count++;
      }
    }
    double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
    return deviation > 0 ? deviation : 1;
  }

  double[] means() {
    return means.clone();
  }

  double[] deviations() {
    return deviations.clone();
  }

  /** The row in deviations from the mean; missing stays missing. */
  double[] standardised(double[] row) {
    double[] off = new double[row.length];
    Arrays.setAll(off, i -> (row[i] - means[i]) / deviations[i]);
    return off;
  }

  /** The row with the mean where a value is missing. */
  double[] filled(double[] row) {
    double[] full = new double[row.length];
    Arrays.setAll(full, i -> Double.isNaN(row[i]) ? means[i] : row[i]);
    return full;
  }
}
