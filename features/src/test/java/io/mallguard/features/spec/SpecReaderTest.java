package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.schema.Schemas;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecReaderTest {
  private final EventSchema schema = Schemas.builtIn("cards");

  private List<Problem> problemsOf(String yaml) {
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class, () -> SpecReader.parse(yaml, "s.yaml", schema));
    assertThat(refused).as("the spec is refused").isNotNull();
    return refused.problems();
  }

  private static String head(String features) {
    return "spec: s\nversion: 1\nschema: cards\nfeatures:\n" + features;
  }

  private List<Problem> problemsOfFeature(String body) {
    return problemsOf(head("  - {name: x, meaning: m, " + body + "}\n"));
  }

  @Test
  void tenMistakesComeAtOnceWithLineAndColumn() {
    List<Problem> problems =
        problemsOf(
            """
            spec: Cards Spec
            version: 0
            schema: mall
            colour: red
            features:
              - {name: A, key: customer, event: transaction, agg: count, window: 1d, meaning: m}
              - {name: b, key: custmer, event: transaction, agg: count, window: 1d, meaning: m}
              - {name: c, key: customer, event: transfer, agg: count, window: 1d, meaning: m}
              - {name: d, key: customer, event: transaction, agg: counts, window: 1d, meaning: m}
              - {name: e, key: customer, event: transaction, agg: mean, of: verdict, window: 1 day, meaning: m}
            derived:
              - {name: f, expr: "amount_minor +", unit: EUR, meaning: m}
            """);
    assertThat(problems).hasSizeGreaterThanOrEqualTo(10);
    assertThat(problems)
        .extracting(p -> p.place() + " " + p.code())
        .contains(
            "s.yaml:1:7 not_a_name",
            "s.yaml:2:10 not_a_whole_number",
            "s.yaml:3:9 other_schema",
            "s.yaml:4:1 unknown_key",
            "s.yaml:6:12 not_a_name",
            "s.yaml:7:20 unknown_word",
            "s.yaml:8:37 unknown_word",
            "s.yaml:9:55 unknown_word",
            "s.yaml:10:65 unknown_name",
            "s.yaml:10:82 not_a_duration",
            "s.yaml:12:36 not_an_expression");
    assertThat(problems)
        .extracting(Problem::legal)
        .anyMatch(legal -> legal.contains("did you mean customer?"))
        .anyMatch(legal -> legal.contains("did you mean count?"));
  }

  @Test
  void aLabelReadTooEarlyDoesNotCompile() {
    String share = "key: terminal, event: transaction, agg: share, where: fraud, window: 1d";
    assertThat(problemsOfFeature(share))
        .extracting(Problem::code)
        .containsExactly("reads_label_too_early");
    assertThat(problemsOfFeature(share + ", delay: 6d"))
        .extracting(Problem::code)
        .containsExactly("reads_label_too_early");
    assertThat(
            problemsOfFeature(
                "key: terminal, event: transaction, agg: count,"
                    + " where: \"!fraud\", window: 1d"))
        .extracting(Problem::code)
        .containsExactly("reads_label_too_early");
    assertThat(
            problemsOfFeature(
                "key: terminal, event: transaction, agg: count,"
                    + " where: \"fraud == false\", window: 1d"))
        .extracting(Problem::code)
        .containsExactly("reads_label_too_early");
  }

  @Test
  void countingLabelsKnownSoFarCompilesWithoutDelay() {
    FeatureSpec spec =
        SpecReader.parse(
            head(
                "  - {name: x, meaning: m, key: terminal, event: transaction, agg: count,"
                    + " where: \"fraud && amount_minor > 5\", window: 1d}\n"),
            "s.yaml",
            schema);
    assertThat(spec.features()).hasSize(1);
  }

  @Test
  void aDerivedExpressionCanNotNameAFieldKnownLater() {
    List<Problem> problems =
        problemsOf(
            "spec: s\nversion: 1\nschema: cards\nderived:\n"
                + "  - {name: x, expr: \"fraud\", unit: yes/no, meaning: m}\n");
    assertThat(problems).extracting(Problem::code).containsExactly("reads_mark");
    assertThat(problems.get(0).legal()).contains("fraud");
  }

  @Test
  void anEnumWordThatDoesNotExistIsRefusedWithTheNearest() {
    EventSchema channels =
        io.mallguard.features.schema.SchemaReader.parse(
            """
            schema: alarms
            time_zone: UTC
            currency: EUR
            entities: [sensor]
            events:
              reading:
                scored: true
                fields: {sensor_id: {entity: sensor}, level: {enum: [low, high]}}
            """,
            "alarms");
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class,
            () ->
                SpecReader.parse(
                    "spec: s\nversion: 1\nschema: alarms\nfeatures:\n  - {name: x, meaning: m,"
                        + " key: sensor, event: reading, agg: count, where: \"level == 'hihg'\","
                        + " window: 1d}\n",
                    "s.yaml",
                    channels));
    assertThat(refused).hasMessageContaining("did you mean high?");
  }

  @Test
  void aWindowBeyondTheIdleTimeDoesNotCompile() {
    assertThat(
            problemsOfFeature(
                "key: terminal, event: transaction, agg: count, window: 85d, delay: 7d"))
        .extracting(Problem::code)
        .containsExactly("beyond_ttl");
  }

  @Test
  void includingTheCurrentEventInADelayedWindowIsRefused() {
    assertThat(
            problemsOfFeature(
                "key: terminal, event: transaction, agg: count, window: 5d, delay: 7d,"
                    + " include_current: true"))
        .extracting(Problem::code)
        .containsExactly("no_effect");
  }

  @Test
  void duplicateNamesAreRefused() {
    String one =
        "  - {name: x, meaning: m, key: terminal, event: transaction, agg: count, window: 5d}\n";
    assertThat(problemsOf(head(one + one)))
        .extracting(Problem::code)
        .containsExactly("duplicate_name");
  }

  @Test
  void aFeatureMayNotTakeTheNameOfAColumnOfRowsOrDecisions() {
    String one =
        "  - {name: %s, meaning: m, key: terminal, event: transaction, agg: count, window: 5d}\n";
    assertThat(problemsOf(head(one.formatted("score") + one.formatted("label"))))
        .extracting(Problem::code)
        .containsExactly("reserved_name", "reserved_name");
  }
}
