package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;

/** Time and value of the newest entry of a window: entry address (0 for none), time, value. */
final class Newest extends Accumulator {
  private static final int ENTRY = 0;
  private static final int TIME = 1;
  private static final int VALUE = 2;

  private final Memory memory;
  private final Measure.Newest measure;
  private final int at;

  Newest(Memory memory, Measure.Newest measure, int at) {
    this.memory = memory;
    this.measure = measure;
    this.at = at;
  }

  @Override
  int longs() {
    return measure.value() < 0 ? 2 : 3;
  }

  @Override
  void enter(long entity, long entry, long timeMillis, long flags) {
    if ((flags >>> measure.flag() & 1) != 0) {
      memory.put(entity + at + ENTRY, entry);
      memory.put(entity + at + TIME, timeMillis);
      if (measure.value() >= 0) {
        memory.put(entity + at + VALUE, memory.get(entry + Entry.VALUES + measure.value()));
      }
    }
  }

  @Override
  void leave(long entity, long entry, long timeMillis, long flags) {
    // Entries leave oldest first: when the newest leaves there is none left.
    if (memory.get(entity + at + ENTRY) == entry) {
      memory.put(entity + at + ENTRY, 0);
    }
  }

  @Override
  boolean isInvertible() {
    return false;
  }

  @Override
  void restart(long entity) {
    memory.put(entity + at + ENTRY, 0);
  }

  /** Fold time, {@link Field#ABSENT} if there is none. */
  long timeMillis(long entity) {
    return memory.get(entity + at + ENTRY) == 0 ? Field.ABSENT : memory.get(entity + at + TIME);
  }

  /** Value, {@link Field#ABSENT} if there is none. */
  long value(long entity) {
    return memory.get(entity + at + ENTRY) == 0 ? Field.ABSENT : memory.get(entity + at + VALUE);
  }
}
