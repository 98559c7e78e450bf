package io.mallguard.training.drift;

import io.mallguard.training.drift.Verdict.Headline;
import io.mallguard.training.drift.Verdict.Reason;
import io.mallguard.training.page.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * From judged numbers to a verdict. Rules that need mature labels (V2 to V6) are none of these; the
 * numbers are those of the report's design: V1 bad data first, V7 watch, V8 keep.
 */
final class VerdictRules {
  private static final int NEAREST = 3;

  private final DecisionMonth month;
  private final MonthComparison comparison;
  private final List<Reason> reasons = new ArrayList<>();

  private VerdictRules(DecisionMonth month, MonthComparison comparison) {
    this.month = month;
    this.comparison = comparison;
  }

  static Verdict decide(DecisionMonth month, MonthComparison comparison) {
    return new VerdictRules(month, comparison).decide();
  }

  private Verdict decide() {
    rowsReasons();
    comparison.features().forEach(this::shareReasons);
    scoreReasons();
    comparison.features().forEach(column -> driftReason(column, "Feature drift"));
    reasons.sort(Comparator.comparing(Reason::state).reversed());
    if (DriftReport.healthState(month, comparison) == State.RED) {
      return new Verdict(Headline.INVESTIGATE_SOURCE, "V1", reasons, nearest());
    }
    return reasons.isEmpty()
        ? new Verdict(Headline.KEEP, "V8", reasons, nearest())
        : new Verdict(Headline.KEEP_WATCHING, "V7", reasons, nearest());
  }

  private void rowsReasons() {
    long n = comparison.probability().reference().rows();
    if (comparison.probability().psi().isEmpty()) {
      add(
          "Rows",
          "%s scored decisions against %s in the reference carry no distribution test (each side"
              + " needs %s).",
          List.of(
              Figure.count(comparison.rows()), Figure.count(n), Figure.count(BinRule.LEAST_ROWS)),
          "Check the month, the bundle and the folder of decisions.",
          State.NOT_ENOUGH_DATA);
    }
    if (!month.gaps().isEmpty()) {
      add(
          "Days",
          "%s days without a decision between days with decisions.",
          List.of(Figure.count(month.gaps().size())),
          "See rows per day; look for an outage or a lost file.",
          State.AMBER);
    }
  }

  private void shareReasons(ColumnComparison column) {
    String name = column.reference().name();
    if (column.month().infinite() > 0) {
      add(
          name,
          "%s of %s rows hold an infinite value; none may.",
          List.of(Figure.count(column.month().infinite()), Figure.count(column.month().rows())),
          "Look for a division by zero in the source of this column.",
          comparison.state(column.id() + ".infinite"));
    }
    shareReason(column, column.missing(), ".missing", "missing");
    shareReason(column, column.outOfRange(), ".out_of_range", "outside the reference's range");
  }

  private void shareReason(ColumnComparison column, Share share, String measure, String what) {
    State state = comparison.state(column.id() + measure);
    if (state != State.AMBER && state != State.RED) {
      return;
    }
    Judged judged = comparison.judged(column.id() + measure).orElseThrow();
    WilsonInterval interval = share.interval().orElseThrow();
    add(
        column.reference().name(),
        "%s of the rows are "
            + what
            + " [%s, %s]; %s in the reference. A change of %s is "
            + state.words()
            + "; q %s, n %s, m %s.",
        List.of(
            Figure.percent(share.month()),
            Figure.percent(interval.low()),
            Figure.percent(interval.high()),
            Figure.percent(share.reference()),
            Figure.points(limit(judged)),
            Figure.p(judged.q()),
            Figure.count(share.referenceOf()),
            Figure.count(share.monthOf())),
        "Look at the source of this column, from the first day it changed.",
        state == State.RED && column.isMinor() ? State.AMBER : state);
  }

  private void scoreReasons() {
    driftReason(comparison.probability(), "Score drift");
    driftReason(comparison.anomaly(), "Score drift");
    for (ThresholdComparison line : comparison.thresholds()) {
      State state = comparison.state(line.measure().id());
      if (state == State.AMBER || state == State.RED) {
        Judged judged = comparison.judged(line.measure().id()).orElseThrow();
        Share share = line.share();
        WilsonInterval interval = share.interval().orElseThrow();
        add(
            "Threshold " + line.threshold().name(),
            "%s of the scores reach it [%s, %s]; %s in the reference. Beyond a factor of %s is "
                + state.words()
                + "; q %s, n %s, m %s.",
            List.of(
                Figure.percent(share.month()),
                Figure.percent(interval.low()),
                Figure.percent(interval.high()),
                Figure.percent(share.reference()),
                Figure.number(StrictMath.exp(limit(judged))),
                Figure.p(judged.q()),
                Figure.count(share.referenceOf()),
                Figure.count(share.monthOf())),
            "See feature drift for what moved the scores, then the review load.",
            state);
      }
    }
  }

  private void driftReason(ColumnComparison column, String section) {
    State state = comparison.state(column.id() + ".psi");
    if (state != State.AMBER && state != State.RED) {
      return;
    }
    Judged judged = comparison.judged(column.id() + ".psi").orElseThrow();
    add(
        column.reference().name(),
        section
            + ": PSI, corrected for sample size, %s; from %s "
            + state.words()
            + "; q %s, n %s, m %s.",
        List.of(
            Figure.number(judged.measure().effect()),
            Figure.number(limit(judged)),
            Figure.p(judged.q()),
            Figure.count(column.reference().rows()),
            Figure.count(column.month().rows())),
        section.startsWith("Score")
            ? "See feature drift for what moved the scores."
            : "See its histogram: a change of trade or of the source?",
        state);
  }

  private static double limit(Judged judged) {
    Limits limits = judged.measure().limits();
    return judged.state() == State.RED ? limits.red() : limits.amber();
  }

  private void add(String subject, String text, List<Figure> numbers, String next, State state) {
    reasons.add(new Reason(subject, text, numbers, next, state));
  }

  /* The green numbers nearest to amber, and how far they would have to go. */
  private List<Reason> nearest() {
    Stream<Judged> green =
        comparison.judged().values().stream()
            .filter(one -> one.state() == State.GREEN && one.measure().effect() > 0);
    return green
        .sorted(
            Comparator.comparingDouble(
                one -> -one.measure().effect() / one.measure().limits().amber()))
        .limit(NEAREST)
        .map(VerdictRules::near)
        .toList();
  }

  private static Reason near(Judged judged) {
    Measure measure = judged.measure();
    String text =
        "%s, amber from %s with q below %s; q %s."
            + (judged.reachesAmber() ? " Amber if it lasts another month." : "");
    List<Figure> numbers =
        List.of(
            measure.size(measure.effect()),
            measure.size(measure.limits().amber()),
            Figure.number(Limits.EVIDENCE),
            Figure.p(judged.q()));
    return new Reason(measure.id(), text, numbers, "", judged.state());
  }
}
