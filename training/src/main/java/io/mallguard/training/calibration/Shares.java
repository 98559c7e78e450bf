package io.mallguard.training.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** Numbers of a trade, sorted once. Immutable apart from the array, which must not be changed. */
final class Shares {
  private final double[] sorted;

  private Shares(double[] sorted) {
    this.sorted = sorted;
  }

  static Shares of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Shares(sorted);
  }

  static <T> Shares of(List<T> items, ToDoubleFunction<T> value) {
    return of(items.stream().mapToDouble(value).toArray());
  }

  /** The same after a function that keeps the order. */
  Shares of(DoubleUnaryOperator rising) {
    return new Shares(Arrays.stream(sorted).map(rising).toArray());
  }

  /** The value that a share of all values don't exceed; NaN without values. */
  double quantile(double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1) + 0.5)];
  }

  double mean() {
    return Arrays.stream(sorted).average().orElse(Double.NaN);
  }

  /** Standard deviation. */
  double deviation() {
    double mean = mean();
    return Math.sqrt(
        Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).average().orElse(Double.NaN));
  }

  /** Share of the values that are below one. */
  double below(double bound) {
    return (double) Arrays.stream(sorted).filter(v -> v < bound).count() / sorted.length;
  }

  /** What the largest values add up to, as a share of all. */
  double ofLargest(double share) {
    int from = (int) (sorted.length * (1 - share));
    return Arrays.stream(sorted, from, sorted.length).sum() / Arrays.stream(sorted).sum();
  }

  /** Share of the values from one bound to below the next; the ends are open. */
  double[] between(double... bounds) {
    double[] shares = new double[bounds.length + 1];
    double before = 0;
    for (int i = 0; i < bounds.length; i++) {
      double here = below(bounds[i]);
      shares[i] = here - before;
      before = here;
    }
    shares[bounds.length] = 1 - before;
    return shares;
  }

  /** Share of the items in each of so many classes. */
  static <T> double[] histogram(List<T> items, int classes, ToIntFunction<T> classOf) {
    double[] shares = new double[classes];
    items.forEach(item -> shares[classOf.applyAsInt(item)] += 1.0 / items.size());
    return shares;
  }
}
