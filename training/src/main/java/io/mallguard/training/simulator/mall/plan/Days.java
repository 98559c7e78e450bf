package io.mallguard.training.simulator.mall.plan;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Days as numbers: day 0 is the first of trade, accounts may be older. The zone is Asia/Shanghai,
 * which has been at +08:00 since 1991. Immutable.
 *
 * @param first day 0
 * @param count days of trade
 * @param firstMonth month of the schedule of drift in which day 0 lies, from 1
 */
public record Days(LocalDate first, int count, int firstMonth) {
  /** Milliseconds of a day. */
  public static final long DAY_MILLIS = 86_400_000L;

  /** Milliseconds of an hour. */
  public static final long HOUR_MILLIS = 3_600_000L;

  /** Milliseconds of a minute. */
  public static final long MINUTE_MILLIS = 60_000L;

  /** Days before day 0 on which the oldest account may have been registered. */
  public static final int PREHISTORY = 1000;

  private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);

  /** When a day begins, epoch milliseconds. */
  public long startMillis(int day) {
    return first.atStartOfDay(ZONE).toInstant().toEpochMilli() + day * DAY_MILLIS;
  }

  /** The day of an instant. */
  public int dayOf(long millis) {
    return (int) Math.floorDiv(millis - startMillis(0), DAY_MILLIS);
  }

  /** Local hour of an instant, 0 to 23. */
  public int hourOf(long millis) {
    return (int) (Math.floorMod(millis - startMillis(0), DAY_MILLIS) / HOUR_MILLIS);
  }

  /** The date of a day. */
  public LocalDate date(int day) {
    return first.plusDays(day);
  }

  /** Calendar month since day 0's, from 0. */
  public int month(int day) {
    return (int) ChronoUnit.MONTHS.between(first.withDayOfMonth(1), date(day).withDayOfMonth(1));
  }

  /** Month of the schedule of drift, from 1 to 8; later months are as the eighth. */
  public int driftMonth(int day) {
    return Math.max(1, Math.min(8, firstMonth + month(day)));
  }

  /** The first of September of the first day's year, when schools begin and factories hire. */
  public int autumn() {
    return (int) ChronoUnit.DAYS.between(first, LocalDate.of(first.getYear(), 9, 1));
  }

  /** When trade ends, epoch milliseconds. */
  public long endMillis() {
    return startMillis(count);
  }
}
