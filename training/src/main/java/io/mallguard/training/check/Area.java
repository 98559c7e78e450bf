package io.mallguard.training.check;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

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
    double sum = 0;
    int fraud = 0;
    for (int i = 0; i < rows.length; i++) {
      if (sample.order(rows[i]).isFraud()) {
        double wins = honest.shareBelow(scores[i]);
        sum += wins;
        fraud++;
        double[] group = groups.computeIfAbsent(sample.order(rows[i]).group(), g -> new double[2]);
        group[0] += wins;
        group[1]++;
      }
    }
    double area = sum / fraud;
    double squares = 0;
    for (double[] group : groups.values()) {
      double off = group[0] - group[1] * area;
      squares += off * off;
    }
    int n = groups.size();
    double error = n < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(squares * n / (n - 1)) / fraud;
    return new Area(area, error);
  }

  /** The area of the better of both directions. */
  Area eitherWay() {
    return new Area(Math.max(value, 1 - value), error);
  }

  /**
   * Scores of honest orders, sorted: those that stand for themselves and those that stand for
   * several.
   */
  private static final class Honest {
    private final double[] single;
    private final double[] several;
    private final int oneIn;

    private Honest(double[] single, double[] several, int oneIn) {
      this.single = single;
      this.several = several;
      this.oneIn = oneIn;
    }

    static Honest of(Sample sample, int[] rows, double[] scores) {
      return new Honest(
          sorted(sample, rows, scores, true), sorted(sample, rows, scores, false), sample.oneIn());
    }

    private static double[] sorted(Sample sample, int[] rows, double[] scores, boolean single) {
      return IntStream.range(0, rows.length)
          .filter(i -> !sample.order(rows[i]).isFraud())
          .filter(i -> sample.order(rows[i]).counts() == 1 == single)
          .mapToDouble(i -> scores[i])
          .sorted()
          .toArray();
    }

    /** Equal scores count half. */
    double shareBelow(double score) {
      double below = rank(single, score) + oneIn * rank(several, score);
      return below / (single.length + (double) oneIn * several.length);
    }

    private static double rank(double[] sorted, double score) {
      return (first(sorted, score) + first(sorted, Math.nextUp(score))) / 2.0;
    }

    /** How many scores are below a bound. */
    private static int first(double[] sorted, double bound) {
      int low = 0;
      int high = sorted.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (sorted[middle] < bound) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
