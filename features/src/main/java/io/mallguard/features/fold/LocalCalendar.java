package io.mallguard.features.fold;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Local days, months and years of instants, by number, without making an object per question: the
 * zone's transitions until 2100 are looked up in a table. Immutable.
 */
final class LocalCalendar {
  private static final long DAY_MILLIS = 86_400_000L;
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST =
      LocalDate.of(2100, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);

  private final long[] sinceMillis;
  private final long[] offsetMillis;

  LocalCalendar(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    Instant at = FIRST;
    ZoneOffsetTransition next = rules.nextTransition(at);
    while (next != null && next.getInstant().isBefore(LAST)) {
      transitions.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    sinceMillis = new long[transitions.size() + 1];
    offsetMillis = new long[sinceMillis.length];
    sinceMillis[0] = Long.MIN_VALUE;
    offsetMillis[0] = rules.getOffset(FIRST).getTotalSeconds() * 1000L;
    for (int i = 0; i < transitions.size(); i++) {
      sinceMillis[i + 1] = transitions.get(i).getInstant().toEpochMilli();
      offsetMillis[i + 1] = transitions.get(i).getOffsetAfter().getTotalSeconds() * 1000L;
    }
  }

  private long local(long instantMillis) {
    int found = Arrays.binarySearch(sinceMillis, instantMillis);
    return instantMillis + offsetMillis[found >= 0 ? found : -found - 2];
  }

  /** Days since 1970-01-01, by the local date. */
  long day(long instantMillis) {
    return Math.floorDiv(local(instantMillis), DAY_MILLIS);
  }

  /** Local year. */
  long year(long instantMillis) {
    return Math.floorDiv(month(instantMillis), 12L);
  }

  /**
   * Months since January of year 0 of the proleptic Gregorian calendar, by the local date (Hinnant,
   * chrono-compatible low-level date algorithms, 2013).
   */
  long month(long instantMillis) {
    long shifted = day(instantMillis) + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    long ofEra = shifted - era * 146_097;
    long yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    long ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long fromMarch = (5 * ofYear + 2) / 153;
    // Years begin in March here, which puts the leap day at their end.
    return (yearOfEra + era * 400) * 12 + fromMarch + 2;
  }
}
