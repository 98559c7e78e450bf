package io.mallguard.features.fold;

import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;
import java.util.List;

/** All tallies of one window over tiles. */
final class TileTallies extends Accumulator {
  private final Memory memory;
  private final int[] slots;
  private final int at;

  /**
   * Lays them out.
   *
   * @param measures indexes of the window's tallies
   */
  TileTallies(Memory memory, Lane lane, Tile tile, List<Integer> measures, int at) {
    this.memory = memory;
    this.at = at;
    this.slots = measures.stream().mapToInt(tile::slot).toArray();
    if (measures.stream().anyMatch(m -> !(lane.measures().get(m) instanceof Measure.Tally))) {
      throw new IllegalArgumentException("only tallies");
    }
  }

  @Override
  int longs() {
    return slots.length * 4;
  }

  int offset(int tally) {
    return at + 4 * tally;
  }

  @Override
  void enter(long entity, long entry, long timeMillis, long flags) {
    for (int i = 0; i < slots.length; i++) {
      long from = entry + Entry.VALUES + slots[i];
      long to = entity + at + 4L * i;
      memory.add(to, memory.get(from));
      memory.add(to + 1, memory.get(from + 1));
      Wide.add(memory, to + 2, memory.get(from + 2), memory.get(from + 3));
    }
  }

  @Override
  void leave(long entity, long entry, long timeMillis, long flags) {
    for (int i = 0; i < slots.length; i++) {
      long from = entry + Entry.VALUES + slots[i];
      long to = entity + at + 4L * i;
      memory.add(to, -memory.get(from));
      memory.add(to + 1, -memory.get(from + 1));
      Wide.subtract(memory, to + 2, memory.get(from + 2), memory.get(from + 3));
    }
  }
}
