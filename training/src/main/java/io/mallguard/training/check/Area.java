package io.mallguard.training.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Area under the ROC curve with its standard error, orders of one ring being no independent
 * evidence. Immutable.
 *
 * @param value the area
 * @param error standard error; infinite with a single ring
 */
record Area(double value, double error) {
  /**
   * Measures how well scores rank fraud above the rest.
   *
   * @param rows indexes of the orders
   * @param scores one per index
   */
  static Area of(Sample sample, int[] rows, double[] scores) {
    Honest honest = Honest.of(sample, rows, scores);
    Map<String, double[]> groups = new HashMap<>();
    for (int i = 0; i < rows.length; i++) {
      if (sample.order(rows[i]).isFraud()) {
        double[] group = groups.computeIfAbsent(sample.order(rows[i]).group(), g -> new double[2]);
        group[0] += honest.shareBelow(scores[i]);
        group[1]++;
      }
    }
    return of(groups.values());
  }

  /**
   * The area of what was counted ring by ring.
   *
   * @param rings of each, the sum of the shares of honest orders below its fraud, and how much
   *     fraud
   */
  static Area of(Collection<double[]> rings) {
    double sum = 0;
    double fraud = 0;
    for (double[] ring : rings) {
      sum += ring[0];
      fraud += ring[1];
    }
    double area = sum / fraud;
    double squares = 0;
    for (double[] ring : rings) {
      double off = ring[0] - ring[1] * area;
      squares += off * off;
    }
    int n = rings.size();
    double error = n < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(squares * n / (n - 1)) / fraud;
    return new Area(area, error);
  }

  /** The area alone, which costs less. */
  static double value(Sample sample, int[] rows, double[] scores) {
    Honest honest = Honest.of(sample, rows, scores);
    double sum = 0;
    int fraud = 0;
    for (int i = 0; i < rows.length; i++) {
      if (sample.order(rows[i]).isFraud()) {
        sum += honest.shareBelow(scores[i]);
        fraud++;
      }
    }
    return sum / fraud;
  }

  /** The area of the better of both directions. */
  Area eitherWay() {
    return new Area(Math.max(value, 1 - value), error);
  }
}
