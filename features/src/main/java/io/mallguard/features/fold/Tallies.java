package io.mallguard.features.fold;

import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tallies of one window, or of several that are told of an entry at once: number of entries, sum,
 * sum of squares in 128 bit. Whole numbers, so that what was added on entering is taken away
 * exactly on leaving.
 */
final class Tallies extends Accumulator {
  private final Memory memory;
  private final List<Tally> all;

  /** In order of kind: those with a number alone, then with a sum, then with squares. */
  private final int[] flags;

  private final int[] values;
  private final int[] offsets;
  private final int numbers;
  private final int sums;
  private final int first;
  private final int longs;

  /** A tally and where it stands in the entity's block. */
  private record Tally(Measure.Tally measure, int offset) {
    /** Number, sum, high and low half of the squares. */
    static int longs(Measure.Tally measure) {
      if (measure.value() < 0) {
        return 1;
      }
      return measure.squares() ? 4 : 2;
    }

    int longs() {
      return longs(measure);
    }
  }

  private Tallies(Memory memory, List<Tally> all) {
    List<Tally> byKind = all.stream().sorted(Comparator.comparingInt(Tally::longs)).toList();
    this.memory = memory;
    this.all = all;
    this.flags = byKind.stream().mapToInt(tally -> tally.measure.flag()).toArray();
    this.values = byKind.stream().mapToInt(tally -> tally.measure.value()).toArray();
    this.offsets = byKind.stream().mapToInt(Tally::offset).toArray();
    this.numbers = (int) all.stream().filter(tally -> tally.longs() == 1).count();
    this.sums = (int) all.stream().filter(tally -> tally.longs() <= 2).count();
    this.first = all.stream().mapToInt(Tally::offset).min().orElse(0);
    this.longs = all.stream().mapToInt(t -> t.offset + t.longs()).max().orElse(0) - first;
  }

  /** Lays the tallies of a window out, from an offset in the entity's block. */
  static Tallies of(Memory memory, List<Measure.Tally> tallies, int at) {
    List<Tally> laid = new ArrayList<>();
    int offset = at;
    for (Measure.Tally measure : tallies) {
      laid.add(new Tally(measure, offset));
      offset += Tally.longs(measure);
    }
    return new Tallies(memory, laid);
  }

  /** The tallies of several windows as one. */
  static Tallies together(Memory memory, List<Tallies> windows) {
    return new Tallies(memory, windows.stream().flatMap(window -> window.all.stream()).toList());
  }

  @Override
  int longs() {
    return longs;
  }

  /** Offset of a tally in the entity's block: number, sum, high and low half of the squares. */
  int offset(int tally) {
    return all.get(tally).offset;
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
    if (longs == 0) {
      return;
    }
    // A block lies in one page: two look-ups of pages serve all numbers.
    long[] page = memory.writable(entity + first, longs);
    count(page, Memory.offset(entity), memory.page(entry), Memory.offset(entry), entryFlags, sign);
  }

  /**
   * Counts an entry in (1) or out (-1).
   *
   * @param base where in a page offsets begin
   * @param entryAt where the entry lies in its page
   */
  void count(long[] page, int base, long[] entryPage, int entryAt, long entryFlags, int sign) {
    for (int i = 0; i < numbers; i++) {
      page[base + offsets[i]] += sign * (entryFlags >>> flags[i] & 1);
    }
    if (numbers < offsets.length) {
      sum(page, base, entryPage, entryAt + Entry.VALUES, entryFlags, sign);
    }
  }

  private void sum(
      long[] page, int base, long[] entryPage, int valuesAt, long entryFlags, int sign) {
    for (int i = numbers; i < sums; i++) {
      // Times 0 or 1 instead of a branch that is hard to foresee.
      long counted = sign * (entryFlags >>> flags[i] & 1);
      page[base + offsets[i]] += counted;
      page[base + offsets[i] + 1] += counted * entryPage[valuesAt + values[i]];
    }
    for (int i = sums; i < offsets.length; i++) {
      if ((entryFlags >>> flags[i] & 1) != 0) {
        long value = entryPage[valuesAt + values[i]];
        page[base + offsets[i]] += sign;
        page[base + offsets[i] + 1] += sign * value;
        int squares = base + offsets[i] + 2;
        Wide.add(page, squares, Math.multiplyHigh(value, sign * value), value * sign * value);
      }
    }
  }
}
