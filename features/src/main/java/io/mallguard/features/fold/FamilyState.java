package io.mallguard.features.fold;

import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Window;
import io.mallguard.features.state.Index;
import io.mallguard.features.state.Memory;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All entities of one family: finds them by key, reads columns, takes events in. The live fold has
 * one per family over the whole log; a grouped fold has one per part of the keys. Same code, same
 * bits. One owner thread.
 *
 * <pre>
 * entity's block: key, last update, when windows have to be moved next, then the lanes
 * </pre>
 */
public final class FamilyState {
  /** Most entries kept per key and lane; beyond it the oldest leaves every window. */
  public static final int MAX_ENTRIES = 1 << 22;

  private static final int KEY = 0;
  private static final int LAST = 1;
  private static final int DUE = 2;
  private static final int HEADER_LONGS = 3;

  /** Longs of two lines of the processor's cache: one of them brings the other along. */
  private static final int LINES_LONGS = 16;

  /** Slots looked at for expired entities whenever one is added. */
  private static final int SWEPT_AT_ONCE = 2;

  private final Memory memory;
  private final Family family;
  private final LaneState[] lanes;
  private final @Nullable LaneState[] byIndex;
  private final Target[][] targets;
  private final Index index;
  private final int entityLongs;

  /** A lane that takes in the events of a touch. */
  private record Target(LaneState lane, Intake intake) {}

  /**
   * A family over a memory of its own: empty, or as a snapshot left it.
   *
   * @param zone the schema's time zone
   * @param stage take in and read only lanes of this stage, 0 for all
   */
  public FamilyState(Family family, ZoneId zone, Memory memory, int stage, int maxEntries) {
    LocalCalendar calendar = new LocalCalendar(zone);
    this.family = family;
    this.memory = memory;
    Roots roots = new Roots(memory);
    this.index = roots.index();
    this.byIndex = new @Nullable LaneState[family.lanes().size()];
    int offset = HEADER_LONGS;
    for (Lane lane : family.lanes()) {
      if (stage == 0 || stage == lane.stage()) {
        LaneState state = new LaneState(memory, lane, calendar, offset, maxEntries, roots);
        byIndex[lane.index()] = state;
        offset += state.longs();
      }
    }
    if (offset > Memory.MAX_BLOCK) {
      throw new IllegalArgumentException(
          offset + " longs per " + family.name() + ", must be at most " + Memory.MAX_BLOCK);
    }
    this.lanes = Stream.of(byIndex).filter(Objects::nonNull).toArray(LaneState[]::new);
    this.entityLongs = offset;
    this.targets = new Target[family.touches().size()][];
    for (Family.Touch touch : family.touches()) {
      targets[touch.index()] = targets(touch);
    }
  }

  private Target[] targets(Family.Touch touch) {
    List<Target> found = new ArrayList<>();
    for (LaneState lane : lanes) {
      for (Intake intake : lane.intakes()) {
        if (intake.touch() == touch.index()) {
          found.add(new Target(lane, intake));
        }
      }
    }
    return found.toArray(Target[]::new);
  }

  /** The family. */
  public Family family() {
    return family;
  }

  /** Entities that are held, expired ones that were not removed yet included. */
  public long entities() {
    return index.size();
  }

  /**
   * Finds an entity and moves its windows to a fold time.
   *
   * @param key from {@link io.mallguard.features.plan.Key#of}
   * @return where it is until the next {@link #absorb}, or 0 if nothing is known of it
   */
  public long open(long key, long nowMillis) {
    return openFound(find(key), nowMillis);
  }

  /** Where the search for a key will begin. */
  void prefetchKey(long key, Prefetch prefetch) {
    prefetch.add(memory, index.home(key));
  }

  /**
   * Where an entity is, however old: the first half of {@link #open}. Finding several entities
   * before any is opened lets the processor wait for all of them at once.
   */
  long find(long key) {
    return index.find(key);
  }

  /** The entity's block. */
  void prefetchEntity(long entity, Prefetch prefetch) {
    long[] page = memory.page(entity);
    int from = Memory.offset(entity);
    for (int i = from; i < from + entityLongs; i += LINES_LONGS) {
      prefetch.add(page, i);
    }
  }

  /** The entries that the fold will look at; best when the entity's block is there. */
  void prefetchEntries(long entity, long nowMillis, Prefetch prefetch) {
    boolean isDue = nowMillis >= memory.get(entity + DUE);
    for (LaneState lane : lanes) {
      lane.prefetch(entity, isDue, prefetch);
    }
  }

  /** The second half of {@link #open}. */
  long openFound(long found, long nowMillis) {
    if (found == 0 || isExpired(found, nowMillis)) {
      return 0;
    }
    advance(found, nowMillis);
    return found;
  }

  private boolean isExpired(long entity, long nowMillis) {
    return family.ttlMillis() != Window.LIFE
        && memory.get(entity + LAST) < nowMillis - family.ttlMillis();
  }

