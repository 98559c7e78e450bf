package io.mallguard.features.fold;

import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Window;
import io.mallguard.features.state.Index;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a lane keeps of an entity whose entries are not few: the entries, windows, running numbers.
 * All stand at fixed offsets from an address. One owner thread.
 */
final class LaneNumbers {
  private static final int TRUNCATED_UNTIL = 0;
  private static final int HEADER_LONGS = 1;

  private final Memory memory;
  private final Lane lane;
  private final int at;
  private final int longs;
  private final int maxEntries;
  private final Ring ring;
  private final boolean keepsEntries;
  private final long scratch;
  private final WindowState[] windows;
  private final WindowState[] finite;

  /** Those that an entry enters at once. */
  private final WindowState[] immediate;

  private final Tallies immediateTallies;
  private final long firstDueMillis;
  private final Measures measures;
  private final Tile tile;
  private final long[] tileValues;
  private final List<Index> index;
  private final int nameAt;
  private boolean dropped;

  /**
   * Lays them out.
   *
   * @param at offset of the first
   * @param firstRoom how many entries to make room for at first
   */
  LaneNumbers(
      Memory memory,
      Lane lane,
      LocalCalendar calendar,
      int at,
      int firstRoom,
      int maxEntries,
      Roots roots) {
    this.memory = memory;
    this.lane = lane;
    this.at = at;
    this.maxEntries = maxEntries;
    this.tile = new Tile(memory, lane);
    this.tileValues = new long[lane.values()];
    int cellAt = Entry.VALUES + (lane.resolutionMillis() > 0 ? tile.longs() : lane.values());
    this.nameAt = cellAt + Measures.groupedValues(lane).size();
    int entryLongs = nameAt + (lane.indexed() ? 1 : 0);
    this.ring = new Ring(memory, at + HEADER_LONGS, entryLongs, firstRoom);
    int offset = at + HEADER_LONGS + Ring.HEADER_LONGS;
    this.measures = new Measures(memory, lane, tile, calendar, roots, cellAt, offset);
    offset += measures.sharedLongs();
    List<List<Accumulator>> accumulators = new ArrayList<>();
    int[] starts = new int[lane.windows().size()];
    for (int w = 0; w < starts.length; w++) {
      starts[w] = offset;
      offset += WindowState.positionLongs(lane.windows().get(w));
      List<Accumulator> ofWindow = measures.ofWindow(w, offset);
      offset += ofWindow.stream().mapToInt(Accumulator::longs).sum();
      accumulators.add(ofWindow);
    }
    List<WindowState> laid = new ArrayList<>();
    for (int w = 0; w < starts.length; w++) {
      List<Accumulator> compared = measures.comparisons(w, offset);
      offset += compared.size();
      accumulators.get(w).addAll(compared);
      Window window = lane.windows().get(w);
      laid.add(new WindowState(memory, window, starts[w], accumulators.get(w)));
    }
    this.longs = offset - at;
    this.windows = laid.toArray(WindowState[]::new);
    // The widest comes last: what has left it has left every other before, and can be freed.
    this.finite =
        laid.stream()
            .filter(window -> !window.isLife())
            .sorted(Comparator.comparingLong(WindowState::reachMillis))
            .toArray(WindowState[]::new);
    this.immediate =
        laid.stream()
            .filter(window -> window.isLife() || !window.isDelayed())
            .toArray(WindowState[]::new);
    this.immediateTallies =
        Tallies.together(memory, Stream.of(immediate).map(WindowState::tallies).toList());
    this.firstDueMillis =
        Stream.of(finite).mapToLong(WindowState::firstDueMillis).min().orElse(Window.LIFE);
    this.keepsEntries = finite.length > 0 || lane.indexed();
    this.scratch = keepsEntries ? 0 : roots.block(entryLongs);
    this.index = lane.indexed() ? List.of(roots.index()) : List.of();
  }

  int longs() {
    return longs;
  }

  Measures measures() {
    return measures;
  }

  WindowState[] windows() {
    return windows.clone();
  }

  long entries(long numbers) {
    return ring.count(numbers);
  }

  /** Longs of an entity's entries and cells that are in use. */
  long liveLongs(long numbers) {
    int entryLongs = nameAt + (lane.indexed() ? 1 : 0);
    return ring.count(numbers) * entryLongs + measures.cellLongs(numbers);
  }

  /** The entries that the fold will look at. */
  void prefetch(long numbers, boolean isDue, Prefetch prefetch) {
    if (ring.head(numbers) == 0) {
      return;
    }
    prefetch.add(memory, ring.entry(ring.head(numbers)));
    if (isDue) {
      for (WindowState window : finite) {
        prefetch.add(memory, ring.entry(window.start(numbers)));
      }
    }
  }

  /** Moves all windows to a fold time; answers when they have to be moved next. */
  long advance(long numbers, long nowMillis) {
    long due = Long.MAX_VALUE;
    if (ring.head(numbers) == 0) {
      return due;
    }
    for (WindowState window : finite) {
      due = Math.min(due, window.advance(numbers, ring, nowMillis));
    }
    if (finite.length > 0 && !keepsForLife()) {
      dropUntil(numbers, finite[finite.length - 1].start(numbers));
    }
    return due;
  }

  /** Entries that can still be corrected in a window that nothing leaves are kept. */
  private boolean keepsForLife() {
    return lane.indexed() && finite.length < windows.length;
  }

  private void dropUntil(long numbers, long until) {
    for (long oldest = ring.oldest(numbers); oldest != until; oldest = ring.oldest(numbers)) {
      bury(numbers, ring.entry(oldest));
      ring.drop(numbers);
    }
    closeIfEmpty(numbers);
  }

