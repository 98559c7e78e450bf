package io.mallguard.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class EvaluationTest {
  private static final LocalDate MONDAY = LocalDate.of(2018, 8, 6);

  @Test
  void entitiesFoundStayOutOfTheFollowingDays() {
    ScoredRows rows = new ScoredRows();
    rows.add("1", MONDAY, 0.9, true);
    rows.add("2", MONDAY, 0.8, false);
    rows.add("3", MONDAY, 0.1, true);
    rows.add("1", MONDAY.plusDays(1), 0.9, true);
    rows.add("2", MONDAY.plusDays(1), 0.8, false);
    rows.add("3", MONDAY.plusDays(1), 0.7, true);
    /* Monday: 1 and 2 reviewed, 1 found. Tuesday: 1 left out, 2 and 3 reviewed, 3 found. */
    assertThat(precision(rows, 2)).isEqualTo(0.5);
  }

  @Test
  void anEntityIsRankedByItsHighestScoreAndCompromisedByAnyFraud() {
    ScoredRows rows = new ScoredRows();
    rows.add("1", MONDAY, 0.2, true);
    rows.add("1", MONDAY, 0.9, false);
    rows.add("2", MONDAY, 0.5, false);
    assertThat(precision(rows, 1)).isEqualTo(1);
  }

  @Test
  void equalScoresAreRankedByEntityNumber() {
    ScoredRows rows = new ScoredRows();
    rows.add("10", MONDAY, 0.5, false);
    rows.add("9", MONDAY, 0.5, true);
    assertThat(precision(rows, 1)).isEqualTo(1);
  }

  @Test
  void aDayWithFewerEntitiesIsStillDividedByTheCapacity() {
    ScoredRows rows = new ScoredRows();
    rows.add("1", MONDAY, 0.5, true);
    assertThat(precision(rows, 4)).isEqualTo(0.25);
  }

  @Test
  void withoutFraudRankingMeasuresAreUndefinedAndSaidSo() {
    ScoredRows rows = new ScoredRows();
    rows.add("1", MONDAY, 0.5, false);
    Evaluation evaluation = Evaluation.of(rows, 100);
    assertThat(evaluation.measure(Evaluation.AUC).value()).isEmpty();
    assertThat(evaluation.tableRow("model")).contains("undefined").doesNotContain("NaN");
    assertThat(evaluation.toJson().at("/auc_roc/value").isNull()).isTrue();
    assertThat(evaluation.toJson().at("/from").asText()).isEqualTo("2018-08-06");
  }

  @Test
  void withoutRowsEverythingIsUndefined() {
    Evaluation evaluation = Evaluation.of(new ScoredRows(), 100);
    assertThat(evaluation.measures()).allMatch(m -> m.text().equals("undefined"));
  }

  @Test
  void theIntervalHoldsTheValueAndNarrowsWithEntities() {
    Measure few = Evaluation.of(random(100), 10).measure(Evaluation.AUC);
    Measure many = Evaluation.of(random(3_000), 10).measure(Evaluation.AUC);
    assertThat(few.value().orElseThrow())
        .isBetween(few.low().orElseThrow(), few.high().orElseThrow());
    assertThat(many.halfWidth().orElseThrow()).isLessThan(few.halfWidth().orElseThrow() / 3);
    assertThat(many.value().orElseThrow()).isCloseTo(0.76, Offset.offset(0.05));
  }

  @Test
  void theSameRowsGiveTheSameInterval() {
    assertThat(Evaluation.of(random(100), 10)).isEqualTo(Evaluation.of(random(100), 10));
  }

  private static double precision(ScoredRows rows, int k) {
    return Evaluation.of(rows, k).measure(Evaluation.ENTITY_PRECISION).value().orElseThrow();
  }

  private static ScoredRows random(int entities) {
    Random random = new Random(4);
    ScoredRows rows = new ScoredRows();
    for (int i = 0; i < entities * 5; i++) {
      boolean fraud = random.nextInt(5) == 0;
      double score = random.nextGaussian() + (fraud ? 1 : 0);
      rows.add("" + random.nextInt(entities), MONDAY.plusDays(i % 7), score, fraud);
    }
    return rows;
  }
}
