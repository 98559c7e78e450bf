package io.mallguard.features.fold;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Window;
import io.mallguard.features.state.Index;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One lane of all entities of a family: takes entries in, moves the windows. What it keeps of an
 * entity stands at a fixed offset in the entity's block. One owner thread.
 */
final class LaneState {
  private static final int TRUNCATED_UNTIL = 0;
  private static final int AWAKE = 1;
  private static final int HEADER_LONGS = 2;

  /**
   * With at most so many entries most running numbers are not kept but found when they are read.
   */
  static final int ASLEEP = 16;

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
  private final Intake[] intakes;
  private final Measures measures;
  private final boolean sleeps;
  private final Tile tile;
  private final long[] tileValues;
  private final List<Index> index;
  private final int nameAt;
  private boolean dropped;

  LaneState(Memory memory, Lane lane, LocalCalendar calendar, int at, int maxEntries, Roots roots) {
    this.memory = memory;
    this.lane = lane;
    this.at = at;
    this.maxEntries = maxEntries;
    this.tile = new Tile(memory, lane);
    this.tileValues = new long[lane.values()];
    int cellAt = Entry.VALUES + (lane.resolutionMillis() > 0 ? tile.longs() : lane.values());
    this.nameAt = cellAt + Measures.groupedValues(lane).size();
    int entryLongs = nameAt + (lane.indexed() ? 1 : 0);
    this.ring = new Ring(memory, at + HEADER_LONGS, entryLongs);
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
    this.sleeps = canSleep(accumulators);
    List<WindowState> laid = new ArrayList<>();
    for (int w = 0; w < starts.length; w++) {
      List<Accumulator> compared = measures.comparisons(w, offset);
      offset += compared.size();
      accumulators.get(w).addAll(compared);
      Window window = lane.windows().get(w);
      laid.add(new WindowState(memory, window, starts[w], accumulators.get(w), sleeps));
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
    this.intakes = lane.sources().stream().map(Intake::new).toArray(Intake[]::new);
    this.keepsEntries = finite.length > 0 || lane.indexed();
    this.scratch = keepsEntries ? 0 : roots.block(entryLongs);
    this.index = lane.indexed() ? List.of(roots.index()) : List.of();
  }

  /** Cells are made for all who group or for none, so all who group must be able to sleep. */
  private boolean canSleep(List<List<Accumulator>> accumulators) {
    boolean life = lane.windows().stream().anyMatch(Window::isLife);
    return !life
        && lane.resolutionMillis() == 0
        && accumulators.stream()
            .flatMap(List::stream)
            .allMatch(accumulator -> accumulator instanceof Tallies || accumulator.canSleep());
  }

  private boolean isAwake(long entity) {
    return !sleeps || memory.get(entity + at + AWAKE) != 0;
  }

  /** How to read a window while the lane of an entity is asleep. */
  Scan scan(int window) {
    return new Scan(memory, ring, windows[window]);
  }

  /** Whether few entries are there and running numbers are not kept for them. */
  boolean isAsleep(long entity) {
    return !isAwake(entity);
  }

  Lane lane() {
    return lane;
  }

  int longs() {
    return longs;
  }

  Measures measures() {
    return measures;
  }

  /** Longs of an entity's entries and cells that are in use. */
  long liveLongs(long entity) {
    return ring.count(entity) * (entryBytes() / Long.BYTES) + measures.cellLongs(entity);
  }

  /** Bytes of an entry. */
  int entryBytes() {
    return (nameAt + (lane.indexed() ? 1 : 0)) * Long.BYTES;
  }

  /** The entries that the fold will look at. */
  void prefetch(long entity, boolean isDue, Prefetch prefetch) {
    long head = ring.head(entity);
    if (head == 0) {
      return;
    }
    prefetch.add(memory, ring.entry(head));
    if (isDue) {
      for (WindowState window : finite) {
        prefetch.add(memory, ring.entry(window.start(entity)));
      }
    }
  }

  /** Moves all windows to a fold time; answers when they have to be moved next. */
  long advance(long entity, long nowMillis) {
    long due = Long.MAX_VALUE;
    if (ring.head(entity) == 0) {
      return due;
    }
    boolean awake = isAwake(entity);
    for (WindowState window : finite) {
      due = Math.min(due, window.advance(entity, ring, nowMillis, awake));
    }
    if (finite.length > 0 && !keepsForLife()) {
      dropUntil(entity, finite[finite.length - 1].start(entity));
    }
    return due;
  }

  /** Entries that can still be corrected in a window that nothing leaves are kept. */
  private boolean keepsForLife() {
    return lane.indexed() && finite.length < windows.length;
  }

  private void dropUntil(long entity, long until) {
    for (long oldest = ring.oldest(entity); oldest != until; oldest = ring.oldest(entity)) {
      bury(entity, ring.entry(oldest));
      ring.drop(entity);
    }
    closeIfEmpty(entity);
  }

  private void closeIfEmpty(long entity) {
    if (ring.count(entity) == 0) {
      ring.close(entity);
      place(entity, 0);
      memory.put(entity + at + AWAKE, 0);
    }
  }

  private void place(long entity, long position) {
    for (WindowState window : finite) {
      window.setStart(entity, position);
      window.setEnd(entity, position);
    }
  }

  private void bury(long entity, long entry) {
    measures.releaseCells(entity, entry);
    if (lane.indexed()) {
      long name = memory.get(entry + nameAt);
      if (index.get(0).find(name) == entry) {
        index.get(0).remove(name);
      }
    }
  }

  /** How it takes in events, one per source. */
  Intake[] intakes() {
    return intakes.clone();
  }

  /**
   * Takes an event in; the windows must stand at its fold time.
   *
   * @param ownId the event's own id, for lanes whose entries are found again
   * @return the fold time at which the windows have to be moved next because of it
   */
  long absorb(
      long entity,
      long key,
      Intake intake,
      long ownId,
      long nowMillis,
      long[] slots,
      double[] row) {
    if (lane.resolutionMillis() > 0) {
      return absorbTile(entity, intake, nowMillis, slots, row);
    }
    long entry = newEntry(entity);
    long flags = intake.fill(memory, entry, nowMillis, slots, row);
    boolean awake = isAwake(entity);
    if (awake) {
      measures.acquireCells(entity, entry);
    }
    if (lane.indexed()) {
      long name = name(ownId, key, intake);
      memory.put(entry + nameAt, name);
      index.get(0).put(name, entry);
    }
    return letIn(entity, entry, nowMillis, flags, awake);
  }

  private long newEntry(long entity) {
    if (!keepsEntries) {
      return scratch;
    }
    if (ring.count(entity) >= maxEntries) {
      dropOldest(entity);
    }
    if (sleeps && ring.count(entity) == ASLEEP && !isAwake(entity)) {
      wake(entity);
    }
    long head = ring.head(entity);
    long position = ring.append(entity);
    if (head == 0) {
      place(entity, position);
    } else if (head != position) {
      for (WindowState window : finite) {
        window.move(entity, head, position);
      }
    }
    return ring.entry(position);
  }

  private void wake(long entity) {
    memory.put(entity + at + AWAKE, 1);
    long head = ring.head(entity);
    for (long position = ring.oldest(entity); position != head; position = ring.next(position)) {
      measures.acquireCells(entity, ring.entry(position));
    }
    for (WindowState window : windows) {
      window.wake(entity, ring);
    }
  }

  private void dropOldest(long entity) {
    dropped = true;
    long position = ring.oldest(entity);
    long entry = ring.entry(position);
    if (finite.length > 0) {
      long until = memory.get(entry + Entry.TIME) + finite[finite.length - 1].reachMillis();
      long before = memory.get(entity + at + TRUNCATED_UNTIL);
      memory.put(entity + at + TRUNCATED_UNTIL, Math.max(until, before));
    }
    long next = ring.next(position);
    for (WindowState window : finite) {
      window.drop(entity, ring, position, next, isAwake(entity));
    }
    bury(entity, entry);
    ring.drop(entity);
    closeIfEmpty(entity);
  }

  private long letIn(long entity, long entry, long timeMillis, long flags, boolean awake) {
    immediateTallies.enter(entity, entry, timeMillis, flags);
    for (WindowState window : immediate) {
      window.enterOthers(entity, entry, timeMillis, flags, awake);
    }
    return firstDueMillis == Window.LIFE ? Long.MAX_VALUE : timeMillis + firstDueMillis;
  }

  private long absorbTile(long entity, Intake intake, long nowMillis, long[] slots, double[] row) {
    long endMillis =
        Math.floorDiv(nowMillis, lane.resolutionMillis()) * lane.resolutionMillis()
            + lane.resolutionMillis();
    long flags = intake.flags(slots, row);
    for (int v = 0; v < tileValues.length; v++) {
      tileValues[v] = intake.value(v, slots, row);
    }
    long last = ring.newest(entity);
    if (last == 0 || memory.get(last + Entry.TIME) != endMillis) {
      long entry = newEntry(entity);
      tile.start(entry, endMillis);
      tile.add(entry, flags, tileValues);
      return letIn(entity, entry, endMillis, 1, true);
    }
    for (WindowState window : windows) {
      window.retract(entity, last, endMillis);
    }
    tile.add(last, flags, tileValues);
    for (WindowState window : windows) {
      if (!window.isDelayed()) {
        window.enterOthers(entity, last, endMillis, 1, true);
      }
    }
    return Long.MAX_VALUE;
  }

  /**
   * Gives an entry other condition bits.
   *
   * @return whether it was found
   */
  boolean reflag(
      long entity, long key, long ownId, Intake intake, long now, long[] slots, double[] row) {
    return reflag(entity, name(ownId, key, intake), intake.flags(slots, row), now);
  }

  /** Takes an entry out of everything that counts it, because it was superseded. */
  boolean supersede(long entity, long key, long ownId, Intake intake, long nowMillis) {
    return reflag(entity, name(ownId, key, intake), 0, nowMillis);
  }

  /**
   * What an entry is found by. Events of two types may have the same id, and one event may leave
   * two entries with one entity, by two roles.
   */
  private long name(long ownId, long key, Intake intake) {
    long name = IdHash.join(ownId, key);
    return lane.sources().size() == 1 ? name : IdHash.join(name, intake.touch());
  }

  private boolean reflag(long entity, long name, long after, long nowMillis) {
    long entry = index.get(0).find(name);
    if (entry == 0) {
      return false;
    }
    long before = memory.get(entry + Entry.FLAGS);
    if (before == 0 || before == after) {
      // A superseded entry stays out whatever is learned about it.
      return before != 0;
    }
    long timeMillis = memory.get(entry + Entry.TIME);
    memory.put(entry + Entry.FLAGS, after);
    for (WindowState window : windows) {
      if (window.holds(timeMillis, nowMillis)) {
        window.change(entity, ring, entry, before, after, isAwake(entity));
      }
    }
    return true;
  }

  /** Whether any entity lost an entry at the bound of a key since this was made. */
  boolean hasDropped() {
    return dropped;
  }

  /** Whether the windows miss entries that were dropped at the bound of a key. */
  boolean isTruncated(long entity, long nowMillis) {
    return memory.get(entity + at + TRUNCATED_UNTIL) > nowMillis;
  }

  /** Gives back everything outside the entity's block. */
  void release(long entity) {
    for (WindowState window : windows) {
      window.release(entity);
    }
    if (ring.head(entity) != 0) {
      dropUntil(entity, ring.head(entity));
    }
    measures.clearCells(entity);
  }
}
