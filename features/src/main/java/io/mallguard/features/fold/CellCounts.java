package io.mallguard.features.fold;

import io.mallguard.features.state.Memory;

/** Entries (or the sum of a weight) per cell of one window, and in all. */
final class CellCounts extends Accumulator {
  private final Memory memory;
  private final int flag;
  private final int weight;
  private final int cellAt;
  private final int amountAt;
  private int at;

  /**
   * Prepares them; {@link #place} before use.
   *
   * @param weight index of the number summed, or -1 to count
   */
  CellCounts(Memory memory, int flag, int weight, Cells cells, int cellAt) {
    this.memory = memory;
    this.flag = flag;
    this.weight = weight;
    this.cellAt = cellAt;
    this.amountAt = cells.reserve(1);
  }

  /** Sets the offset of the total in the entity's block. */
  void place(int offset) {
    at = offset;
  }

  @Override
  int longs() {
    return 1;
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
    if ((flags >>> flag & 1) != 0) {
      long amount = weight < 0 ? 1 : memory.get(entry + Entry.VALUES + weight);
      memory.add(memory.get(entry + cellAt) + amountAt, sign * amount);
      memory.add(entity + at, sign * amount);
    }
  }

  long total(long entity) {
    return memory.get(entity + at);
  }

  long amount(long cell) {
    return memory.get(cell + amountAt);
  }
}
