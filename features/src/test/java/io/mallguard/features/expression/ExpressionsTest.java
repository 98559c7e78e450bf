package io.mallguard.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.features.yaml.Quoted;
import java.time.Instant;
import java.time.ZoneId;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {
  private final EventSchema schema =
      SchemaReader.parse(
          """
          schema: alarms
          time_zone: Asia/Shanghai
          currency: CNY
          entities: [sensor]
          events:
            reading:
              scored: true
              fields:
                sensor_id: {entity: sensor}
                level: {enum: [low, high]}
                degrees: {type: integer, optional: true}
                wet: {type: bool, optional: true}
                price: money
          """,
          "alarms");
  private final EventType reading = schema.eventType("reading").orElseThrow();

  private double evaluate(String expression, long degrees, long occurredAtMillis) {
    FeatureSpec spec =
        SpecReader.parse(
            "spec: s\nversion: 1\nschema: alarms\nderived:\n  - {name: x, unit: u, meaning: m, expr: "
                + Quoted.of(expression)
                + "}\n",
            "test",
            schema);
    long[] numbers = {Field.ABSENT, 1, degrees, Field.ABSENT, 250};
    @Nullable String[] texts = {"s1", null, null, null, null};
    Event event = new Event(reading, "e", occurredAtMillis, occurredAtMillis, numbers, texts);
    double[] row = new double[1];
    new Fold(spec).score(new LoggedEvent(1, occurredAtMillis, event), row);
    return row[0];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "degrees + 1 # 8",
        "-degrees # -7",
        "degrees / 2 # 3",
        "degrees % 4 # 3",
        "degrees / 0 # NaN",
        "double(degrees) / 2.0 # 3.5",
        "double(degrees) / 0.0 # NaN",
        "degrees * 9000000000000000000 # NaN",
        "degrees > 6 && level == 'high' # 1",
        "degrees > 7 || level != 'high' # 0",
        "level in ['low', 'high'] # 1",
        "level in ['low'] # 0",
        "sensor_id == 's1' # 1",
        "degrees == 7 ? 2.5 : missing() # 2.5",
        "degrees != 7 ? 2.5 : missing() # NaN",
        "wet # NaN",
        "!wet # 1",
        "price >= 250 # 1",
        "reading.price # 250",
        "1.0 > 2.0 ? 1 : 3 # 3"
      })
  void followsCelAndAbsentValuesComeOutMissing(String expression, Double expected) {
    assertThat(evaluate(expression, 7, 1_000_000_000_000L)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "degrees + 1 # NaN",
        "degrees > 0 # 0",
        "degrees <= 0 # 0",
        "degrees != 5 # 0",
        "double(degrees) # NaN"
      })
  void absentNumbersAreMissingAndCompareFalse(String expression, Double expected) {
    assertThat(evaluate(expression, Field.ABSENT, 1_000_000_000_000L)).isEqualTo(expected);
  }

  @Test
  void localTimeAgreesWithTheJavaCalendar() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      long millis = random.nextLong(0, 2_000_000_000_000L);
      var local = Instant.ofEpochMilli(millis).atZone(ZoneId.of("Asia/Shanghai"));
      assertThat(evaluate("local_hour(occurred_at)", 0, millis)).isEqualTo(local.getHour());
      assertThat(evaluate("local_weekday(occurred_at)", 0, millis))
          .isEqualTo(local.getDayOfWeek().getValue());
    }
  }
}
