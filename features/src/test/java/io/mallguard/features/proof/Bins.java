package io.mallguard.features.proof;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weights by bin, ascending. A bin is known by its least value: 16 bins per octave from 32 on, else
 * each value its own.
 */
final class Bins {
  private final boolean log16;
  private final TreeMap<Long, Long> weights = new TreeMap<>();
  private long total;

  Bins(boolean log16) {
    this.log16 = log16;
  }

  static Bins of(boolean log16, List<Long> values) {
    Bins bins = new Bins(log16);
    values.forEach(value -> bins.add(value, 1));
    return bins;
  }

  void add(long value, long weight) {
    weights.merge(bin(value), weight, Long::sum);
    total += weight;
  }

  long bin(long value) {
    if (!log16) {
      return value;
    }
    if (value < 32) {
      return Math.max(value, 0);
    }
    return value - value % width(value);
  }

  private static long width(long value) {
    return Long.highestOneBit(value) / 16;
  }

  double middle(long bin) {
    return !log16 || bin < 32 ? bin : bin + (width(bin) - 1) / 2.0;
  }

  Map<Long, Long> weights() {
    return weights;
  }

  long weight(long bin) {
    return weights.getOrDefault(bin, 0L);
  }

  long total() {
    return total;
  }

  double quantile(double q) {
    long rank = Math.max(1, (long) Math.ceil(q * total));
    long below = 0;
    for (Map.Entry<Long, Long> bin : weights.entrySet()) {
      below += bin.getValue();
      if (below >= rank) {
        return middle(bin.getKey());
      }
    }
    return Double.NaN;
  }

  double gini() {
    double ranks = 0;
    double sum = 0;
    long before = 0;
    for (Map.Entry<Long, Long> bin : weights.entrySet()) {
      long count = bin.getValue();
      double x = middle(bin.getKey());
      ranks += count * (2 * before + count - total) * x;
      sum += count * x;
      before += count;
    }
    return sum == 0 ? Double.NaN : ranks / (total * sum);
  }
}
