package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;

/**
 * The entry of a lane with a resolution: all events of one span, summed per measure. Its time is
 * the span's end, so it leaves a window when all of the span has. Immutable: a layout.
 */
final class Tile {
  private final Memory memory;
  private final Lane lane;
  private final int[] slots;
  private final int longs;

  Tile(Memory memory, Lane lane) {
    this.memory = memory;
    this.lane = lane;
    this.slots = new int[lane.measures().size()];
    int slot = 0;
    for (int i = 0; i < slots.length; i++) {
      slots[i] = slot;
      slot += lane.measures().get(i) instanceof Measure.Tally ? 4 : 1;
    }
    this.longs = slot;
  }

  int longs() {
    return longs;
  }

  /** First value of a measure among the tile's values: count, sum, squares; or an extreme. */
  int slot(int measure) {
    return slots[measure];
  }

  void start(long tile, long endMillis) {
    memory.put(tile + Entry.TIME, endMillis);
    memory.put(tile + Entry.FLAGS, 1);
    for (int i = 0; i < slots.length; i++) {
      if (lane.measures().get(i) instanceof Measure.Extreme) {
        memory.put(tile + Entry.VALUES + slots[i], Field.ABSENT);
      }
    }
  }

  void add(long tile, long flags, long[] values) {
    for (int i = 0; i < slots.length; i++) {
      Measure measure = lane.measures().get(i);
      if ((flags >>> measure.flag() & 1) == 0) {
        continue;
      }
      long at = tile + Entry.VALUES + slots[i];
      if (measure instanceof Measure.Tally tally) {
        addTally(at, tally.value() < 0 ? 0 : values[tally.value()]);
      } else if (measure instanceof Measure.Extreme extreme) {
        long value = values[extreme.value()];
        long so = memory.get(at);
        boolean better = so == Field.ABSENT || (extreme.greatest() ? value > so : value < so);
        memory.put(at, better ? value : so);
      }
    }
  }

  private void addTally(long at, long value) {
    memory.add(at, 1);
    memory.add(at + 1, value);
    Wide.addProduct(memory, at + 2, value, value);
  }
}
