package io.mallguard.training.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.training.drift.ReportFixture.Change;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftReportTest {
  private static final int ROWS = 5_000;

  private final ReportSubject subject = ReportFixture.subject();

  @Test
  void aMonthLikeTheReferenceKeepsTheModel() {
    DriftReport report = ReportFixture.report(subject, ROWS, ReportFixture.NONE);
    assertThat(states(report)).containsExactly(State.GREEN, State.GREEN, State.GREEN);
    assertThat(report.verdict().headline()).isEqualTo(Verdict.Headline.KEEP);
    assertThat(report.verdict().rule()).isEqualTo("V8");
    assertThat(report.verdict().reasons()).isEmpty();
    assertThat(report.verdict().nearest()).isNotEmpty();
  }

  @Test
  void amountsTimesThreeTurnFeatureDriftRedAndNothingElse() {
    DriftReport report = ReportFixture.report(subject, ROWS, (draw, i, random) -> draw.row[0] *= 3);
    assertThat(states(report)).containsExactly(State.GREEN, State.GREEN, State.RED);
    assertThat(redColumns(report)).containsExactly("amount_minor");
    assertThat(report.verdict().rule()).isEqualTo("V7");
    assertThat(report.verdict().headline().exitCode()).isEqualTo(10);
  }

  @Test
  void fortyPercentMissingIsAFaultOfTheSource() {
    Change missing = (draw, i, random) -> draw.row[5] = i % 5 < 2 ? Double.NaN : draw.row[5];
    DriftReport report = ReportFixture.report(subject, ROWS, missing);
    assertThat(states(report)).containsExactly(State.RED, State.GREEN, State.RED);
    assertThat(redColumns(report)).containsExactly("customer_count_7d");
    assertThat(report.verdict().headline()).isEqualTo(Verdict.Headline.INVESTIGATE_SOURCE);
    assertThat(report.verdict().headline().exitCode()).isEqualTo(11);
    assertThat(report.verdict().reasons().get(0).words())
        .startsWith("40 % of the rows are missing [38.7 %, 41.4 %]; 0 % in the reference.");
  }

  @Test
  void missingInAColumnOfLittleImportanceIsOnlyWatched() {
    Change missing = (draw, i, random) -> draw.row[5] = i % 5 < 2 ? Double.NaN : draw.row[5];
    DriftReport report = ReportFixture.report(ReportFixture.subject(0.01), ROWS, missing);
    assertThat(states(report)).containsExactly(State.AMBER, State.GREEN, State.RED);
    assertThat(report.verdict().rule()).isEqualTo("V7");
  }

  @Test
  void oneInfiniteValueIsAFaultOfTheSource() {
    Change infinite =
        (draw, i, random) -> draw.row[4] = i == 7 ? Double.POSITIVE_INFINITY : draw.row[4];
    DriftReport report = ReportFixture.report(ReportFixture.subject(0.01), ROWS, infinite);
    assertThat(states(report)).containsExactly(State.RED, State.GREEN, State.GREEN);
    assertThat(report.verdict().rule()).isEqualTo("V1");
  }

  @Test
  void valuesOutsideTheReferenceRangeTurnDataHealthRed() {
    Change outside = (draw, i, random) -> draw.row[1] = i % 10 == 0 ? -5 : draw.row[1];
    DriftReport report = ReportFixture.report(subject, ROWS, outside);
    assertThat(report.comparison().state("features.weekend.out_of_range")).isEqualTo(State.RED);
    assertThat(report.verdict().rule()).isEqualTo("V1");
  }

  @Test
  void higherScoresTurnScoreDriftRedAndNothingElse() {
    Change higher = (draw, i, random) -> draw.probability = Math.sqrt(draw.probability);
    DriftReport report = ReportFixture.report(subject, ROWS, higher);
    assertThat(states(report)).containsExactly(State.GREEN, State.RED, State.GREEN);
    assertThat(report.comparison().state("score.thresholds.review.ratio")).isEqualTo(State.AMBER);
    assertThat(report.verdict().rule()).isEqualTo("V7");
  }

  @Test
  void amberNeedsTwoMonthsUnlessItIsTwiceTheLimit() {
    Change some = (draw, i, random) -> draw.row[0] *= 2.2;
    DecisionMonth now = ReportFixture.month(subject, ReportFixture.MONTH, ROWS, 2, some);
    DecisionMonth quiet =
        ReportFixture.month(
            subject, ReportFixture.MONTH.minusMonths(1), ROWS, 3, ReportFixture.NONE);
    DecisionMonth same =
        ReportFixture.month(subject, ReportFixture.MONTH.minusMonths(1), ROWS, 3, some);
    DriftReport first = DriftReport.of(subject, now, quiet);
    Judged judged = first.comparison().judged("features.amount_minor.psi").orElseThrow();
    assertThat(judged.measure().effect()).isBetween(0.1, 0.2);
    assertThat(first.comparison().featureState()).isEqualTo(State.GREEN);
    assertThat(first.verdict().nearest().get(0).words())
        .endsWith("Amber if it lasts another month.");
    DriftReport second = DriftReport.of(subject, now, same);
    assertThat(second.comparison().featureState()).isEqualTo(State.AMBER);
    assertThat(second.verdict().headline()).isEqualTo(Verdict.Headline.KEEP_WATCHING);
  }

  @Test
  void daysWithoutDecisionsBetweenServedDaysAreWatched() {
    MonthTally tally = new MonthTally(ReportFixture.MONTH, subject);
    DecisionMonth.Group kind =
        new DecisionMonth.Group(ReportFixture.BUNDLE, "transaction", "pass", "normal", "x", 0);
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 3_000; i++) {
      int day = i % 3 == 0 ? 4 : i % 3 == 1 ? 5 : 9;
      ReportFixture.Draw draw = ReportFixture.draw(random);
      long at =
          ReportFixture.MONTH.atDay(day).atTime(12, 0).atZone(ReportFixture.ZONE).toEpochSecond();
      tally.compare(kind, at * 1000, draw.row, draw.probability, draw.anomaly);
    }
    DecisionMonth month = tally.month();
    assertThat(month.missingDays()).hasSize(28);
    assertThat(month.gaps())
        .containsExactly(
            ReportFixture.MONTH.atDay(6),
            ReportFixture.MONTH.atDay(7),
            ReportFixture.MONTH.atDay(8));
    DecisionMonth none =
        ReportFixture.month(subject, ReportFixture.MONTH.minusMonths(1), 0, 3, ReportFixture.NONE);
    DriftReport report = DriftReport.of(subject, month, none);
    assertThat(states(report)).containsExactly(State.AMBER, State.GREEN, State.GREEN);
  }

  @Test
  void withFewRowsDistributionsSayNotEnoughData() {
    for (int rows : new int[] {0, 1, 199}) {
      DriftReport report = ReportFixture.report(subject, rows, ReportFixture.NONE);
      assertThat(states(report).subList(1, 3))
          .containsExactly(State.NOT_ENOUGH_DATA, State.NOT_ENOUGH_DATA);
      assertThat(states(report).get(0)).isEqualTo(rows == 0 ? State.NOT_ENOUGH_DATA : State.GREEN);
      assertThat(report.verdict().headline()).isEqualTo(Verdict.Headline.KEEP_WATCHING);
    }
  }

  static List<State> states(DriftReport report) {
    return report.sections().stream().map(DriftReport.Section::state).toList();
  }

  private static List<String> redColumns(DriftReport report) {
    return report.comparison().features().stream()
        .filter(c -> report.comparison().state(c.id() + ".psi") != State.GREEN)
        .map(c -> c.reference().name())
        .toList();
  }
}
