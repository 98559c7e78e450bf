package io.mallguard.features.fold;

import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;

/**
 * A number per local day, month or year, for the current period and some before it. Periods without
 * an event have no number.
 *
 * <pre>
 * in the entity's block: how many there are, then period, number and fold time of each, newest first
 * </pre>
 */
final class Calendar extends Accumulator implements OwnReading {
  private static final int COUNT = 0;
  private static final int FIRST = 1;
  private static final int PERIOD = 0;
  private static final int NUMBER = 1;
  private static final int TIME = 2;
  private static final int BUCKET_LONGS = 3;
  private static final double DAY_MILLIS = 86_400_000.0;

  private final Memory memory;
  private final Measure.Calendar measure;
  private final LocalCalendar calendar;
  private final int at;

  Calendar(Memory memory, Measure.Calendar measure, LocalCalendar calendar, int at) {
    this.memory = memory;
    this.measure = measure;
    this.calendar = calendar;
    this.at = at;
  }

  @Override
  int longs() {
    return FIRST + (measure.periods() + 1) * BUCKET_LONGS;
  }

  private long period(long timeMillis) {
    return switch (measure.period()) {
      case "day" -> calendar.day(timeMillis);
      case "month" -> calendar.month(timeMillis);
      default -> calendar.year(timeMillis);
    };
  }

  @Override
  void enter(long entity, long entry, long timeMillis, long flags) {
    if ((flags >>> measure.flag() & 1) == 0) {
      return;
    }
    long period = period(timeMillis);
    long value = memory.get(entry + Entry.VALUES + measure.value());
    long newest = entity + at + FIRST;
    if (memory.get(entity + at + COUNT) == 0 || memory.get(newest + PERIOD) != period) {
      shift(entity);
      memory.put(newest + PERIOD, period);
      memory.put(newest + NUMBER, value);
      memory.put(newest + TIME, timeMillis);
    } else {
      add(newest, value, timeMillis);
    }
  }

  private void shift(long entity) {
    long count = Math.min(memory.get(entity + at + COUNT), measure.periods());
    long from = entity + at + FIRST;
    for (long i = count * BUCKET_LONGS - 1; i >= 0; i--) {
      memory.put(from + i + BUCKET_LONGS, memory.get(from + i));
    }
    memory.put(entity + at + COUNT, count + 1);
  }

  private void add(long bucket, long value, long timeMillis) {
    long before = memory.get(bucket + NUMBER);
    boolean greater = value > before;
    switch (measure.keep()) {
      case "sum" -> memory.put(bucket + NUMBER, before + value);
      case "last" -> memory.put(bucket + NUMBER, value);
      default -> {
        if (greater) {
          memory.put(bucket + NUMBER, value);
          memory.put(bucket + TIME, timeMillis);
        }
      }
    }
  }

  @Override
  void leave(long entity, long entry, long timeMillis, long flags) {
    // A period is dropped whole.
  }

  @Override
  boolean isInvertible() {
    return false;
  }

  @Override
  void restart(long entity) {
    memory.clear(entity + at, longs());
  }

  @Override
  public double read(long entity, long nowMillis, long current) {
    long period = period(nowMillis);
    int n = inReach(entity, period);
    return switch (measure.read()) {
      case "now" -> now(entity, period);
      case "mean" -> n == 0 ? Double.NaN : (double) sum(entity, n) / n;
      case "min" -> n == 0 ? Double.NaN : least(entity, n);
      case "std" -> std(entity, n);
      default -> gapStd(entity, n);
    };
  }

  @Override
  public double ofNothing() {
    boolean sum = measure.read().equals("now") && measure.keep().equals("sum");
    return sum ? 0 : Double.NaN;
  }

  private int inReach(long entity, long period) {
    int count = (int) memory.get(entity + at + COUNT);
    int n = 0;
    while (n < count && memory.get(bucket(entity, n) + PERIOD) >= period - measure.periods()) {
      n++;
    }
    return n;
  }

  private long bucket(long entity, int i) {
    return entity + at + FIRST + (long) i * BUCKET_LONGS;
  }

  private long number(long entity, int i) {
    long bucket = bucket(entity, i);
    return memory.get(bucket + (measure.keep().equals("argmax_time") ? TIME : NUMBER));
  }

  private double now(long entity, long period) {
    boolean has =
        memory.get(entity + at + COUNT) > 0 && memory.get(bucket(entity, 0) + PERIOD) == period;
    if (has) {
      return number(entity, 0);
    }
    return measure.keep().equals("sum") ? 0 : Double.NaN;
  }

  private long sum(long entity, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += number(entity, i);
    }
    return sum;
  }

  private long least(long entity, int n) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < n; i++) {
      least = Math.min(least, number(entity, i));
    }
    return least;
  }

  private double std(long entity, int n) {
    Wide.Spread spread = new Wide.Spread();
    for (int i = 0; i < n; i++) {
      spread.add(number(entity, i));
    }
    return spread.std();
  }

  private double gapStd(long entity, int n) {
    Wide.Spread spread = new Wide.Spread();
    for (int i = 0; i + 1 < n; i++) {
      spread.add(number(entity, i) - number(entity, i + 1));
    }
    return spread.std() / DAY_MILLIS;
  }
}
