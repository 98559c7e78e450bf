package io.mallguard.training.pipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.scoring.Scorer;
import io.mallguard.training.evaluation.Evaluation;
import io.mallguard.training.model.TrainingRows;
import java.time.LocalDate;
import java.util.Locale;

/**
 * How good a scorer is on one period: both models over all labelled rows and over those of entities
 * not yet known to be compromised, and how well the probabilities are calibrated. Immutable.
 *
 * @param everybody the classifier on all labelled rows
 * @param unknown the classifier without rows of known entities
 * @param anomaly the anomaly model without rows of known entities
 * @param meanProbability mean calibrated probability over all labelled rows
 * @param fraudShare share of fraud among them
 * @param brier mean squared difference of probability and label (Brier, Monthly Weather Review,
 *     1950); empty figures are NaN here and null in JSON
 */
record EvaluationReport(
    Evaluation everybody,
    Evaluation unknown,
    Evaluation anomaly,
    double meanProbability,
    double fraudShare,
    double brier) {

  /**
   * Evaluates a period.
   *
   * @param period how entities become known and how many are reviewed
   */
  static EvaluationReport of(History history, Scorer scorer, Blocks.Range range, Period period) {
    TrainingRows rows = history.labelled(range);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < rows.size(); i++) {
      double probability = scorer.score(rows.row(i)).probability();
      double off = probability - (rows.isFraud(i) ? 1 : 0);
      sum += probability;
      squares += off * off;
    }
    return new EvaluationReport(
        Evaluation.of(
            history.scored(range, row -> scorer.score(row).rawLogOdds()), period.reviewedPerDay()),
        Evaluation.of(
            history.scoredUnknown(
                range, row -> scorer.score(row).rawLogOdds(), period.since(), period.delayDays()),
            period.reviewedPerDay()),
        Evaluation.of(
            history.scoredUnknown(
                range, row -> scorer.anomaly().score(row), period.since(), period.delayDays()),
            period.reviewedPerDay()),
        sum / rows.size(),
        (double) rows.fraudCount() / rows.size(),
        squares / rows.size());
  }

  /**
   * How entities become known and how many are reviewed.
   *
   * @param since first day whose frauds count
   * @param delayDays full days until a label is known
   * @param reviewedPerDay k of the entity precision
   */
  record Period(LocalDate since, int delayDays, int reviewedPerDay) {}

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("all_rows", everybody.toJson());
    json.set("known_entities_excluded", unknown.toJson());
    json.set("anomaly_known_entities_excluded", anomaly.toJson());
    ObjectNode calibration = json.putObject("calibration");
    put(calibration, "mean_probability", meanProbability);
    put(calibration, "fraud_share", fraudShare);
    put(calibration, "brier", brier);
    return json;
  }

  private static void put(ObjectNode json, String key, double number) {
    if (Double.isNaN(number)) {
      json.putNull(key);
    } else {
      json.put(key, number);
    }
  }

  String table() {
    String calibration =
        Double.isNaN(brier)
            ? "undefined"
            : String.format(
                Locale.ROOT,
                "mean probability %.5f, fraud share %.5f, Brier score %.5f",
                meanProbability,
                fraudShare,
                brier);
    return String.join(
        "\n",
        "All rows: " + everybody.tableHead(),
        everybody.tableRow("classifier"),
        "Without entities already known: " + unknown.tableHead(),
        unknown.tableRow("classifier"),
        anomaly.tableRow("anomaly model (no labels)"),
        "Calibration over all rows: " + calibration);
  }
}
