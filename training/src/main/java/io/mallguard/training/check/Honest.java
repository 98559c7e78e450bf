package io.mallguard.training.check;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Scores of honest orders, sorted: those that stand for themselves and those that stand for
 * several. Immutable; a class and not a record because it holds arrays.
 */
final class Honest {
  private final double[] single;
  private final double[] several;
  private final int oneIn;

  private Honest(double[] single, double[] several, int oneIn) {
    this.single = single;
    this.several = several;
    this.oneIn = oneIn;
  }

  /**
   * Sorts.
   *
   * @param rows indexes of orders, whose fraudulent ones are left out
   * @param scores one per index
   */
  static Honest of(Sample sample, int[] rows, double[] scores) {
    return sorting(
        picked(sample, rows, scores, true), picked(sample, rows, scores, false), sample.oneIn());
  }

  /** Sorts the arrays given. */
  static Honest sorting(double[] single, double[] several, int oneIn) {
    Arrays.sort(single);
    Arrays.sort(several);
    return new Honest(single, several, oneIn);
  }

  private static double[] picked(Sample sample, int[] rows, double[] scores, boolean single) {
    return IntStream.range(0, rows.length)
        .filter(i -> !sample.order(rows[i]).isFraud())
        .filter(i -> sample.order(rows[i]).counts() == 1 == single)
        .mapToDouble(i -> scores[i])
        .toArray();
  }

  /** The share of honest orders that score less; equal scores count half. */
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
