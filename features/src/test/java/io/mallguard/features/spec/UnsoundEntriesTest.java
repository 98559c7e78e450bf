package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.schema.SchemaReader;
import org.junit.jupiter.api.Test;

/** What the fold could not do right does not compile. */
class UnsoundEntriesTest {
  private static final String LEVEL =
      "name: x, key: shop, agg: level, add: [{event: order, of: amount_minor}], ";

  @Test
  void balancesOverTimeNeedAWindow() {
    assertThat(Specs.codes(LEVEL + "read: time_mean")).containsExactly("missing_key");
    assertThat(Specs.of(LEVEL + "read: time_mean, window: 1d").features()).hasSize(1);
    assertThat(Specs.of(LEVEL + "read: now").features()).hasSize(1);
  }

  @Test
  void flowsAreNotDelayed() {
    assertThat(Specs.codes(LEVEL + "read: min, window: 1d, delay: 1d")).contains("not_used");
  }

  @Test
  void elementsOfLabelsAreNotCounted() {
    EventSchema schema =
        SchemaReader.parse(
            """
            schema: labs
            time_zone: UTC
            currency: EUR
            entities: [part]
            events:
              alarm: {scored: true, fields: {part_id: {entity: part}}}
              lab:
                subject: alarm
                fields: {replaced: {list: {part_id: {entity: part}}}}
            """,
            "labs");
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class,
            () ->
                SpecReader.parse(
                    """
                    spec: s
                    version: 1
                    schema: labs
                    features:
                      - {name: n, key: part, event: lab, each: replaced, agg: count, window: 1d, meaning: m}
                    """,
                    "s",
                    schema));
    assertThat(refused.problems()).extracting(Problem::code).containsExactly("elements_of_labels");
  }
}
