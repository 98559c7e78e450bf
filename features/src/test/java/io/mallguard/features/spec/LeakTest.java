package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No spec can read what is not known yet, or take "not yet known" for an answer. */
class LeakTest {
  private static final String OF = "name: x, key: shop, event: order, ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agg: share, where: fraud, window: 1d",
        "agg: count, where: \"!fraud\", window: 1d",
        "agg: count, where: \"fraud == false\", window: 1d",
        "agg: mean, of: amount_minor, where: \"!fraud\", window: 1d",
        "agg: last, of: amount_minor, where: \"amount_minor > 5 && !fraud\", window: 1d",
        "agg: ratio, numerator: {event: order, agg: count, where: fraud}, denominator: {event:"
            + " order, agg: count}, window: 1d",
      })
  void readsNoLabelAsEvidenceBeforeItCanBeKnown(String words) {
    String event = words.contains("ratio") ? "name: x, key: shop, " : OF;
    assertThat(Specs.codes(event + words)).containsExactly("reads_label_too_early");
    assertThat(Specs.codes(event + words + ", delay: 6d")).containsExactly("reads_label_too_early");
    assertThat(Specs.of(event + words + ", delay: 7d").features()).hasSize(1);
  }

  @Test
  void comparesNoLabelsOfTwoWindowsBeforeTheyCanBeKnown() {
    String words = OF + "agg: against_baseline, base: count, short: 1d, long: 30d, where: fraud";
    assertThat(Specs.codes(words)).containsExactly("reads_label_too_early");
    assertThat(Specs.of(words + ", delay: 7d").features()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agg: count, where: fraud, window: 1d",
        "agg: sum, of: amount_minor, where: \"fraud && amount_minor > 5\", window: 1d",
        "agg: distinct, of: buyer, where: fraud, window: 1d",
      })
  void countsLabelsKnownSoFar(String words) {
    FeatureSpec spec = Specs.of(OF + words);
    assertThat(Specs.lane(spec, 0).indexed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agg: sum, of: \"fraud ? 1 : 0\", window: 1d, delay: 30d",
        "agg: mean, of: fraud, window: 1d, delay: 30d",
        "agg: group_hhi, by: fraud, of: amount_minor, window: 1d",
      })
  void freezesNoLabelInAValue(String words) {
    assertThat(Specs.codes(OF + words)).containsExactly("reads_mark");
  }

  @Test
  void groupsByNoLabel() {
    assertThat(Specs.codes("name: x, key: [shop, fraud], event: order, agg: count, window: 1d"))
        .containsExactly("unknown_word");
  }

  @Test
  void readsNoLabelOfTheEventAtHand() {
    String derived = Specs.head() + "derived:\n  - {name: x, unit: u, meaning: m, expr: \"%s\"}\n";
    assertThat(Specs.problems(derived.formatted("fraud")).get(0).code()).isEqualTo("reads_mark");
    assertThat(Specs.problems(derived.formatted("order.fraud ? 1.0 : 0.0")).get(0).code())
        .isEqualTo("reads_mark");
  }

  @Test
  void looksUpNoLabel() {
    String lookUp =
        Specs.head()
            + "lookups:\n  - {name: past, from: order, by: order_id, keep: 30d, where: fraud}\n"
            + "derived:\n  - {name: x, unit: u, meaning: m, expr: amount_minor}\n";
    assertThat(Specs.problems(lookUp).get(0).code()).isEqualTo("reads_mark");
    String field =
        Specs.head()
            + "lookups:\n  - {name: past, from: order, by: order_id, keep: 30d}\n"
            + "derived:\n  - {name: x, event: refund, unit: u, meaning: m, expr: \"past.fraud\"}\n";
    assertThat(Specs.problems(field).get(0).code()).isEqualTo("unknown_name");
  }

  @Test
  void keepsNoLabelForLife() {
    assertThat(
            Specs.codes(
                "name: x, key: buyer, event: order, agg: count, where: fraud, window: life"))
        .containsExactly("reads_label_for_life");
    assertThat(
            Specs.codes(
                "name: x, key: buyer, event: order, agg: period, period: day, keep: sum, periods:"
                    + " 3, read: mean, of: amount_minor, where: fraud"))
        .containsExactly("reads_label_for_life");
    FeatureSpec own =
        Specs.of(
            "name: x, key: buyer, event: label, agg: count, where: \"verdict == 'fraud'\", window:"
                + " life");
    assertThat(own.features()).hasSize(1);
  }

  /** What a feature reads must not depend on how long an entity was idle. */
  @Test
  void keepsPeriodsAsLongAsTheyRead() {
    String feature =
        "name: x, key: %s, event: order, agg: period, period: month, keep: sum, periods: %s, read:"
            + " mean, of: amount_minor";
    assertThat(Specs.codes(feature.formatted("shop", 3))).containsExactly("beyond_ttl");
    assertThat(Specs.of(feature.formatted("shop", 1)).features()).hasSize(1);
    assertThat(Specs.of(feature.formatted("buyer", 3)).features()).hasSize(1);
  }

  @Test
  void readsNoOutcomesOfElements() {
    assertThat(
            Specs.codes(
                "name: x, key: item, each: goods, event: order, agg: outcome_share, match: {event:"
                    + " scan, by: order_id, within: 48h}, window: 7d, delay: 48h"))
        .isNotEmpty();
  }

  @Test
  void marksNoFlowsSpansAndElements() {
    assertThat(
            Specs.codes(
                "name: x, key: buyer, agg: level, add: [{event: order, of: amount_minor, where:"
                    + " fraud}], read: min, window: 7d"))
        .containsExactly("reads_label_of_flow");
    assertThat(Specs.codes(OF + "agg: count, where: fraud, window: 7d, resolution: 1h"))
        .containsExactly("reads_label_of_spans");
  }

  @Test
  void waitsForOutcomes() {
    String outcome =
        OF + "agg: outcome_share, match: {event: scan, by: order_id, within: 48h}, window: 7d";
    assertThat(Specs.codes(outcome)).containsExactly("reads_outcome_too_early");
    assertThat(Specs.codes(outcome + ", delay: 47h")).containsExactly("reads_outcome_too_early");
    assertThat(Specs.of(outcome + ", delay: 48h").features()).hasSize(1);
  }

  @Test
  void stagesReadNothingOfTheEventAtHand() {
    String staged = "name: y, key: shop, event: order, agg: max, of: x, window: 1d";
    assertThat(
            Specs.codes(
                "name: x, key: buyer, event: order, agg: count, window: 1d, include_current: true",
                staged))
        .containsExactly("reads_current");
    FeatureSpec spec =
        Specs.of("name: x, key: buyer, event: order, agg: count, window: 1d", staged);
    assertThat(Specs.lane(spec, 1).stage()).isEqualTo(2);
  }

  @Test
  void windowsEndBeforeStateDoes() {
    assertThat(Specs.codes(OF + "agg: count, window: 85d, delay: 7d"))
        .containsExactly("beyond_ttl");
    assertThat(Specs.codes(OF + "agg: count, window: life")).containsExactly("beyond_ttl");
  }
}
