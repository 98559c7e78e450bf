package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Local days, months and years agree with {@code java.time}. */
class LocalCalendarTest {
  @ParameterizedTest
  @ValueSource(strings = {"Asia/Shanghai", "Europe/Brussels", "America/Sao_Paulo", "UTC", "+05:45"})
  void agreesWithJavaTime(String name) {
    ZoneId zone = ZoneId.of(name);
    LocalCalendar calendar = new LocalCalendar(zone);
    SplittableRandom random = new SplittableRandom(name.length());
    for (int i = 0; i < 50_000; i++) {
      long millis = random.nextLong(0, 4_000_000_000_000L);
      LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
      assertThat(calendar.day(millis)).isEqualTo(date.toEpochDay());
      assertThat(calendar.month(millis)).isEqualTo(date.getYear() * 12L + date.getMonthValue() - 1);
      assertThat(calendar.year(millis)).isEqualTo(date.getYear());
    }
  }
}
