package io.mallguard.features.fold;

import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;

/**
 * Entries (or the sum of a weight) in all and per value from 0 to n - 1, side by side: for few
 * values that are all read.
 */
final class BinCounts extends Accumulator {
  private final Memory memory;
  private final Measure.BinCounts measure;
  private final int at;

  /**
   * Prepares them.
   *
   * @param at offset of the total in the entity's block; the bins follow
   */
  BinCounts(Memory memory, Measure.BinCounts measure, int at) {
    this.memory = memory;
    this.measure = measure;
    this.at = at;
  }

  @Override
  int longs() {
    return 1 + measure.bins();
  }

  @Override
  void enter(long entity, long entry, long timeMillis, long flags) {
    count(entity, entry, flags, 1);
  }

  @Override
  void leave(long entity, long entry, long timeMillis, long flags) {
    count(entity, entry, flags, -1);
  }

  private void count(long entity, long entry, long flags, int sign) {
    if ((flags >>> measure.flag() & 1) != 0) {
      long values = entry + Entry.VALUES;
      long amount = measure.weight() < 0 ? 1 : memory.get(values + measure.weight());
      memory.add(entity + at, sign * amount);
      memory.add(entity + at + 1 + memory.get(values + measure.value()), sign * amount);
    }
  }
}
