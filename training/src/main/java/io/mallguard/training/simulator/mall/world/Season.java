package io.mallguard.training.simulator.mall.world;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.chance.Weights;
import io.mallguard.training.simulator.mall.plan.Days;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;

/**
 * When people buy: by the hour, the weekday, the month's salary days and the year's feasts. The
 * factors are assumptions after press figures of parcels on 11 November. Immutable.
 */
public final class Season {
  private static final double[] HOURS = {
    1.6, 0.9, 0.5, 0.3, 0.25, 0.3, 0.6, 1.2, 2.0, 3.0, 3.8, 3.5, 3.2, 3.1, 3.6, 3.7, 3.3, 3.0, 3.1,
    3.6, 4.4, 4.8, 4.2, 2.9
  };
  private static final double MIDNIGHT_RUSH = 9;
  private static final Map<MonthDay, Double> FEASTS =
      Map.ofEntries(
          feast(6, 1, 1.7),
          feast(6, 15, 0.9),
          feast(6, 16, 1.3),
          feast(6, 17, 1.5),
          feast(6, 18, 3.0),
          feast(6, 19, 1.2),
          feast(10, 20, 0.9),
          feast(10, 29, 0.85),
          feast(10, 30, 0.85),
          feast(11, 1, 2.4),
          feast(11, 2, 1.4),
          feast(11, 9, 0.9),
          feast(11, 10, 1.4),
          feast(11, 11, 3.3),
          feast(11, 12, 1.3),
          feast(12, 12, 1.7));
  private static final LocalDate MID_AUTUMN = LocalDate.of(2025, 10, 6);
  private static final LocalDate NEW_YEAR = LocalDate.of(2026, 2, 17);
  private static final int FEAST_DAYS = 5;

  private final Days days;
  private final Weights usual = Weights.of(HOURS);
  private final Weights rush;

  /** The seasons of some days. */
  public Season(Days days) {
    this.days = days;
    double[] hours = HOURS.clone();
    hours[0] = MIDNIGHT_RUSH;
    this.rush = Weights.of(hours);
  }

  private static Map.Entry<MonthDay, Double> feast(int month, int day, double factor) {
    return Map.entry(MonthDay.of(month, day), factor);
  }

  /** Orders of a day against a usual one. */
  public double factor(int day) {
    LocalDate date = days.date(day);
    double factor = FEASTS.getOrDefault(MonthDay.from(date), 1.0);
    int inMonth = date.getDayOfMonth();
    if (inMonth == 10 || inMonth == 15 || inMonth == 25) {
      factor *= 1.1;
    }
    DayOfWeek weekday = date.getDayOfWeek();
    factor *= weekday == DayOfWeek.SUNDAY ? 1.08 : weekday == DayOfWeek.TUESDAY ? 0.94 : 1;
    return isNear(date, NEW_YEAR) ? factor * 0.5 : factor;
  }

  /** Gift cards and red packets of a day against a usual one. */
  public double gifts(int day) {
    LocalDate date = days.date(day);
    return isNear(date, NEW_YEAR) ? 6 : isNear(date, MID_AUTUMN) ? 2 : 1;
  }

  private static boolean isNear(LocalDate date, LocalDate feast) {
    return Math.abs(date.toEpochDay() - feast.toEpochDay()) <= FEAST_DAYS;
  }

  /** Whether prices fall at midnight. */
  public boolean isRush(int day) {
    return factor(day) > 2;
  }

  /** An instant of a day at which somebody shops. */
  public long shoppingMillis(int day, Chance chance) {
    int hour = (isRush(day) ? rush : usual).pick(chance);
    return days.startMillis(day)
        + hour * Days.HOUR_MILLIS
        + (long) (chance.uniform() * Days.HOUR_MILLIS);
  }
}
