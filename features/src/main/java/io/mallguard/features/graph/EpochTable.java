package io.mallguard.features.graph;

import io.mallguard.features.state.Index;
import io.mallguard.features.state.Memory;

/**
 * Numbers per key that are worked out once per tick on the state as it is, and can be seen some
 * time later: a job for tick k runs at the first event with fold time ≥ k, before that event is
 * taken in; its table is seen from the first event with fold time ≥ k + lag, until the next one is.
 * If several ticks passed without an event only the last one has a job. A function of the log,
 * whoever works it out when. One owner thread.
 */
final class EpochTable {
  static final int ROOT_LONGS = 6;

  /* Two tables at most are held: the one seen and the one to come, by the run's lowest bit. */
  private static final int INDEX = 0;
  private static final int BEGUN = 1;
  private static final int TICK = 2;
  private static final int RUN = 3;
  private static final int PENDING = 4;
  private static final int SEEN = 5;

  /* record: key, run in even place, its values, run in odd place, its values */
  private static final int KEY = 0;
  private static final int PLACES = 1;

  private final Memory memory;
  private final long root;
  private final Index index;
  private final long everyMillis;
  private final long lagMillis;
  private final int placeLongs;
  private final int recordLongs;

  /**
   * A table that lies in a memory.
   *
   * @param everyMillis from tick to tick; ticks are counted from 1970
   * @param lagMillis 0 to everyMillis
   * @param values numbers per key
   */
  EpochTable(Memory memory, long root, long everyMillis, long lagMillis, int values) {
    if (lagMillis < 0 || lagMillis > everyMillis) {
      throw new IllegalArgumentException(
          "lag " + lagMillis + " ms, must be 0 to the time between ticks, " + everyMillis);
    }
    this.memory = memory;
    this.root = root;
    this.index = Components.indexAt(memory, root + INDEX);
    this.everyMillis = everyMillis;
    this.lagMillis = lagMillis;
    this.placeLongs = 1 + values;
    this.recordLongs = PLACES + 2 * placeLongs;
  }

  /**
   * An event is next, and was neither read nor taken in: whether a table must be worked out now. If
   * so the caller fills it by {@link #row} and says {@link #end}.
   */
  boolean begin(long nowMillis) {
    // Nearly every event ends here: nothing to show, and the next tick is still to come.
    if (memory.get(root + BEGUN) != 0
        && memory.get(root + PENDING) == 0
        && nowMillis < (memory.get(root + TICK) + 1) * everyMillis) {
      return false;
    }
    long tick = Math.floorDiv(nowMillis, everyMillis);
    show(nowMillis);
    if (memory.get(root + BEGUN) == 0) {
      // Before the first event there is nothing to work out.
      memory.put(root + BEGUN, 1);
      memory.put(root + TICK, tick);
    }
    if (tick <= memory.get(root + TICK)) {
      return false;
    }
    memory.put(root + TICK, tick);
    memory.add(root + RUN, 1);
    memory.put(root + PENDING, 1);
    return true;
  }

  /** The table is complete. */
  void end(long nowMillis) {
    dropOld();
    show(nowMillis);
  }

  private void show(long nowMillis) {
    boolean isDue = nowMillis >= memory.get(root + TICK) * everyMillis + lagMillis;
    if (memory.get(root + PENDING) != 0 && isDue) {
      memory.put(root + PENDING, 0);
      memory.put(root + SEEN, memory.get(root + RUN));
    }
  }

  /** Keys that are in neither table any more. */
  private void dropOld() {
    long oldest = memory.get(root + RUN) - 1;
    for (long record : index.values()) {
      if (memory.get(record + PLACES) < oldest
          && memory.get(record + PLACES + placeLongs) < oldest) {
        index.remove(memory.get(record + KEY));
        memory.free(record, recordLongs);
      }
    }
  }

  /** The address of a key's numbers in the table being worked out; zeros if they are new. */
  long row(long key) {
    long run = memory.get(root + RUN);
    long record = index.find(key);
    if (record == 0) {
      record = memory.allocate(recordLongs);
      memory.put(record + KEY, key);
      index.put(key, record);
    }
    long place = record + PLACES + (run & 1) * placeLongs;
    if (memory.get(place) != run) {
      memory.clear(place, placeLongs);
      memory.put(place, run);
    }
    return place + 1;
  }

  /** Whether any table can be seen yet. */
  boolean isSeen() {
    return memory.get(root + SEEN) != 0;
  }

  /** The address of a key's numbers in the table that is seen, 0 if it has none. */
  long find(long key) {
    long run = memory.get(root + SEEN);
    long record = run == 0 ? 0 : index.find(key);
    long place = record + PLACES + (run & 1) * placeLongs;
    return record == 0 || memory.get(place) != run ? 0 : place + 1;
  }
}
