package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;

/**
 * Reads one window of a lane that is asleep: what is not kept for its few entries is found by
 * looking at all of them. Same bits as what is kept once the lane is awake.
 */
final class Scan {
  private final Memory memory;
  private final Ring ring;
  private final WindowState window;
  private final long[] values = new long[LaneState.ASLEEP];

  Scan(Memory memory, Ring ring, WindowState window) {
    this.memory = memory;
    this.ring = ring;
    this.window = window;
  }

  private long first(long entity) {
    return window.start(entity);
  }

  private long end(long entity) {
    return window.end(entity, ring);
  }

  private boolean counts(long entry, Measure measure) {
    return (memory.get(entry + Entry.FLAGS) >>> measure.flag() & 1) != 0;
  }

  /** The least or greatest value, {@link Field#ABSENT} if there is none. */
  long extreme(long entity, Measure.Extreme measure) {
    long end = end(entity);
    long found = Field.ABSENT;
    for (long at = first(entity); at != end; at = ring.next(at)) {
      long entry = ring.entry(at);
      if (counts(entry, measure)) {
        long value = memory.get(entry + Entry.VALUES + measure.value());
        boolean better = measure.greatest() ? value > found : value < found;
        found = found == Field.ABSENT || better ? value : found;
      }
    }
    return found;
  }

  /** The newest entry that counts, or 0. */
  long newest(long entity, Measure measure) {
    long end = end(entity);
    long start = first(entity);
    if (start == end) {
      return 0;
    }
    if (end == ring.head(entity) && counts(ring.newest(entity), measure)) {
      return ring.newest(entity);
    }
    long found = 0;
    for (long at = start; at != end; at = ring.next(at)) {
      found = counts(ring.entry(at), measure) ? ring.entry(at) : found;
    }
    return found;
  }

  /** The oldest entry that counts, or 0. */
  long oldest(long entity, Measure measure) {
    long end = end(entity);
    for (long at = first(entity); at != end; at = ring.next(at)) {
      if (counts(ring.entry(at), measure)) {
        return ring.entry(at);
      }
    }
    return 0;
  }

  /** How many entries have a value. */
  long equal(long entity, Measure.Groups measure, long value) {
    long end = end(entity);
    long count = 0;
    for (long at = first(entity); at != end; at = ring.next(at)) {
      count += has(ring.entry(at), measure, value) ? 1 : 0;
    }
    return count;
  }

  private boolean has(long entry, Measure.Groups measure, long value) {
    return counts(entry, measure) && memory.get(entry + Entry.VALUES + measure.value()) == value;
  }

  /** How many values there are. */
  long distinct(long entity, Measure.Groups measure) {
    long end = end(entity);
    int count = 0;
    for (long at = first(entity); at != end; at = ring.next(at)) {
      long entry = ring.entry(at);
      if (counts(entry, measure)) {
        values[count] = memory.get(entry + Entry.VALUES + measure.value());
        count += isNew(count) ? 1 : 0;
      }
    }
    return count;
  }

  private boolean isNew(int at) {
    for (int i = 0; i < at; i++) {
      if (values[i] == values[at]) {
        return false;
      }
    }
    return true;
  }
}
