package io.mallguard.features.grouped;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.SpecReader;
import org.junit.jupiter.api.Test;

final class LogIndexTest {
  private static final EventSchema SCHEMA = Schemas.builtIn("cards");
  private static final String SPEC =
      """
      spec: s
      version: 1
      schema: cards
      features:
        - {name: n, key: customer, event: transaction, agg: count, window: 2d, meaning: m}
      """;

  private final LogIndex log = new LogIndex(SpecReader.parse(SPEC, "s", SCHEMA).plan());

  /** A block of transactions, which are scored, and labels. */
  private void add(int number, String events) {
    LogBlock block = new LogBlock(8);
    for (int i = 0; i < events.length(); i++) {
      String type = events.charAt(i) == 't' ? "transaction" : "label";
      block.add(SCHEMA.eventType(type).orElseThrow().index(), 0, 1);
    }
    log.add(number, block);
  }

  @Test
  void nothingBehindTheLastScoredEventMatters() {
    add(0, "tl");
    add(1, "ll");
    add(2, "ltll");
    add(3, "ll");
    assertThat(log.rowsThatMatter(0)).isEqualTo(2);
    assertThat(log.rowsThatMatter(1)).isEqualTo(2);
    assertThat(log.rowsThatMatter(2)).isEqualTo(2);
    assertThat(log.rowsThatMatter(3)).isZero();
  }
}
