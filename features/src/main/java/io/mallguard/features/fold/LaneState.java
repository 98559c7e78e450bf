package io.mallguard.features.fold;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Window;
import io.mallguard.features.state.Index;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One lane of all entities of a family: takes entries in, moves the windows. One owner thread.
 *
 * <p>What it keeps of an entity, its numbers, has a fixed layout. Numbers stand at an offset in the
 * entity's block; or, if they can be found by looking at few entries, in a block of their own that
 * is made when there are more (the lane wakes up), and is gone once there is none.
 */
final class LaneState {
  private static final int TRUNCATED_UNTIL = 0;
  private static final int HEADER_LONGS = 1;
  private static final int FIRST_ROOM = 2;

  private final Memory memory;
  private final Lane lane;
  private final int at;
  private final int longs;
  private final boolean sleeps;
  private final int fewLongs;
  private final FewEntries few;
  private final Scan scan;
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
  private final long reachMillis;
  private final Intake[] intakes;
  private final Measures measures;
  private final Tile tile;
  private final long[] tileValues;
  private final List<Index> index;
  private final int nameAt;
  private boolean dropped;

  LaneState(Memory memory, Lane lane, LocalCalendar calendar, int at, int maxEntries, Roots roots) {
    this.memory = memory;
    this.lane = lane;
    this.sleeps = sleeps(lane, maxEntries);
    this.at = sleeps ? 0 : at;
    this.maxEntries = maxEntries;
    this.tile = new Tile(memory, lane);
    this.tileValues = new long[lane.values()];
    int cellAt = Entry.VALUES + (lane.resolutionMillis() > 0 ? tile.longs() : lane.values());
    this.nameAt = cellAt + Measures.groupedValues(lane).size();
    int entryLongs = nameAt + (lane.indexed() ? 1 : 0);
    this.fewLongs = Entry.VALUES + lane.values() + (lane.indexed() ? 1 : 0);
    this.few = new FewEntries(memory, at, fewLongs);
    int firstRoom = sleeps ? FewEntries.MOST + FewEntries.MOST / 2 : FIRST_ROOM;
    this.ring = new Ring(memory, this.at + HEADER_LONGS, entryLongs, firstRoom);
    int offset = this.at + HEADER_LONGS + Ring.HEADER_LONGS;
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
    this.longs = offset - this.at;
    this.windows = laid.toArray(WindowState[]::new);
    // The widest comes last: what has left it has left every other before, and can be freed.
    this.finite =
        laid.stream()
            .filter(window -> !window.isLife())
            .sorted(Comparator.comparingLong(WindowState::reachMillis))
            .toArray(WindowState[]::new);
    this.scan = new Scan(memory, few, fewLongs, sleeps ? windows : new WindowState[0], longs);
    this.immediate =
        laid.stream()
            .filter(window -> window.isLife() || !window.isDelayed())
            .toArray(WindowState[]::new);
    this.immediateTallies =
        Tallies.together(memory, Stream.of(immediate).map(WindowState::tallies).toList());
    this.reachMillis = lane.reachMillis();
    this.firstDueMillis =
        Stream.of(finite).mapToLong(WindowState::firstDueMillis).min().orElse(Window.LIFE);
    this.intakes = lane.sources().stream().map(Intake::new).toArray(Intake[]::new);
    this.keepsEntries = finite.length > 0 || lane.indexed();
    this.scratch = keepsEntries ? 0 : roots.block(entryLongs);
    this.index = lane.indexed() ? List.of(roots.index()) : List.of();
  }

  /** Entries dropped at a bound are remembered among the numbers: the bound must be above. */
  private static boolean sleeps(Lane lane, int maxEntries) {
    return maxEntries > FewEntries.MOST
        && lane.resolutionMillis() == 0
        && !lane.windows().isEmpty()
        && lane.windows().stream().noneMatch(Window::isLife)
        && lane.measures().stream().allMatch(Scan::answers);
  }

  /** Positions of windows, the widest first. */
  static int[] widestFirst(WindowState[] windows) {
    return IntStream.range(0, windows.length)
        .boxed()
        .sorted(Comparator.comparingLong(w -> -windows[w].reachMillis()))
        .mapToInt(w -> w)
        .toArray();
  }

  private boolean isAsleep(long entity) {
    return sleeps && !few.isAwake(entity);
  }

  /** Where an entity's numbers are, from which offsets count; only while the lane is awake. */
  long numbers(long entity) {
    return sleeps ? few.address(entity) : entity;
  }

  /** Whether it can be asleep. */
  boolean sleeps() {
    return sleeps;
  }

  /** How to read an entity while the lane is asleep. */
  Scan scan() {
    return scan;
  }

  /** Another event begins. */
  void forget() {
    scan.forget();
  }

  Lane lane() {
    return lane;
  }

  /** Longs in the entity's block. */
  int longs() {
    return sleeps ? few.longs() : longs;
  }

  Measures measures() {
    return measures;
  }

  /** Longs of an entity's entries, numbers and cells that are in use, beside its block. */
  long liveLongs(long entity) {
    if (!sleeps) {
      return keptLongs(entity);
    }
    long beyondBlock = few.liveLongs(entity);
    return isAsleep(entity) ? beyondBlock : beyondBlock + longs + keptLongs(numbers(entity));
  }

