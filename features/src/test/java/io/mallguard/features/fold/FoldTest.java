package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
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
  void oneFamilyMayNeedManyTables() {
    StringBuilder features = new StringBuilder();
    for (int i = 1; i <= 300; i++) {
      features.append(
          "  - {name: n%s, key: customer, event: transaction, agg: group_hhi, by: terminal, of:"
                  .formatted(i)
              + " amount_minor, window: %sm, meaning: m}\n".formatted(i));
    }
    Fold fold = new Fold(spec(features.toString()));
    double[] row = new double[300];
    fold.absorb(payment("a", START, 5));
    fold.score(payment("b", START, 5), row);
    assertThat(row).containsOnly(1);
  }

  /** A feature for life beside one that reads marks must not keep entries for life. */
  @Test
  void entriesAreFreedOnceNoMarkCanReachThem() {
    FeatureSpec spec =
        SpecReader.parse(
            """
            spec: s
            version: 1
            schema: cards
            ttl: {terminal: never}
            features:
              - {name: a, key: terminal, event: transaction, agg: count, window: life, meaning: m}
              - {name: b, key: terminal, event: transaction, agg: share, where: fraud, window: 1d, delay: 7d, meaning: m}
            """,
            "test",
            schema);
    Fold fold = new Fold(spec);
    long atFirst = 0;
    for (int i = 0; i < 4000; i++) {
      fold.absorb(payment("p" + i, START + i * DAY / 10, 1));
      atFirst = i == 1000 ? fold.memories().get(1).usedLongs() : atFirst;
    }
    assertThat(fold.memories().get(1).usedLongs()).isLessThan(atFirst * 5 / 4);
  }

  @Test
  void squaresBeyondAllLimitsAreMissing() {
    FeatureSpec spec =
        spec(
            "  - {name: n, key: customer, event: transaction, agg: std, of: \"amount_minor *"
                + " amount_minor\", window: 1d, meaning: m}");
    Fold fold = new Fold(spec);
    double[] row = new double[1];
    for (int i = 0; i < 9; i++) {
      fold.score(payment("p" + i, START, (1L << 31) - i), row);
      assertThat(Double.doubleToRawLongBits(row[0])).isEqualTo(Double.doubleToLongBits(row[0]));
    }
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
