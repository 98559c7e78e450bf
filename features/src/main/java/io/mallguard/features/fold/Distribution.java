package io.mallguard.features.fold;

import io.mallguard.features.expression.LogBins;
import io.mallguard.features.plan.Measure;
import java.util.Arrays;

/** Amounts per bin, gathered to be read once; reused. One owner thread. */
final class Distribution {
  private final boolean logarithmic;
  private long[] amounts = new long[64];
  private int size;
  private long total;

  Distribution(Measure.Bins bins) {
    this.logarithmic = bins == Measure.Bins.LOG16;
  }

  void clear() {
    Arrays.fill(amounts, 0, size, 0);
    size = 0;
    total = 0;
  }

  void add(long bin, long amount) {
    int index = (int) bin;
    if (index >= amounts.length) {
      amounts = Arrays.copyOf(amounts, Math.max(index + 1, amounts.length * 2));
    }
    size = Math.max(size, index + 1);
    amounts[index] += amount;
    total += amount;
  }

  int size() {
    return size;
  }

  long total() {
    return total;
  }

  long amount(int bin) {
    return bin < size ? amounts[bin] : 0;
  }

  private double value(int bin) {
    return logarithmic ? LogBins.middle(bin) : bin;
  }

  /** The value of the first bin with at least that part of all; NaN if empty. */
  double quantile(double part) {
    if (total == 0) {
      return Double.NaN;
    }
    long wanted = Math.max(1, (long) Math.ceil(part * total));
    int bin = 0;
    for (long seen = amounts[0]; seen < wanted; seen += amounts[bin]) {
      bin++;
    }
    return value(bin);
  }

  /** The Gini coefficient, every member of a bin having the bin's value; NaN if all are 0. */
  double gini() {
    double ranked = 0;
    double sum = 0;
    long below = 0;
    for (int bin = 0; bin < size; bin++) {
      long count = amounts[bin];
      if (count > 0) {
        ranked += (double) (count * (2 * below + count - total)) * value(bin);
        sum += (double) count * value(bin);
        below += count;
      }
    }
    return sum == 0 ? Double.NaN : ranked / (total * sum);
  }
}