  private void advance(long entity, long nowMillis) {
    if (nowMillis < memory.get(entity + DUE)) {
      return;
    }
    long due = Long.MAX_VALUE;
    for (LaneState lane : lanes) {
      due = Math.min(due, lane.advance(entity, nowMillis));
    }
    memory.put(entity + DUE, due);
  }

  /**
   * Takes an event in.
   *
   * @param touch index of the touch
   * @param key names the entity
   * @param opened what {@link #open} said of it at this fold time, or 0 to look again
   * @param ownId the event's own id
   * @param slots the event's values
   * @param row columns that conditions and values of higher stages read
   * @return where the entity is
   */
  public long absorb(
      int touch, long key, long opened, long ownId, long nowMillis, long[] slots, double[] row) {
    Target[] into = targets[touch];
    if (into.length == 0) {
      return opened;
    }
    long entity = opened != 0 ? opened : openOrAdd(key, nowMillis);
    memory.put(entity + LAST, nowMillis);
    long due = memory.get(entity + DUE);
    for (Target target : into) {
      due =
          Math.min(
              due, target.lane.absorb(entity, key, target.intake, ownId, nowMillis, slots, row));
    }
    memory.put(entity + DUE, due);
    return entity;
  }

  private long openOrAdd(long key, long nowMillis) {
    long entity = index.find(key);
    if (entity != 0 && isExpired(entity, nowMillis)) {
      remove(entity);
      entity = 0;
    }
    if (entity != 0) {
      advance(entity, nowMillis);
      return entity;
    }
    for (int i = 0; i < SWEPT_AT_ONCE; i++) {
      sweep(nowMillis);
    }
    entity = memory.allocate(entityLongs);
    memory.put(entity + KEY, key);
    memory.put(entity + DUE, Long.MAX_VALUE);
    index.put(key, entity, keptUntil(nowMillis));
    return entity;
  }

  private void sweep(long nowMillis) {
    long entity = index.sweep(nowMillis);
    if (entity == 0) {
      return;
    }
    if (isExpired(entity, nowMillis)) {
      remove(entity);
    } else {
      index.keepSwept(keptUntil(memory.get(entity + LAST)));
    }
  }

  private long keptUntil(long lastMillis) {
    return family.ttlMillis() == Window.LIFE ? Window.LIFE : lastMillis + family.ttlMillis();
  }

  private void remove(long entity) {
    for (LaneState lane : lanes) {
      lane.release(entity);
    }
    index.remove(memory.get(entity + KEY));
    memory.free(entity, entityLongs);
  }

  /**
   * Evaluates the conditions of an earlier event's entries again, because a mark became known.
   *
   * @param touch the touch by which the earlier event was taken in
   * @param ownId the earlier event's own id
   * @param slots the earlier event's values, with its marks
   * @return whether any lane still had the entry
   */
  public boolean mark(int touch, long key, long ownId, long nowMillis, long[] slots, double[] row) {
    long entity = open(key, nowMillis);
    boolean found = false;
    if (entity != 0) {
      for (Target target : targets[touch]) {
        if (target.lane.lane().indexed()) {
          found |= target.lane.reflag(entity, key, ownId, target.intake, nowMillis, slots, row);
        }
      }
    }
    return found;
  }

  /**
   * Takes the entries of an earlier event out of everything that counts them.
   *
   * @return whether any lane still had the entry
   */
  public boolean supersede(int touch, long key, long ownId, long nowMillis) {
    long entity = open(key, nowMillis);
    boolean found = false;
    if (entity != 0) {
      for (Target target : targets[touch]) {
        if (target.lane.lane().indexed()) {
          found |= target.lane.supersede(entity, key, ownId, target.intake, nowMillis);
        }
      }
    }
    return found;
  }

  /**
   * Whether any entity lost entries at the bound of a key since this was made: if not, nothing is
   * truncated.
   */
  public boolean hasDropped() {
    for (LaneState lane : lanes) {
      if (lane.hasDropped()) {
        return true;
      }
    }
    return false;
  }

  /** How a column is read from this family; made once per column. */
  public ColumnReader reader(Column.Aggregate column) {
    LaneState lane = byIndex[column.lane()];
    if (lane == null) {
      throw new IllegalArgumentException("lane " + column.lane() + " is of another stage");
    }
    return new ColumnReader(memory, lane, column);
  }

  /** Bytes of an entity's block, without entries. */
  public long entityBytes() {
    return (long) entityLongs * Long.BYTES;
  }

  /**
   * Bytes of entities' blocks, entries and cells that are in use, with a key and an address per
   * entity: what a memory without any waste would hold. Walks all entities.
   */
  long liveBytes() {
    long longs = 0;
    for (long entity : index.values()) {
      longs += entityLongs + 2;
      for (LaneState lane : lanes) {
        longs += lane.liveLongs(entity);
      }
    }
    return longs * Long.BYTES;
  }

  /** The memory that holds everything. */
  public Memory memory() {
    return memory;
  }
}
