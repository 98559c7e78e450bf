package io.mallguard.training.check;

import io.mallguard.training.evaluation.Ranking;
import io.mallguard.training.truth.RankedFrauds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Orders with a model's scores. Immutable; a class and not a record because it holds arrays, which
 * must not be changed.
 */
final class Scored {
  private final Sample sample;
  private final int[] rows;
  private final double[] scores;

  /**
   * Scores of some orders.
   *
   * @param rows indexes of orders
   * @param scores one per index, higher is more suspicious
   */
  Scored(Sample sample, int[] rows, double[] scores) {
    this.sample = sample;
    this.rows = rows;
    this.scores = scores;
  }

  Sample sample() {
    return sample;
  }

  int[] rows() {
    return rows;
  }

  double[] scores() {
    return scores;
  }

  /** Average precision against the truth; 0 without fraud. */
  double averagePrecision() {
    return averagePrecision(Sample.Order::isFraud);
  }

  /** Average precision against what somebody says. */
  double averagePrecision(Predicate<Sample.Order> isFraud) {
    boolean[] fraud = new boolean[rows.length];
    int[] counts = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      fraud[i] = isFraud.test(sample.order(rows[i]));
      counts[i] = sample.order(rows[i]).counts();
    }
    return new Ranking(scores, fraud).averagePrecision(counts).orElse(0);
  }

  /** Fraud and others ranked, to draw rings again. */
  RankedFrauds ranked() {
    List<RankedFrauds.Scored> ranked = new ArrayList<>(rows.length);
    for (int i = 0; i < rows.length; i++) {
      Sample.Order order = sample.order(rows[i]);
      long amount = order.facts().amountMinor();
      ranked.add(
          new RankedFrauds.Scored(
              scores[i], order.isFraud(), order.group(), amount, order.counts()));
    }
    return new RankedFrauds(ranked);
  }

  /** Typologies of the fraud among them, in order. */
  Set<String> typologies() {
    return sample.typologies(rows);
  }

  /** Area under the ROC curve against the truth. */
  Area area() {
    return Area.of(sample, rows, scores);
  }

  /** The score that a share of all orders reach. */
  double threshold(double budgetShare) {
    Integer[] order = IntStream.range(0, rows.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(scores[b], scores[a]));
    double budget = budgetShare * weight(o -> true);
    double seen = 0;
    for (int i : order) {
      seen += sample.order(rows[i]).counts();
      if (seen > budget) {
        return scores[i];
      }
    }
    return Double.NEGATIVE_INFINITY;
  }

  /** Share of some orders that reach a score. */
  double reach(double threshold, Predicate<Sample.Order> wanted) {
    double reached = 0;
    for (int i = 0; i < rows.length; i++) {
      Sample.Order order = sample.order(rows[i]);
      reached += scores[i] >= threshold && wanted.test(order) ? order.counts() : 0;
    }
    return reached / weight(wanted);
  }

  /** How many orders some of the sample stand for. */
  double weight(Predicate<Sample.Order> wanted) {
    double weight = 0;
    for (int row : rows) {
      weight += wanted.test(sample.order(row)) ? sample.order(row).counts() : 0;
    }
    return weight;
  }

  /** Those orders alone for which a test holds. */
  Scored only(Predicate<Sample.Order> wanted) {
    int[] kept =
        IntStream.range(0, rows.length).filter(i -> wanted.test(sample.order(rows[i]))).toArray();
    return new Scored(
        sample,
        IntStream.of(kept).map(i -> rows[i]).toArray(),
        IntStream.of(kept).mapToDouble(i -> scores[i]).toArray());
  }
}
