package io.mallguard.features.spec;

/** How long calendar periods are at most. */
final class Calendars {
  private static final long DAY_MILLIS = 86_400_000L;

  private Calendars() {}

  /** How far back the current period and some before it reach at most. */
  static long reachMillis(String period, int periods) {
    return (periods + 1L) * longestMillis(period);
  }

  /** The longest day is that of a change from summer time. */
  private static long longestMillis(String period) {
    return switch (period) {
      case "day" -> 25 * DAY_MILLIS / 24;
      case "month" -> 31 * DAY_MILLIS + DAY_MILLIS / 24;
      case "year" -> 366 * DAY_MILLIS;
      default -> throw new IllegalArgumentException("period " + period);
    };
  }
}
