package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fold and its naive twin agree bit for bit on random streams. */
class FoldPropertyTest {
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final EventSchema SCHEMA = Schemas.builtIn("cards");
  private static final FeatureSpec SPEC =
      SpecReader.parse(
          """
          spec: edges
          version: 1
          schema: cards
          features:
            - {name: a, key: customer, event: transaction, agg: count, window: 1h, meaning: m}
            - {name: b, key: customer, event: transaction, agg: count, window: 1d, include_current: true, meaning: m}
            - {name: c, key: customer, event: transaction, agg: mean, of: amount_minor, window: 3d, meaning: m}
            - {name: d, key: terminal, event: transaction, agg: mean, of: amount_minor, window: 2h, include_current: true, meaning: m}
            - {name: e, key: terminal, event: transaction, agg: count, window: 2d, delay: 7d, meaning: m}
            - {name: f, key: terminal, event: transaction, agg: share, where: fraud, window: 2d, delay: 7d, when_empty: 0, meaning: m}
            - {name: g, key: customer, event: transaction, agg: share, where: fraud, window: 30d, delay: 8d, when_empty: 0, meaning: m}
            - {name: h, key: terminal, event: transaction, agg: count, where: "amount_minor > 100", window: 5d, meaning: m}
            - {name: i, key: [customer, terminal], event: transaction, agg: count, window: 4d, meaning: m}
          """,
          "edges",
          SCHEMA);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void agreesWithTheNaiveTwinBitForBit(long seed) {
    RandomCards cards = new RandomCards(SCHEMA, seed);
    Fold fold = new Fold(SPEC);
    NaiveFold naive = new NaiveFold();
    double[] row = new double[SPEC.features().size()];
    double marksSeen = 0;
    for (int i = 0; i < 700; i++) {
      LoggedEvent logged = cards.next();
      if (logged.event().type().scored()) {
        fold.score(logged, row);
        assertThat(bits(row))
            .as("event %s of seed %s", i, seed)
            .isEqualTo(bits(twin(naive, logged)));
        marksSeen += row[5] + row[6];
      } else {
        fold.absorb(logged);
      }
      naive.absorb(logged);
    }
    assertThat(marksSeen).as("marks were seen at all").isPositive();
    assertThat(fold.unmatchedMarks()).as("some labels had no subject").isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void dryRunsReadTheSameAndChangeNothing(long seed) {
    RandomCards cards = new RandomCards(SCHEMA, seed);
    RandomCards sameCards = new RandomCards(SCHEMA, seed);
    Fold disturbed = new Fold(SPEC);
    Fold quiet = new Fold(SPEC);
    double[] row = new double[SPEC.features().size()];
    double[] expected = new double[row.length];
    for (int i = 0; i < 700; i++) {
      LoggedEvent dry = cards.dryRun();
      disturbed.peek(dry, row);
      disturbed.peek(dry, expected);
      assertThat(bits(row)).isEqualTo(bits(expected));
      sameCards.dryRun();
      LoggedEvent logged = cards.next();
      LoggedEvent same = sameCards.next();
      assertThat(same).isEqualTo(logged);
      if (logged.event().type().scored()) {
        disturbed.peek(logged, expected);
        disturbed.score(logged, row);
        assertThat(bits(row)).isEqualTo(bits(expected));
        quiet.score(same, expected);
        assertThat(bits(row)).isEqualTo(bits(expected));
      } else {
        disturbed.absorb(logged);
        quiet.absorb(same);
      }
    }
  }

  private static double[] twin(NaiveFold naive, LoggedEvent now) {
    return new double[] {
      naive.count(now, 1, HOUR, 0, false),
      naive.count(now, 1, DAY, 0, true),
      naive.mean(now, 1, 3 * DAY, 0, false),
      naive.mean(now, 2, 2 * HOUR, 0, true),
      naive.count(now, 2, 2 * DAY, 7 * DAY, false),
      naive.risk(now, 2, 2 * DAY, 7 * DAY),
      naive.risk(now, 1, 30 * DAY, 8 * DAY),
      naive.countOver100(now, 2, 5 * DAY),
      naive.pairCount(now, 4 * DAY)
    };
  }

  private static long[] bits(double[] row) {
    return Arrays.stream(row).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
