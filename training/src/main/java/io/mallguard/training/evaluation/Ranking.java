package io.mallguard.training.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How well scores rank fraud above the rest, over rows that may count more than once. Immutable
 * apart from the arrays, which are not copied and must not be changed.
 */
public final class Ranking {
  private final double[] scores;
  private final boolean[] fraud;
  private final int[] order;

  /**
   * A ranking.
   *
   * @param scores finite, higher is more suspicious
   * @param fraud one label per score
   */
  public Ranking(double[] scores, boolean[] fraud) {
    if (scores.length != fraud.length) {
      throw new IllegalArgumentException(
          "labels " + fraud.length + ", must be one per score of " + scores.length);
    }
    this.scores = scores;
    this.fraud = fraud;
    this.order = descending(scores);
  }

  /* Sorts longs that carry the score's order above the row number: no boxing. */
  private static int[] descending(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    long[] keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      long rank = scores.length - 1L - Arrays.binarySearch(sorted, scores[i]);
      keys[i] = rank << Integer.SIZE | i;
    }
    Arrays.sort(keys);
    return groupedByScore(keys, scores);
  }

  /* A binary search may land anywhere among equal scores, but groups never overlap. */
  private static int[] groupedByScore(long[] keys, double[] scores) {
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
      if (i > 0 && scores[order[i]] > scores[order[i - 1]]) {
        throw new IllegalArgumentException("scores, must be finite");
      }
    }
    return order;
  }

  /**
   * Area under the ROC curve: the share of pairs (fraud, legitimate) in which fraud scores higher,
   * equal scores counting one half. Empty if either kind is absent.
   *
   * @param counts how often each row counts
   */
  public OptionalDouble areaUnderRoc(int[] counts) {
    double positives = 0;
    double negatives = 0;
    double wins = 0;
    for (int from = 0; from < order.length; ) {
      double positiveHere = 0;
      double negativeHere = 0;
      int to = from;
      for (; to < order.length && scores[order[to]] == scores[order[from]]; to++) {
        positiveHere += fraud[order[to]] ? counts[order[to]] : 0;
        negativeHere += fraud[order[to]] ? 0 : counts[order[to]];
      }
      wins += negativeHere * (positives + positiveHere / 2);
      positives += positiveHere;
      negatives += negativeHere;
      from = to;
    }
    return positives == 0 || negatives == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(wins / (positives * negatives));
  }

  /**
   * Average precision: Σ (recallₖ − recallₖ₋₁) · precisionₖ with one step per distinct score. Empty
   * without fraud.
   *
   * @param counts how often each row counts
   */
  public OptionalDouble averagePrecision(int[] counts) {
    double positives = 0;
    double seen = 0;
    double sum = 0;
    for (int from = 0; from < order.length; ) {
      double positiveHere = 0;
      int to = from;
      for (; to < order.length && scores[order[to]] == scores[order[from]]; to++) {
        positiveHere += fraud[order[to]] ? counts[order[to]] : 0;
        seen += counts[order[to]];
      }
      positives += positiveHere;
      sum += seen == 0 ? 0 : positiveHere * (positives / seen);
      from = to;
    }
    return positives == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / positives);
  }
}
