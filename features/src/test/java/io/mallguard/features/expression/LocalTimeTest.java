package io.mallguard.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTimeTest {
  private static final Whole TIME = (slots, row) -> slots[0];

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Asia/Shanghai",
        "Europe/Brussels",
        "America/New_York",
        "UTC",
        "+08:00",
        "Asia/Gaza"
      })
  void agreesWithTheJavaCalendar(String zone) {
    ZoneId id = ZoneId.of(zone);
    LocalTime time = new LocalTime(id);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 3000; i++) {
      long millis =
          random.nextLong(-1L << 40, i % 2 == 0 ? 4_200_000_000_000L : 253_402_300_800_000L);
      check(time, id, millis);
    }
    for (var change = id.getRules().nextTransition(Instant.EPOCH);
        change != null && change.toEpochSecond() < 4_500_000_000L;
        change = id.getRules().nextTransition(change.getInstant())) {
      check(time, id, change.toEpochSecond() * 1000 - 1);
      check(time, id, change.toEpochSecond() * 1000);
    }
  }

  private static void check(LocalTime time, ZoneId zone, long millis) {
    ZonedDateTime local = Instant.ofEpochMilli(millis).atZone(zone);
    long[] slots = {millis};
    double[] row = {};
    assertThat(time.hour(TIME).at(slots, row)).as("%d", millis).isEqualTo(local.getHour());
    assertThat(time.weekday(TIME).at(slots, row)).isEqualTo(local.getDayOfWeek().getValue());
    assertThat(time.day(TIME).at(slots, row)).isEqualTo(local.toLocalDate().toEpochDay());
  }
}
