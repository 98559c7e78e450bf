package io.mallguard.features.fold;

import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;

/** How many groups a window has, and how many entries are in one: a count per cell. */
final class GroupCounts extends Accumulator implements OwnReading {
  private final Memory memory;
  private final Measure.Groups measure;
  private final Cells cells;
  private final int cellAt;
  private final int countAt;
  private final int at;

  /**
   * Lays it out.
   *
   * @param cellAt where an entry holds its cell
   */
  GroupCounts(Memory memory, Measure.Groups measure, Cells cells, int cellAt, int at) {
    this.memory = memory;
    this.measure = measure;
    this.cells = cells;
    this.cellAt = cellAt;
    this.countAt = cells.reserve(1);
    this.at = at;
  }

  @Override
  int longs() {
    return 1;
  }

  @Override
  void enter(long entity, long entry, long timeMillis, long flags) {
    if ((flags >>> measure.flag() & 1) != 0) {
      long count = memory.get(entry + cellAt) + countAt;
      if (memory.get(count) == 0) {
        memory.add(entity + at, 1);
      }
      memory.add(count, 1);
    }
  }

  @Override
  void leave(long entity, long entry, long timeMillis, long flags) {
    if ((flags >>> measure.flag() & 1) != 0) {
      long count = memory.get(entry + cellAt) + countAt;
      memory.add(count, -1);
      if (memory.get(count) == 0) {
        memory.add(entity + at, -1);
      }
    }
  }

  @Override
  public double ofNothing() {
    return 0;
  }

  @Override
  public double read(long entity, long nowMillis, long current) {
    if (measure.kind() == Measure.GroupKind.DISTINCT) {
      return memory.get(entity + at);
    }
    long cell = cells.find(entity, current);
    return cell == 0 ? 0 : memory.get(cell + countAt);
  }
}
