package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Long streams: hot keys that meet the bound, bursts after quiet times, entities that expire, are
 * swept and come back, blocks that are used again. Other than in {@code proof} the bound of entries
 * is small, so that entries are dropped all the time.
 */
@Tag("slow")
class LongStreamTest {
  private static final EventSchema SCHEMA = Schemas.builtIn("cards");
  private static final EventType TRANSACTION = SCHEMA.eventType("transaction").orElseThrow();
  private static final EventType LABEL = SCHEMA.eventType("label").orElseThrow();
  private static final FeatureSpec SPEC =
      SpecReader.parse(
          """
          spec: long-stream
          version: 1
          schema: cards
          ttl: {customer: 40d, terminal: never}
          features:
            - {name: a, key: customer, event: transaction, agg: count, window: 1m, meaning: m}
            - {name: b, key: customer, event: transaction, agg: sum, of: amount_minor, window: 10m, meaning: m}
            - {name: c, key: customer, event: transaction, agg: std, of: amount_minor, window: 1h, meaning: m}
            - {name: d, key: customer, event: transaction, agg: max, of: amount_minor, window: 1h, meaning: m}
            - {name: e, key: customer, event: transaction, agg: min, of: amount_minor, window: 1d, meaning: m}
            - {name: f, key: customer, event: transaction, agg: distinct, of: terminal, window: 1h, meaning: m}
            - {name: g, key: customer, event: transaction, agg: top_share, of: terminal, window: 1d, meaning: m}
            - {name: h, key: customer, event: transaction, agg: entropy, of: terminal, window: 1d, meaning: m}
            - {name: i, key: customer, event: transaction, agg: equal, of: terminal, window: 10m, meaning: m}
            - {name: j, key: customer, event: transaction, agg: last, of: amount_minor, window: 1h, meaning: m}
            - {name: k, key: customer, event: transaction, agg: time_since_first, window: 1d, meaning: m}
            - {name: l, key: customer, event: transaction, agg: quantile, of: amount_minor, q: 0.5, bins: log16, window: 1h, meaning: m}
            - {name: n, key: customer, event: transaction, agg: share, where: fraud, window: 1d, delay: 7d, meaning: m}
            - {name: o, key: terminal, event: transaction, agg: count, window: life, meaning: m}
            - {name: p, key: terminal, event: transaction, agg: distinct, of: customer, window: life, meaning: m}
            - {name: q, key: terminal, event: transaction, agg: max, of: amount_minor, window: 1h, meaning: m}
            - {name: r, key: terminal, event: transaction, agg: sum, of: amount_minor, window: 1d, resolution: 1h, meaning: m}
          """,
          "long-stream",
          SCHEMA);

  private long sequence;

  @ParameterizedTest
  @CsvSource({"1, 1, 60000", "2, 2, 60000", "3, 5, 60000", "4, 40, 60000", "5, 500, 60000"})
  void agreesWithTheTwin(long seed, int maxEntries, int events) {
    SplittableRandom random = new SplittableRandom(seed);
    Fold fold = new Fold(SPEC, maxEntries);
    LongStreamTwin twin = new LongStreamTwin(maxEntries);
    double[] row = new double[SPEC.features().size()];
    long now = 1_000_000_000_000L;
    long truncated = 0;
    for (int i = 0; i < events; i++) {
      now += step(random);
      if (i > 0 && random.nextInt(12) == 0) {
        String subject = "t" + Math.max(0, i - 1 - random.nextInt(400));
        boolean fraud = random.nextBoolean();
        fold.absorb(label("l" + i, subject, now, fraud));
        twin.mark(subject, fraud);
        continue;
      }
      LongStreamTwin.Payment payment =
          new LongStreamTwin.Payment(now, customer(random, i), random.nextInt(24), amount(random));
      LoggedEvent event = transaction("t" + i, payment);
      if (i % 97 == 0) {
        fold.peek(event, row);
      }
      fold.score(event, row);
      if (maxEntries < 100 || i % 23 == 0) {
        assertThat(bits(row)).as("event %s", i).isEqualTo(bits(twin.row(payment)));
        assertThat(fold.rowTruncated()).as("truncated at %s", i).isEqualTo(twin.truncated());
        truncated += fold.rowTruncated() ? 1 : 0;
      }
      twin.absorb("t" + i, payment);
    }
    assertThat(truncated).as("rows at the bound").isPositive();
    assertThat(fold.memories().get(1).usedLongs())
        .as("what is freed is used again")
        .isLessThan(8_000_000L);
  }

  /**
   * Bursts of one instant, seconds, whole minutes to hit edges, and now and then a long silence.
   */
  private static long step(SplittableRandom random) {
    int kind = random.nextInt(4000);
    if (kind == 0) {
      return random.nextLong(60 * LongStreamTwin.DAY);
    }
    if (kind < 12) {
      return random.nextLong(2 * LongStreamTwin.DAY);
    }
    if (kind < 150) {
      return random.nextInt(1, 70) * LongStreamTwin.MINUTE;
    }
    return kind < 2000 ? 0 : random.nextInt(3) * 1000L;
  }

  /** One hot customer, some regular ones, and a stream of new ones. */
  private static int customer(SplittableRandom random, int i) {
    int kind = random.nextInt(10);
    if (kind < 5) {
      return 0;
    }
    return kind < 9 ? 1 + random.nextInt(20) : 100 + i / 40;
  }

  private static long amount(SplittableRandom random) {
    return random.nextInt(4) == 0 ? random.nextLong(1L << 40) : random.nextInt(300);
  }

  private LoggedEvent transaction(String id, LongStreamTwin.Payment payment) {
    long[] numbers = {Field.ABSENT, Field.ABSENT, Field.ABSENT, payment.amountMinor};
    @Nullable String[] texts = {id, "c" + payment.customer, "m" + payment.terminal, null};
    long at = payment.timeMillis;
    return new LoggedEvent(++sequence, at, new Event(TRANSACTION, id, at, at, numbers, texts));
  }

  private LoggedEvent label(String id, String subject, long at, boolean fraud) {
    long[] numbers = {Field.ABSENT, fraud ? 1 : 0};
    @Nullable String[] texts = {subject, null};
    return new LoggedEvent(++sequence, at, new Event(LABEL, id, at, at, numbers, texts));
  }

  private static long[] bits(double[] row) {
    return Arrays.stream(row).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
