package io.mallguard.features.fold;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Window;
import io.mallguard.features.state.Memory;

/**
 * One lane of all entities of a family: takes entries in, moves the windows. One owner thread.
 *
 * <p>What it keeps of an entity are {@link LaneNumbers} in the entity's block. Or, if they can be
 * found by looking at few entries, {@link FewEntries}: then numbers have a block of their own that
 * is made when there are more entries (the lane wakes up), and is gone once there is none.
 */
final class LaneState {
  private static final int FIRST_ROOM = 2;

  private final Memory memory;
  private final Lane lane;
  private final boolean sleeps;
  private final int fewLongs;
  private final FewEntries few;
  private final Scan scan;
  private final LaneNumbers kept;
  private final long reachMillis;
  private final Intake[] intakes;

  LaneState(Memory memory, Lane lane, LocalCalendar calendar, int at, int maxEntries, Roots roots) {
    this.memory = memory;
    this.lane = lane;
    this.sleeps = sleeps(lane, maxEntries);
    this.fewLongs = Entry.VALUES + lane.values() + (lane.indexed() ? 1 : 0);
    this.few = new FewEntries(memory, at, fewLongs);
    int keptAt = sleeps ? 0 : at;
    int room = sleeps ? FewEntries.MOST + FewEntries.MOST / 2 : FIRST_ROOM;
    this.kept = new LaneNumbers(memory, lane, calendar, keptAt, room, maxEntries, roots);
    WindowState[] scanned = sleeps ? kept.windows() : new WindowState[0];
    this.scan = new Scan(memory, few, fewLongs, scanned, kept.longs());
    this.reachMillis = lane.reachMillis();
    this.intakes = lane.sources().stream().map(Intake::new).toArray(Intake[]::new);
  }

  /** Entries dropped at a bound are remembered among the numbers: the bound must be above. */
  private static boolean sleeps(Lane lane, int maxEntries) {
    return maxEntries > FewEntries.MOST
        && lane.resolutionMillis() == 0
        && !lane.windows().isEmpty()
        && lane.windows().stream().noneMatch(Window::isLife)
        && lane.measures().stream().allMatch(Scan::answers);
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
    return sleeps ? few.longs() : kept.longs();
  }

  Measures measures() {
    return kept.measures();
  }

  /** Longs of an entity's entries, numbers and cells that are in use, beside its block. */
  long liveLongs(long entity) {
    if (!sleeps) {
      return kept.liveLongs(entity);
    }
    long beyondBlock = few.liveLongs(entity);
    return isAsleep(entity)
        ? beyondBlock
        : beyondBlock + kept.longs() + kept.liveLongs(numbers(entity));
  }

  /** What does not lie in the entity's block: few entries, or numbers. */
  void prefetchNumbers(long entity, int stepLongs, Prefetch prefetch) {
    if (!sleeps) {
      return;
    }
    if (isAsleep(entity)) {
      few.prefetch(entity, prefetch);
      return;
    }
    long from = numbers(entity);
    for (int i = 0; i < kept.longs(); i += stepLongs) {
      prefetch.add(memory, from + i);
    }
  }

  /** The entries that the fold will look at, best when the numbers are there. */
  void prefetchEntries(long entity, boolean isDue, Prefetch prefetch) {
    if (!isAsleep(entity)) {
      kept.prefetch(numbers(entity), isDue, prefetch);
    }
  }

  /** Moves all windows to a fold time; answers when they have to be moved next. */
  long advance(long entity, long nowMillis) {
    if (isAsleep(entity)) {
      return Long.MAX_VALUE;
    }
    long numbers = numbers(entity);
    long due = kept.advance(numbers, nowMillis);
    if (sleeps && kept.entries(numbers) == 0) {
      fallAsleep(entity);
    }
    return due;
  }

  private void fallAsleep(long entity) {
    long numbers = numbers(entity);
    kept.release(numbers);
    memory.free(numbers, kept.longs());
    few.sleep(entity);
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
    long name = lane.indexed() ? name(ownId, key, intake) : 0;
    if (!isAsleep(entity)) {
      return kept.absorb(numbers(entity), intake, name, nowMillis, slots, row);
    }
    scan.forget();
    few.dropUntil(entity, nowMillis - reachMillis);
    if (few.count(entity) == FewEntries.MOST) {
      long due = wake(entity, nowMillis);
      return Math.min(due, kept.absorb(numbers(entity), intake, name, nowMillis, slots, row));
    }
    long entry = few.append(entity);
    intake.fill(memory, entry, nowMillis, slots, row);
    if (lane.indexed()) {
      memory.put(entry + fewLongs - 1, name);
    }
    return Long.MAX_VALUE;
  }

  /** Makes numbers of the few entries; answers when windows have to be moved next. */
  private long wake(long entity, long nowMillis) {
    long numbers = memory.allocate(kept.longs());
    long from = few.address(entity);
    for (int i = 0; i < FewEntries.MOST; i++) {
      kept.take(numbers, from, lane.indexed() ? memory.get(from + fewLongs - 1) : 0);
      from += fewLongs;
    }
    few.wake(entity, numbers);
    return kept.advance(numbers, nowMillis);
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
    long entry = asleep ? few.find(entity, fewLongs - 1, name) : kept.find(name);
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
      kept.change(numbers(entity), entry, before, after, nowMillis);
    }
    return true;
  }

  /** Whether any entity lost an entry at the bound of a key since this was made. */
  boolean hasDropped() {
    return kept.hasDropped();
  }

  /** Whether the windows miss entries that were dropped at the bound of a key. */
  boolean isTruncated(long entity, long nowMillis) {
    return !isAsleep(entity) && kept.isTruncated(numbers(entity), nowMillis);
  }

  /** Gives back everything outside the entity's block. */
  void release(long entity) {
    scan.forget();
    if (isAsleep(entity)) {
      few.clear(entity);
    } else if (sleeps) {
      fallAsleep(entity);
    } else {
      kept.release(entity);
    }
  }
}
