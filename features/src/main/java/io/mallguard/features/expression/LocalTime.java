package io.mallguard.features.expression;

import io.mallguard.features.event.Field;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/** Local hour and weekday in the schema's time zone. */
final class LocalTime {
  private static final long HOUR_SECONDS = 3_600;
  private static final long DAY_SECONDS = 86_400;

  private LocalTime() {}

  /** Hour of the local day, 0 to 23. */
  static Whole hour(ZoneId zone, Whole instantMillis) {
    return of(zone, instantMillis, seconds -> Math.floorMod(seconds, DAY_SECONDS) / HOUR_SECONDS);
  }

  /** Day of the local week, 1 Monday to 7 Sunday; 1970-01-01 was a Thursday. */
  static Whole weekday(ZoneId zone, Whole instantMillis) {
    return of(
        zone,
        instantMillis,
        seconds -> Math.floorMod(Math.floorDiv(seconds, DAY_SECONDS) + 3, 7) + 1);
  }

  private interface OfLocalSeconds {
    long apply(long localSeconds);
  }

  private static Whole of(ZoneId zone, Whole instantMillis, OfLocalSeconds function) {
    ZoneRules rules = zone.getRules();
    return (slots, row) -> {
      long millis = instantMillis.at(slots, row);
      if (millis == Field.ABSENT) {
        return Field.ABSENT;
      }
      int offset = rules.getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds();
      return function.apply(Math.floorDiv(millis, 1000L) + offset);
    };
  }
}
