package io.mallguard.training.drift;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything page and JSON show. Immutable.
 *
 * @param subject the bundle
 * @param month the decisions
 * @param comparison the month against the reference, judged
 * @param before the verdict on the month before; empty without decisions of this bundle
 * @param verdict what to do
 */
record DriftReport(
    ReportSubject subject,
    DecisionMonth month,
    MonthComparison comparison,
    Optional<Verdict> before,
    Verdict verdict) {

  /**
   * Compares and judges a month.
   *
   * @param previous the decisions of the month before; without rows they say nothing
   */
  static DriftReport of(ReportSubject subject, DecisionMonth month, DecisionMonth previous) {
    MonthComparison earlier = MonthComparison.of(subject.reference(), previous.counts(), Map.of());
    MonthComparison comparison =
        MonthComparison.of(subject.reference(), month.counts(), earlier.judged());
    Optional<Verdict> before =
        earlier.rows() == 0
            ? Optional.empty()
            : Optional.of(VerdictRules.decide(previous, earlier));
    return new DriftReport(
        subject, month, comparison, before, VerdictRules.decide(month, comparison));
  }

  /**
   * A section with a state of its own.
   *
   * @param id its name in the JSON report and its anchor on the page
   * @param title its heading
   * @param state what it comes to
   */
  record Section(String id, String title, State state) {}

  /** The judged sections, in the order of the page. */
  List<Section> sections() {
    return List.of(
        new Section("data_health", "Data health", healthState(month, comparison)),
        new Section("score", "Score drift", comparison.scoreState()),
        new Section("features", "Feature drift", comparison.featureState()));
  }

  /** State of data health: shares of the features, and days without decisions. */
  static State healthState(DecisionMonth month, MonthComparison comparison) {
    State gaps = month.gaps().isEmpty() ? State.GREEN : State.AMBER;
    return State.gravest(List.of(gaps, comparison.shareState()));
  }
}
