package io.mallguard.features.fold;

import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;
import java.util.List;

/**
 * All tallies of one window: number of entries, sum, sum of squares in 128 bit. Whole numbers, so
 * that what was added on entering is taken away exactly on leaving.
 */
final class Tallies extends Accumulator {
  private final Memory memory;
  private final int[] flags;
  private final int[] values;
  private final boolean[] squares;
  private final int[] offsets;
  private final int longs;

  Tallies(Memory memory, List<Measure.Tally> tallies, int at) {
    this.memory = memory;
    int n = tallies.size();
    flags = new int[n];
    values = new int[n];
    squares = new boolean[n];
    offsets = new int[n];
    int offset = at;
    for (int i = 0; i < n; i++) {
      Measure.Tally tally = tallies.get(i);
      flags[i] = tally.flag();
      values[i] = tally.value();
      squares[i] = tally.squares();
      offsets[i] = offset;
      offset += longs(tally);
    }
    longs = offset - at;
  }

  private static int longs(Measure.Tally tally) {
    if (tally.value() < 0) {
      return 1;
    }
    return tally.squares() ? 4 : 2;
  }

  @Override
  int longs() {
    return longs;
  }

  /** Offset of a tally in the entity's block: count, sum, high and low half of the squares. */
  int offset(int tally) {
    return offsets[tally];
  }

  @Override
  void enter(long entity, long entry, long timeMillis, long entryFlags) {
    count(entity, entry, entryFlags, 1);
  }

  @Override
  void leave(long entity, long entry, long timeMillis, long entryFlags) {
    count(entity, entry, entryFlags, -1);
  }

  private void count(long entity, long entry, long entryFlags, int sign) {
    if (memory.isRecording()) {
      recorded(entity, entry, entryFlags, sign);
      return;
    }
    // A block lies in one page: two look-ups of pages serve all numbers.
    long[] page = memory.page(entity);
    int base = Memory.offset(entity);
    long[] entryPage = memory.page(entry);
    int valuesAt = Memory.offset(entry) + Entry.VALUES;
    for (int i = 0; i < flags.length; i++) {
      if ((entryFlags >>> flags[i] & 1) != 0) {
        int at = base + offsets[i];
        page[at] += sign;
        if (values[i] >= 0) {
          long value = entryPage[valuesAt + values[i]];
          page[at + 1] += sign * value;
          if (squares[i]) {
            Wide.add(page, at + 2, Math.multiplyHigh(value, sign * value), value * sign * value);
          }
        }
      }
    }
  }

  private void recorded(long entity, long entry, long entryFlags, int sign) {
    for (int i = 0; i < flags.length; i++) {
      if ((entryFlags >>> flags[i] & 1) != 0) {
        long at = entity + offsets[i];
        memory.add(at, sign);
        if (values[i] >= 0) {
          long value = memory.get(entry + Entry.VALUES + values[i]);
          memory.add(at + 1, sign * value);
          if (squares[i]) {
            Wide.addProduct(memory, at + 2, value, sign * value);
          }
        }
      }
    }
  }
}