  private void closeIfEmpty(long numbers) {
    if (ring.count(numbers) == 0) {
      ring.close(numbers);
      place(numbers, 0);
    }
  }

  private void place(long numbers, long position) {
    for (WindowState window : finite) {
      window.setStart(numbers, position);
      window.setEnd(numbers, position);
    }
  }

  private void bury(long numbers, long entry) {
    measures.releaseCells(numbers, entry);
    if (lane.indexed()) {
      long name = memory.get(entry + nameAt);
      if (index.get(0).find(name) == entry) {
        index.get(0).remove(name);
      }
    }
  }

  /**
   * Takes an event in.
   *
   * @param name what its entry is found by, in lanes whose entries are found again
   * @return the fold time at which the windows have to be moved next because of it
   */
  long absorb(long numbers, Intake intake, long name, long nowMillis, long[] slots, double[] row) {
    if (lane.resolutionMillis() > 0) {
      return absorbTile(numbers, intake, nowMillis, slots, row);
    }
    long entry = newEntry(numbers);
    long flags = intake.fill(memory, entry, nowMillis, slots, row);
    return letIn(numbers, entry, name, nowMillis, flags);
  }

  /** Takes over an entry that was one of few. */
  void take(long numbers, long from, long name) {
    long entry = newEntry(numbers);
    for (int i = 0; i < Entry.VALUES + lane.values(); i++) {
      memory.put(entry + i, memory.get(from + i));
    }
    long flags = memory.get(entry + Entry.FLAGS);
    letIn(numbers, entry, name, memory.get(entry + Entry.TIME), flags);
  }

  private long letIn(long numbers, long entry, long name, long nowMillis, long flags) {
    measures.acquireCells(numbers, entry);
    if (lane.indexed()) {
      memory.put(entry + nameAt, name);
      index.get(0).put(name, entry);
    }
    return letIn(numbers, entry, nowMillis, flags);
  }

  private long newEntry(long numbers) {
    if (!keepsEntries) {
      return scratch;
    }
    if (ring.count(numbers) >= maxEntries) {
      dropOldest(numbers);
    }
    long head = ring.head(numbers);
    long position = ring.append(numbers);
    if (head == 0) {
      place(numbers, position);
    } else if (head != position) {
      for (WindowState window : finite) {
        window.move(numbers, head, position);
      }
    }
    return ring.entry(position);
  }

  private void dropOldest(long numbers) {
    dropped = true;
    long position = ring.oldest(numbers);
    long entry = ring.entry(position);
    if (finite.length > 0) {
      long until = memory.get(entry + Entry.TIME) + finite[finite.length - 1].reachMillis();
      long before = memory.get(numbers + at + TRUNCATED_UNTIL);
      memory.put(numbers + at + TRUNCATED_UNTIL, Math.max(until, before));
    }
    long next = ring.next(position);
    for (WindowState window : finite) {
      window.drop(numbers, ring, position, next);
    }
    bury(numbers, entry);
    ring.drop(numbers);
    closeIfEmpty(numbers);
  }

  private long letIn(long numbers, long entry, long timeMillis, long flags) {
    immediateTallies.enter(numbers, entry, timeMillis, flags);
    for (WindowState window : immediate) {
      window.enterOthers(numbers, entry, timeMillis, flags);
    }
    return firstDueMillis == Window.LIFE ? Long.MAX_VALUE : timeMillis + firstDueMillis;
  }

  private long absorbTile(long numbers, Intake intake, long nowMillis, long[] slots, double[] row) {
    long endMillis =
        Math.floorDiv(nowMillis, lane.resolutionMillis()) * lane.resolutionMillis()
            + lane.resolutionMillis();
    long flags = intake.flags(slots, row);
    for (int v = 0; v < tileValues.length; v++) {
      tileValues[v] = intake.value(v, slots, row);
    }
    long last = ring.newest(numbers);
    if (last == 0 || memory.get(last + Entry.TIME) != endMillis) {
      long entry = newEntry(numbers);
      tile.start(entry, endMillis);
      tile.add(entry, flags, tileValues);
      return letIn(numbers, entry, endMillis, 1);
    }
    for (WindowState window : windows) {
      window.retract(numbers, last, endMillis);
    }
    tile.add(last, flags, tileValues);
    for (WindowState window : windows) {
      if (!window.isDelayed()) {
        window.enterOthers(numbers, last, endMillis, 1);
      }
    }
    return Long.MAX_VALUE;
  }

  /** The entry with a name, or 0. */
  long find(long name) {
    return index.get(0).find(name);
  }

  /** Tells windows of the changed condition bits of an entry. */
  void change(long numbers, long entry, long before, long after, long nowMillis) {
    long timeMillis = memory.get(entry + Entry.TIME);
    for (WindowState window : windows) {
      if (window.holds(timeMillis, nowMillis)) {
        window.change(numbers, ring, entry, before, after);
      }
    }
  }

  /** Whether any entity lost an entry at the bound of a key since this was made. */
  boolean hasDropped() {
    return dropped;
  }

  /** Whether the windows miss entries that were dropped at the bound of a key. */
  boolean isTruncated(long numbers, long nowMillis) {
    return memory.get(numbers + at + TRUNCATED_UNTIL) > nowMillis;
  }

  /** Gives back everything elsewhere. */
  void release(long numbers) {
    for (WindowState window : windows) {
      window.release(numbers);
    }
    if (ring.head(numbers) != 0) {
      dropUntil(numbers, ring.head(numbers));
    }
    measures.clearCells(numbers);
  }
}