  private long keptLongs(long numbers) {
    int entryLongs = nameAt + (lane.indexed() ? 1 : 0);
    return ring.count(numbers) * entryLongs + measures.cellLongs(numbers);
  }

  /** What does not lie in the entity's block: few entries, or numbers. */
  void prefetchNumbers(long entity, int stepLongs, Prefetch prefetch) {
    if (!sleeps) {
      return;
    }
    if (isAsleep(entity)) {
      few.prefetch(entity, stepLongs, prefetch);
      return;
    }
    long from = numbers(entity);
    for (int i = 0; i < longs; i += stepLongs) {
      prefetch.add(memory, from + i);
    }
  }

  /** The entries that the fold will look at, best when the numbers are there. */
  void prefetchEntries(long entity, boolean isDue, Prefetch prefetch) {
    long numbers = numbers(entity);
    if (isAsleep(entity) || ring.head(numbers) == 0) {
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
  long advance(long entity, long nowMillis) {
    if (isAsleep(entity)) {
      return Long.MAX_VALUE;
    }
    long numbers = numbers(entity);
    long due = move(numbers, nowMillis);
    if (sleeps && ring.count(numbers) == 0) {
      fallAsleep(entity);
    }
    return due;
  }

  private long move(long numbers, long nowMillis) {
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

  private void fallAsleep(long entity) {
    long numbers = numbers(entity);
    releaseNumbers(numbers);
    memory.free(numbers, longs);
    few.sleep(entity);
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
    long name = lane.indexed() ? name(ownId, key, intake) : 0;
    if (!isAsleep(entity)) {
      return absorbAwake(numbers(entity), intake, name, nowMillis, slots, row);
    }
    scan.forget();
    few.dropUntil(entity, nowMillis - reachMillis);
    if (few.count(entity) == FewEntries.MOST) {
      long due = wake(entity, nowMillis);
      return Math.min(due, absorbAwake(numbers(entity), intake, name, nowMillis, slots, row));
    }
    long entry = few.append(entity);
    intake.fill(memory, entry, nowMillis, slots, row);
    if (lane.indexed()) {
      memory.put(entry + fewLongs - 1, name);
    }
    return Long.MAX_VALUE;
  }

  private long absorbAwake(
      long numbers, Intake intake, long name, long nowMillis, long[] slots, double[] row) {
    long entry = newEntry(numbers);
    long flags = intake.fill(memory, entry, nowMillis, slots, row);
    return letIn(numbers, entry, name, nowMillis, flags);
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

  /** Makes numbers of the few entries; answers when windows have to be moved next. */
  private long wake(long entity, long nowMillis) {
    long numbers = memory.allocate(longs);
    long from = few.address(entity);
    for (int i = 0; i < FewEntries.MOST; i++) {
      long entry = newEntry(numbers);
      for (int l = 0; l < Entry.VALUES + lane.values(); l++) {
        memory.put(entry + l, memory.get(from + l));
      }
      long name = lane.indexed() ? memory.get(from + fewLongs - 1) : 0;
      long timeMillis = memory.get(entry + Entry.TIME);
      letIn(numbers, entry, name, timeMillis, memory.get(entry + Entry.FLAGS));
      from += fewLongs;
    }
    few.wake(entity, numbers);
    return move(numbers, nowMillis);
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
      return letIn(entity, entry, endMillis, 1);
    }
    for (WindowState window : windows) {
      window.retract(entity, last, endMillis);
    }
    tile.add(last, flags, tileValues);
    for (WindowState window : windows) {
      if (!window.isDelayed()) {
        window.enterOthers(entity, last, endMillis, 1);
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
    boolean asleep = isAsleep(entity);
    long entry = asleep ? few.find(entity, fewLongs - 1, name) : index.get(0).find(name);
    if (entry == 0) {
      return false;
    }
    long timeMillis = memory.get(entry + Entry.TIME);
    if (asleep && timeMillis <= nowMillis - reachMillis) {
      return false;
    }
    long before = memory.get(entry + Entry.FLAGS);
    if (before == 0 || before == after) {
      // A superseded entry stays out whatever is learned about it.
      return before != 0;
    }
    memory.put(entry + Entry.FLAGS, after);
    scan.forget();
    if (!asleep) {
      change(numbers(entity), entry, before, after, nowMillis);
    }
    return true;
  }

  private void change(long numbers, long entry, long before, long after, long nowMillis) {
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
  boolean isTruncated(long entity, long nowMillis) {
    return !isAsleep(entity) && memory.get(numbers(entity) + at + TRUNCATED_UNTIL) > nowMillis;
  }

  /** Gives back everything outside the entity's block. */
  void release(long entity) {
    scan.forget();
    if (isAsleep(entity)) {
      few.clear(entity);
    } else if (sleeps) {
      fallAsleep(entity);
    } else {
      releaseNumbers(entity);
    }
  }

  private void releaseNumbers(long numbers) {
    for (WindowState window : windows) {
      window.release(numbers);
    }
    if (ring.head(numbers) != 0) {
      dropUntil(numbers, ring.head(numbers));
    }
    measures.clearCells(numbers);
  }
}
