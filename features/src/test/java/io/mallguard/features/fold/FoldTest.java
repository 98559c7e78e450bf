package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FoldTest {
  private static final long DAY = 86_400_000L;
  private static final long START = 1_600_000_000_000L;

  private final EventSchema schema = Schemas.builtIn("cards");
  private final EventType transaction = schema.eventType("transaction").orElseThrow();
  private long sequence;

  private LoggedEvent payment(String id, long atMillis, long amountMinor) {
    long[] numbers = {Field.ABSENT, Field.ABSENT, Field.ABSENT, amountMinor};
    @Nullable String[] texts = {id, "c1", "m1", null};
    Event event = new Event(transaction, id, atMillis, atMillis, numbers, texts);
    return new LoggedEvent(++sequence, atMillis, event);
  }

  private FeatureSpec spec(String features) {
    return SpecReader.parse(
        "spec: s\nversion: 1\nschema: cards\nfeatures:\n" + features, "test", schema);
  }

  @Test
  void windowsOpenOnTheLeftAndCloseOnTheRight() {
    FeatureSpec spec =
        spec(
            "  - {name: n, key: customer, event: transaction, agg: count, window: 1d, meaning: m}");
    Fold fold = new Fold(spec);
    double[] row = new double[1];
    fold.score(payment("a", START, 1), row);
    assertThat(row).containsExactly(0);
    fold.score(payment("b", START + DAY - 1, 1), row);
    assertThat(row).containsExactly(1);
    fold.score(payment("c", START + DAY, 1), row);
    assertThat(row).as("exactly one day old has left").containsExactly(1);
    fold.score(payment("d", START + DAY, 1), row);
    assertThat(row).as("an earlier event of the same instant is in").containsExactly(2);
  }

  @Test
  void sumsOfTheLargestAmountsStayExact() {
    FeatureSpec spec =
        spec(
            "  - {name: n, key: customer, event: transaction, agg: sum, of: amount_minor,"
                + " window: 1d, meaning: m}");
    Fold fold = new Fold(spec);
    double[] row = new double[1];
    for (int i = 0; i < 1000; i++) {
      fold.score(payment("p" + i, START, 1L << 40), row);
    }
    assertThat(row[0]).isEqualTo(999.0 * (1L << 40));
  }

  @Test
  void atTheBoundTheOldestEntryLeavesAndTheRowSaysSo() {
    FeatureSpec spec =
        spec(
            "  - {name: n, key: customer, event: transaction, agg: count, window: 10d, meaning: m}");
    Fold fold = new Fold(spec, 8);
    double[] row = new double[1];
    for (int i = 0; i < 9; i++) {
      fold.score(payment("p" + i, START + i, 1), row);
    }
    assertThat(row[0]).isEqualTo(8);
    assertThat(fold.rowTruncated()).isFalse();
    fold.score(payment("next", START + 20, 1), row);
    assertThat(row[0]).as("the first of nine was dropped").isEqualTo(8);
    assertThat(fold.rowTruncated()).isTrue();
    fold.score(payment("later", START + 30 * DAY, 1), row);
    assertThat(row[0]).isZero();
    assertThat(fold.rowTruncated()).isFalse();
  }

  @Test
  void anEventIsSupersededByItsEventIdAlsoWhereItHasAnIdOfItsOwn() {
    EventSchema cases =
        SchemaReader.parse(
            """
            schema: cases
            time_zone: Europe/Brussels
            currency: EUR
            entities: [customer]
            events:
              payment:
                scored: true
                fields: {customer_id: {entity: customer}, bad: {type: bool, marked_by: case, known_after: 1d}}
              case:
                subject: payment
                id: case_id
                fields: {case_id: id, verdict: {enum: [legit, fraud]}}
                marks: {bad: "verdict == 'fraud'"}
            """,
            "cases");
    FeatureSpec frauds =
        SpecReader.parse(
            """
            spec: s
            version: 1
            schema: cases
            features:
              - {name: n, key: customer, event: case, agg: count, where: "verdict == 'fraud'",
                 window: 9d, meaning: m}
            """,
            "test",
            cases);
    Fold fold = new Fold(frauds);
    double[] row = new double[1];
    fold.score(of(cases, "p1", "payment", 0, new long[] {0}, "c1"), row);
    fold.absorb(of(cases, "e1", "case", 1, new long[] {0, 1}, "case-1", null, "p1", null));
    fold.absorb(of(cases, "e2", "case", 2, new long[] {0, 1}, "case-2", null, "p1", null));
    fold.score(of(cases, "p2", "payment", 3, new long[] {0}, "c1"), row);
    assertThat(row).containsExactly(2);
    fold.absorb(of(cases, "e3", "case", 4, new long[] {0, 0}, "case-3", null, "p1", "e1"));
    fold.score(of(cases, "p3", "payment", 5, new long[] {0}, "c1"), row);
    assertThat(row).containsExactly(1);
    fold.absorb(of(cases, "e4", "case", 6, new long[] {0, 0}, "case-4", null, "p1", "case-2"));
    fold.score(of(cases, "p4", "payment", 7, new long[] {0}, "c1"), row);
    assertThat(row).as("case-2 is no event id").containsExactly(1);
  }

  /** An event whose texts go by the name of their fields: own id, verdict, subject, superseded. */
  private LoggedEvent of(
      EventSchema of, String id, String typeName, long at, long[] numbers, @Nullable String... in) {
    EventType type = of.eventType(typeName).orElseThrow();
    @Nullable String[] texts = new String[type.fields().size()];
    List<String> order =
        typeName.equals("payment")
            ? List.of("customer_id")
            : List.of("case_id", "verdict", "subject_id", "supersedes");
    long[] values = new long[texts.length];
    Arrays.fill(values, Field.ABSENT);
    for (int i = 0; i < in.length; i++) {
      int field = type.fieldIndex(order.get(i));
      texts[field] = in[i];
      if (order.get(i).equals("verdict")) {
        values[field] = numbers[i];
      }
    }
    return new LoggedEvent(
        ++sequence, START + at, new Event(type, id, START + at, START + at, values, texts));
  }

  @Test
  void refusesAnEventBeforeTheLastOne() {
    Fold fold =
        new Fold(
            spec(
                "  - {name: n, key: customer, event: transaction, agg: count, window: 1d,"
                    + " meaning: m}"));
    fold.absorb(payment("a", START, 1));
    assertThatThrownBy(() -> fold.absorb(payment("b", START - 1, 1)))
        .hasMessageContaining("must be " + START + " or later");
  }
}
