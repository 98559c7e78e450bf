package io.mallguard.features.expression;

import io.mallguard.features.event.Field;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Local hours and days of a time zone. Immutable.
 *
 * <p>The zone's offsets up to the year 2100 are laid out once, because asking {@link ZoneRules}
 * makes objects.
 */
final class LocalTime {
  private static final long HOUR_SECONDS = 3_600;
  private static final long DAY_SECONDS = 86_400;
  private static final Instant FIRST = Instant.ofEpochSecond(0);
  private static final long END_SECONDS = 4_102_444_800L;

  private final ZoneRules rules;
  private final long[] changes;
  private final int[] offsets;

  LocalTime(ZoneId zone) {
    this.rules = zone.getRules();
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    for (ZoneOffsetTransition next = rules.nextTransition(FIRST);
        next != null && next.toEpochSecond() < END_SECONDS;
        next = rules.nextTransition(next.getInstant())) {
      transitions.add(next);
    }
    this.changes = transitions.stream().mapToLong(ZoneOffsetTransition::toEpochSecond).toArray();
    this.offsets = new int[changes.length + 1];
    offsets[0] = rules.getOffset(FIRST).getTotalSeconds();
    for (int i = 0; i < changes.length; i++) {
      offsets[i + 1] = transitions.get(i).getOffsetAfter().getTotalSeconds();
    }
  }

  /** Hour of the local day, 0 to 23. */
  Whole hour(Whole instantMillis) {
    return (slots, row) -> {
      long seconds = localSeconds(instantMillis.at(slots, row));
      return seconds == Field.ABSENT ? seconds : Math.floorMod(seconds, DAY_SECONDS) / HOUR_SECONDS;
    };
  }

  /** Day of the local week, 1 Monday to 7 Sunday; 1970-01-01 was a Thursday. */
  Whole weekday(Whole instantMillis) {
    return (slots, row) -> {
      long seconds = localSeconds(instantMillis.at(slots, row));
      return seconds == Field.ABSENT
          ? seconds
          : Math.floorMod(Math.floorDiv(seconds, DAY_SECONDS) + 3, 7) + 1;
    };
  }

  /** Number of the local day, 0 for 1970-01-01. */
  Whole day(Whole instantMillis) {
    return (slots, row) -> {
      long seconds = localSeconds(instantMillis.at(slots, row));
      return seconds == Field.ABSENT ? seconds : Math.floorDiv(seconds, DAY_SECONDS);
    };
  }

  private long localSeconds(long millis) {
    if (millis == Field.ABSENT) {
      return millis;
    }
    long seconds = Math.floorDiv(millis, 1000L);
    return seconds + offset(seconds);
  }

  private int offset(long seconds) {
    if (seconds < 0 || seconds >= END_SECONDS) {
      return beyond(seconds);
    }
    if (changes.length == 0 || seconds >= changes[changes.length - 1]) {
      return offsets[changes.length];
    }
    int found = Arrays.binarySearch(changes, seconds);
    return offsets[found >= 0 ? found + 1 : -found - 1];
  }

  private int beyond(long seconds) {
    long legal = Math.max(Instant.MIN.getEpochSecond(), seconds);
    legal = Math.min(Instant.MAX.getEpochSecond(), legal);
    return rules.getOffset(Instant.ofEpochSecond(legal)).getTotalSeconds();
  }
}
