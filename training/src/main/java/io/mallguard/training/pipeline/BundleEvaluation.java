package io.mallguard.training.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.bundle.BundleFile;
import io.mallguard.training.evaluation.EvaluatedRows;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.time.LocalDate;

/** A bundle evaluated on any period, with all labels the events hold. Immutable. */
public final class BundleEvaluation {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Bundle bundle;
  private final EvaluationReport report;
  private final EvaluatedRows rows;

  private BundleEvaluation(Bundle bundle, EvaluationReport report, EvaluatedRows rows) {
    this.bundle = bundle;
    this.report = report;
    this.rows = rows;
  }

  /**
   * Evaluates.
   *
   * @param from first day
   * @param to last day
   * @throws InvalidInputException if bundle and events have different schemas or the period has no
   *     scored event
   */
  public static BundleEvaluation of(
      Bundle bundle, EventFolder events, LocalDate from, LocalDate to, Progress progress)
      throws IOException {
    bundle.requireSchema(events.schema());
    if (to.isBefore(from)) {
      throw InvalidInputException.of(
          "period", new Problem("--to", "empty_period", to.toString(), from + " or later"));
    }
    JsonNode made = JSON.readTree(bundle.text(BundleFile.PROVENANCE));
    History history =
        History.read(
            events,
            bundle.spec(),
            Target.fromJson(made.has("target") ? made.path("target") : made),
            LocalDate.of(9999, 1, 1),
            progress);
    EvaluationReport.Period period =
        new EvaluationReport.Period(
            LocalDate.parse(made.path("train_from").asText()),
            made.path("delay_days").asInt(),
            made.path("reviewed_per_day").asInt());
    Blocks.Range range = new Blocks.Range(from, to.plusDays(1));
    history.requireRows(range);
    return new BundleEvaluation(
        bundle,
        EvaluationReport.of(history, bundle.scorer(), range, period),
        history.evaluated(range, row -> bundle.scorer().score(row).rawLogOdds()));
  }

  /** The evaluation as JSON: model, then the same keys as in a bundle's metrics. */
  public ObjectNode toJson() {
    ObjectNode json = JSON.createObjectNode();
    json.put("model", bundle.manifest().name()).put("version", bundle.manifest().version());
    json.put("bundle_sha256", bundle.sha256());
    json.set("evaluation", report.toJson());
    return json;
  }

  /** The rows with their scores. */
  public EvaluatedRows rows() {
    return rows;
  }

  /** The evaluation for a person. */
  public String table() {
    return report.table();
  }
}
