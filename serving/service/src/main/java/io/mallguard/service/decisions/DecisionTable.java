package io.mallguard.service.decisions;

import io.mallguard.features.parquet.Column;
import io.mallguard.features.parquet.Column.Kind;
import io.mallguard.features.parquet.TableWriter;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One day's decision records as a Parquet file: the columns below, then one real per feature of any
 * bundle that decided that day (missing is null). Nothing stands under its name before it is whole.
 * One owner thread.
 */
final class DecisionTable implements AutoCloseable {
  static final List<Column> FIXED =
      List.of(
          Column.required("prediction_id", Kind.TEXT),
          Column.required("sequence", Kind.LONG),
          Column.required("event_id", Kind.TEXT),
          Column.required("event_type", Kind.TEXT),
          Column.required("occurred_at", Kind.TIME),
          Column.required("fold_time", Kind.TIME),
          Column.required("bundle_sha256", Kind.TEXT),
          Column.required("policy_version", Kind.TEXT),
          Column.required("score", Kind.REAL),
          Column.required("raw_score", Kind.REAL),
          Column.required("anomaly_score", Kind.REAL),
          Column.required("decision", Kind.TEXT),
          Column.required("risk_level", Kind.TEXT),
          Column.required("data_quality", Kind.TEXT));

  private final TableWriter table;
  private final Map<String, Integer> columnOf = new HashMap<>();

  /**
   * A file.
   *
   * @param features names of the features of all its records, in the order of the columns
   */
  DecisionTable(Path file, Collection<String> features) throws IOException {
    List<Column> columns = new ArrayList<>(FIXED);
    for (String feature : features) {
      columnOf.put(feature, columns.size());
      columns.add(Column.optional(feature, Kind.REAL));
    }
    table =
        TableWriter.create(
            file,
            columns,
            Map.of("mallguard.format", "mallguard-decisions", "mallguard.format_version", "1"));
  }

  /** Writes a record whose row is of the given spec; a feature that spec lacks is null. */
  void write(DecisionRecord decision, FeatureSpec spec) throws IOException {
    DecidedEvent event = decision.event();
    table.text(0, decision.predictionId());
    table.number(1, event.sequence());
    table.text(2, event.eventId());
    table.text(3, event.eventType());
    table.number(4, event.occurredAtMillis());
    table.number(5, event.foldTimeMillis());
    table.text(6, decision.versions().bundleSha256());
    table.text(7, decision.outcome().policyVersion());
    table.real(8, decision.score().probability());
    table.real(9, decision.score().rawLogOdds());
    table.real(10, decision.score().anomalyScore());
    table.text(11, decision.outcome().decision().word());
    table.text(12, decision.outcome().riskLevel().word());
    table.text(13, decision.qualityState());
    for (Feature feature : spec.features()) {
      int column = Objects.requireNonNull(columnOf.get(feature.name()), feature.name());
      table.real(column, decision.row()[feature.index()]);
    }
    table.endRow();
  }

  void commit() throws IOException {
    table.commit();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
