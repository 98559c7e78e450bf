package io.mallguard.features.fold;

import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;

/**
 * The least balance at the end of a local day in the window. The balance is constant between flows,
 * so one node holds all midnights between two flows; at most one node a day.
 */
final class DayEndLevel extends Accumulator implements OwnReading {
  private static final int SEEN = 0;
  private static final int NOW = 1;
  private static final int LAST_DAY = 2;
  private static final int FIRST_DAY = 3;
  private static final int START_SEEN = 4;
  private static final int START = 5;
  private static final int START_DAY = 6;
  private static final int QUEUE = 7;

  private static final int NODE_LAST_DAY = 0;
  private static final int NODE_LEVEL = 1;

  private final Memory memory;
  private final Measure.Level measure;
  private final LocalCalendar calendar;
  private final long lengthMillis;
  private final int at;
  private final Queue nights;

  DayEndLevel(
      Memory memory, Measure.Level measure, LocalCalendar calendar, long lengthMillis, int at) {
    this.memory = memory;
    this.measure = measure;
    this.calendar = calendar;
    this.lengthMillis = lengthMillis;
    this.at = at;
    this.nights = new Queue(memory, at + QUEUE, 2);
  }

  @Override
  int longs() {
    return QUEUE + Queue.HEADER_LONGS;
  }

  @Override
  void enter(long entity, long entry, long timeMillis, long flags) {
    long kinds = flags >>> measure.flag() & 7;
    if (kinds == 0) {
      return;
    }
    long base = entity + at;
    long day = calendar.day(timeMillis);
    long before = memory.get(base + NOW);
    if (memory.get(base + SEEN) != 0 && day > memory.get(base + LAST_DAY)) {
      long node = nights.addLast(entity);
      memory.put(node + NODE_LAST_DAY, day);
      memory.put(node + NODE_LEVEL, before);
    }
    if (memory.get(base + SEEN) == 0) {
      memory.put(base + FIRST_DAY, day);
    }
    memory.put(base + NOW, after(before, entry, kinds));
    memory.put(base + LAST_DAY, day);
    memory.put(base + SEEN, 1);
    forget(entity, calendar.day(timeMillis - lengthMillis));
  }

  private long after(long before, long entry, long kinds) {
    long value = memory.get(entry + Entry.VALUES + measure.value());
    long after = (kinds & 1) != 0 ? value : (kinds & 2) != 0 ? before + value : before - value;
    return Math.max(after, measure.floor());
  }

  /** Midnights at the start of this day or earlier are outside every later window. */
  private void forget(long entity, long untilDay) {
    long first = nights.first(entity);
    while (first != 0 && memory.get(first + NODE_LAST_DAY) <= untilDay) {
      nights.removeFirst(entity);
      first = nights.first(entity);
    }
  }

  @Override
  void leave(long entity, long entry, long timeMillis, long flags) {
    // What came before the window is played again, to know the balance at its start.
    long kinds = flags >>> measure.flag() & 7;
    if (kinds != 0) {
      long base = entity + at;
      memory.put(base + START, after(memory.get(base + START), entry, kinds));
      memory.put(base + START_DAY, calendar.day(timeMillis));
      memory.put(base + START_SEEN, 1);
    }
  }

  @Override
  boolean isInvertible() {
    return false;
  }

  @Override
  void restart(long entity) {
    long base = entity + at;
    memory.put(base + SEEN, memory.get(base + START_SEEN));
    memory.put(base + NOW, memory.get(base + START));
    memory.put(base + LAST_DAY, memory.get(base + START_DAY));
    nights.clear(entity);
  }

  @Override
  void release(long entity) {
    nights.clear(entity);
  }

  @Override
  public double read(long entity, long nowMillis, long current) {
    long base = entity + at;
    if (memory.get(base + SEEN) == 0) {
      return Double.NaN;
    }
    long today = calendar.day(nowMillis);
    long startDay = calendar.day(nowMillis - lengthMillis);
    double least = Double.NaN;
    if (startDay < memory.get(base + FIRST_DAY)) {
      least = 0; // the balance before the first flow
    }
    if (today > Math.max(startDay, memory.get(base + LAST_DAY))) {
      least = min(least, memory.get(base + NOW));
    }
    for (long node = nights.first(entity); node != 0; node = nights.after(node)) {
      if (memory.get(node + NODE_LAST_DAY) > startDay) {
        least = min(least, memory.get(node + NODE_LEVEL));
      }
    }
    return least;
  }

  private static double min(double least, long level) {
    return Double.isNaN(least) ? (double) level : Math.min(least, (double) level);
  }
}
