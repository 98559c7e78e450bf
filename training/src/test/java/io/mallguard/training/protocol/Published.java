package io.mallguard.training.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.training.evaluation.Evaluation;
import io.mallguard.training.evaluation.Measure;
import java.util.Locale;

/** A row of a published table, and the bar it sets. */
record Published(String model, double auc, double averagePrecision, double cardPrecision) {
  /** Prints ours beside it and asserts: not below it less half the width of our interval. */
  void assertReached(Evaluation ours) {
    System.out.printf(
        Locale.ROOT,
        "%s%n%s%n%-28s %.3f                  %.3f                  %.3f%n",
        ours.tableHead(),
        ours.tableRow(model),
        "  published",
        auc,
        averagePrecision,
        cardPrecision);
    reached(ours.measure(Evaluation.AUC), auc);
    reached(ours.measure(Evaluation.AVERAGE_PRECISION), averagePrecision);
    reached(ours.measure(Evaluation.ENTITY_PRECISION), cardPrecision);
  }

  private void reached(Measure measure, double figure) {
    assertThat(measure.value().orElseThrow())
        .as(model + " " + measure.name())
        .isGreaterThanOrEqualTo(figure - measure.halfWidth().orElseThrow());
  }
}
