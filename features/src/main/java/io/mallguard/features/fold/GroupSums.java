package io.mallguard.features.fold;

import io.mallguard.features.expression.LogBins;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.plan.Measure.GroupKind;
import io.mallguard.features.state.Memory;

/**
 * Groups of a window by the sum of a number: their entropy, concentration, largest, Gini
 * coefficient. Every kind keeps running whole numbers: what a group added with its old sum is taken
 * away exactly before it is added with its new one.
 *
 * <p>In the entity's block: total, then either the sum of {@code round(2^20 x ln x)}, or the sum of
 * squares in 128 bit, or the cells that hold groups by bin of their sum.
 */
final class GroupSums extends Accumulator implements OwnReading {
  private static final int TOTAL = 0;
  private static final int RUNNING = 1;
  private static final double SCALE = 0x1p20;

  private final Memory memory;
  private final Measure.Groups measure;
  private final int cellAt;
  private final int countAt;
  private final int sumAt;
  private final int at;
  private final Cells bins;
  private final int groupsAt;
  private final int binSumAt;
  private final Distribution distribution = new Distribution(Measure.Bins.LOG16);

  GroupSums(Memory memory, Measure.Groups measure, Cells cells, int cellAt, int at, Roots roots) {
    this.memory = memory;
    this.measure = measure;
    this.cellAt = cellAt;
    this.countAt = cells.reserve(2);
    this.sumAt = countAt + 1;
    this.at = at;
    this.bins = new Cells(memory, roots.index(), at + RUNNING);
    this.groupsAt = bins.reserve(2);
    this.binSumAt = groupsAt + 1;
  }

  @Override
  int longs() {
    return RUNNING + Cells.HEADER_LONGS;
  }

  private boolean isBinned() {
    return measure.kind() == GroupKind.SUM_TOP_SHARE || measure.kind() == GroupKind.SUM_GINI;
  }

  @Override
  void enter(long entity, long entry, long timeMillis, long flags) {
    change(entity, entry, flags, 1);
  }

  @Override
  void leave(long entity, long entry, long timeMillis, long flags) {
    change(entity, entry, flags, -1);
  }

  private void change(long entity, long entry, long flags, int sign) {
    if ((flags >>> measure.flag() & 1) == 0) {
      return;
    }
    long cell = memory.get(entry + cellAt);
    long difference = sign * memory.get(entry + Entry.VALUES + measure.weight());
    long count = memory.get(cell + countAt);
    long sum = memory.get(cell + sumAt);
    run(entity, count, sum, -1);
    memory.put(cell + countAt, count + sign);
    memory.put(cell + sumAt, sum + difference);
    run(entity, count + sign, sum + difference, 1);
    memory.add(entity + at + TOTAL, difference);
  }

  private void run(long entity, long count, long sum, int sign) {
    if (count == 0) {
      return;
    }
    long running = entity + at + RUNNING;
    if (measure.kind() == GroupKind.SUM_ENTROPY) {
      memory.add(running, sign * fixed(sum));
    } else if (measure.kind() == GroupKind.SUM_HHI) {
      Wide.addProduct(memory, running, sum, sign * sum);
    } else if (sign > 0) {
      long bin = bins.acquire(entity, LogBins.of(sum));
      memory.add(bin + groupsAt, 1);
      memory.add(bin + binSumAt, sum);
    } else {
      long bin = bins.find(entity, LogBins.of(sum));
      memory.add(bin + groupsAt, -1);
      memory.add(bin + binSumAt, -sum);
      bins.release(entity, bin);
    }
  }

  /** {@code round(2^20 x ln x)}, 0 where there is no logarithm. */
  private static long fixed(long x) {
    return x <= 1 ? 0 : Math.round(SCALE * x * StrictMath.log((double) x));
  }

  @Override
  void release(long entity) {
    if (isBinned()) {
      bins.clear(entity);
    }
  }

  @Override
  public double read(long entity, long nowMillis, long current) {
    long total = memory.get(entity + at + TOTAL);
    long running = entity + at + RUNNING;
    if (total <= 0) {
      return Double.NaN;
    }
    return switch (measure.kind()) {
      case SUM_ENTROPY -> StrictMath.log((double) total) - memory.get(running) / SCALE / total;
      case SUM_HHI ->
          Wide.toDouble(memory.get(running), memory.get(running + 1))
              / ((double) total * (double) total);
      case SUM_TOP_SHARE -> topShare(entity, total);
      case SUM_GINI -> gini(entity);
      default -> throw new IllegalStateException("not read from sums: " + measure.kind());
    };
  }

  private double topShare(long entity, long total) {
    long top = bins.first(entity);
    for (long bin = top; bin != 0; bin = bins.next(bin)) {
      top = bins.value(bin) > bins.value(top) ? bin : top;
    }
    return (double) memory.get(top + binSumAt) / memory.get(top + groupsAt) / total;
  }

  private double gini(long entity) {
    distribution.clear();
    for (long bin = bins.first(entity); bin != 0; bin = bins.next(bin)) {
      distribution.add(bins.value(bin), memory.get(bin + groupsAt));
    }
    return distribution.gini();
  }
}
