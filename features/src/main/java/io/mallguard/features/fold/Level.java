package io.mallguard.features.fold;

import io.mallguard.features.plan.Measure;
import io.mallguard.features.plan.Measure.LevelKind;
import io.mallguard.features.state.Memory;

/**
 * A balance that flows raise, lower or set: its value, least value and mean over a window. Entries
 * that leave are played again from the start of the window, so nothing but the two ends is kept.
 * Areas under the balance are in 128 bit, minor units times milliseconds.
 */
final class Level extends Accumulator implements OwnReading {
  private static final int SEEN = 0;
  private static final int NOW = 1;
  private static final int LAST_TIME = 2;
  private static final int AREA = 3;
  private static final int START = 5;
  private static final int START_TIME = 6;
  private static final int START_AREA = 7;
  private static final int QUEUE = 9;

  private static final int NODE_ENTRY = 0;
  private static final int NODE_LEVEL = 1;

  private final Memory memory;
  private final Measure.Level measure;
  private final long lengthMillis;
  private final int at;
  private final Queue least;
  private final long[] area = new long[2];

  Level(Memory memory, Measure.Level measure, long lengthMillis, int at) {
    this.memory = memory;
    this.measure = measure;
    this.lengthMillis = lengthMillis;
    this.at = at;
    this.least = new Queue(memory, at + QUEUE, 2);
  }

  @Override
  int longs() {
    return QUEUE + Queue.HEADER_LONGS;
  }

  @Override
  void enter(long entity, long entry, long timeMillis, long flags) {
    if (!flows(flags)) {
      return;
    }
    play(entity, NOW, LAST_TIME, AREA, entry, timeMillis, flags);
    memory.put(entity + at + SEEN, 1);
    if (measure.kind() == LevelKind.MIN) {
      long level = memory.get(entity + at + NOW);
      long last = least.last(entity);
      while (last != 0 && memory.get(last + NODE_LEVEL) >= level) {
        least.removeLast(entity);
        last = least.last(entity);
      }
      long node = least.addLast(entity);
      memory.put(node + NODE_ENTRY, entry);
      memory.put(node + NODE_LEVEL, level);
    }
  }

  private boolean flows(long flags) {
    return (flags >>> measure.flag() & 7) != 0;
  }

  /** One flow, at either end of the window. */
  private void play(
      long entity, int level, int time, int area, long entry, long timeMillis, long flags) {
    long base = entity + at;
    long before = memory.get(base + level);
    Wide.addProduct(memory, base + area, before, timeMillis - memory.get(base + time));
    memory.put(base + time, timeMillis);
    memory.put(base + level, after(before, entry, flags));
  }

  private long after(long before, long entry, long flags) {
    long value = memory.get(entry + Entry.VALUES + measure.value());
    long kinds = flags >>> measure.flag() & 7;
    long after = (kinds & 1) != 0 ? value : (kinds & 2) != 0 ? before + value : before - value;
    return Math.max(after, measure.floor());
  }

  @Override
  void leave(long entity, long entry, long timeMillis, long flags) {
    if (!flows(flags)) {
      return;
    }
    play(entity, START, START_TIME, START_AREA, entry, timeMillis, flags);
    long first = least.first(entity);
    if (first != 0 && memory.get(first + NODE_ENTRY) == entry) {
      least.removeFirst(entity);
    }
  }

  @Override
  boolean isInvertible() {
    return false;
  }

  @Override
  void restart(long entity) {
    long base = entity + at;
    memory.put(base + NOW, memory.get(base + START));
    memory.put(base + LAST_TIME, memory.get(base + START_TIME));
    memory.put(base + AREA, memory.get(base + START_AREA));
    memory.put(base + AREA + 1, memory.get(base + START_AREA + 1));
    least.clear(entity);
  }

  @Override
  void release(long entity) {
    least.clear(entity);
  }

  @Override
  public double read(long entity, long nowMillis, long current) {
    long base = entity + at;
    if (memory.get(base + SEEN) == 0) {
      return Double.NaN;
    }
    return switch (measure.kind()) {
      case NOW -> memory.get(base + NOW);
      case MIN -> least(entity);
      case TIME_MEAN -> mean(base, nowMillis);
      case MIN_DAY_END -> throw new IllegalStateException("read by DayEndLevel");
    };
  }

  private long least(long entity) {
    long start = memory.get(entity + at + START);
    long first = least.first(entity);
    return first == 0 ? start : Math.min(start, memory.get(first + NODE_LEVEL));
  }

  /** Area from the window's start to now: two prefix areas, each brought up to its end. */
  private double mean(long base, long nowMillis) {
    area[0] = 0;
    area[1] = 0;
    addPrefix(base + AREA, 1);
    addRest(memory.get(base + NOW), nowMillis - memory.get(base + LAST_TIME), 1);
    addPrefix(base + START_AREA, -1);
    long startMillis = nowMillis - lengthMillis;
    addRest(memory.get(base + START), startMillis - memory.get(base + START_TIME), -1);
    return Wide.toDouble(area[0], area[1]) / lengthMillis;
  }

  private void addPrefix(long from, int sign) {
    Wide.add(area, memory.get(from), memory.get(from + 1), sign);
  }

  private void addRest(long level, long millis, int sign) {
    Wide.add(area, Math.multiplyHigh(level, millis), level * millis, sign);
  }
}
