package io.mallguard.features.fold;

import io.mallguard.features.expression.Whole;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.state.Memory;

/** What events of one touch leave in a lane, as arrays: lists cost much here. Immutable. */
final class Intake {
  private final int touch;
  private final Whole flags;
  private final Whole[] values;

  Intake(Lane.Source source) {
    this.touch = source.touch();
    this.flags = source.flags();
    this.values = source.values().toArray(Whole[]::new);
  }

  int touch() {
    return touch;
  }

  /** The condition bits. */
  long flags(long[] slots, double[] row) {
    return flags.at(slots, row);
  }

  long value(int value, long[] slots, double[] row) {
    return values[value].at(slots, row);
  }

  /**
   * Writes time, condition bits and values of an entry.
   *
   * @return the condition bits
   */
  long fill(Memory memory, long entry, long nowMillis, long[] slots, double[] row) {
    long bits = flags.at(slots, row);
    long[] page = memory.writable(entry, Entry.VALUES + values.length);
    int at = Memory.offset(entry);
    page[at + Entry.TIME] = nowMillis;
    page[at + Entry.FLAGS] = bits;
    for (int v = 0; v < values.length; v++) {
      page[at + Entry.VALUES + v] = values[v].at(slots, row);
    }
    return bits;
  }
}
