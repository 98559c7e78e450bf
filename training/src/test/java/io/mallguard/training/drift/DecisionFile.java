package io.mallguard.training.drift;

import io.mallguard.features.parquet.Column;
import io.mallguard.features.parquet.Column.Kind;
import io.mallguard.features.parquet.TableWriter;
import io.mallguard.features.spec.Feature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A day's decision records as the service writes them. */
final class DecisionFile implements AutoCloseable {
  private static final List<Column> FIXED =
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
  private final int features;
  private final SplittableRandom random = new SplittableRandom(9);
  private long sequence;

  private DecisionFile(Path folder, String day, List<String> features) throws IOException {
    List<Column> columns = new ArrayList<>(FIXED);
    features.forEach(name -> columns.add(Column.optional(name, Kind.REAL)));
    this.table = TableWriter.create(folder.resolve(day + ".parquet"), columns, Map.of());
    this.features = features.size();
  }

  static DecisionFile create(Path folder, String day, ReportSubject subject) throws IOException {
    return new DecisionFile(folder, day, subject.features().stream().map(Feature::name).toList());
  }

  static DecisionFile create(Path folder, String day, List<String> features) throws IOException {
    return new DecisionFile(folder, day, features);
  }

  /** A file whose rows have other columns than the subject's. */
  static DecisionFile foreign(Path folder, String day) throws IOException {
    return new DecisionFile(folder, day, List.of("something_else"));
  }

  /** Writes a row; its fifth column is missing. */
  void row(String bundle, String riskLevel, String occurredAt) throws IOException {
    long at = Instant.parse(occurredAt).toEpochMilli();
    table.text(0, "p_" + sequence);
    table.number(1, sequence);
    table.text(2, "T-" + sequence++);
    table.text(3, "transaction");
    table.number(4, at);
    table.number(5, at);
    table.text(6, bundle);
    table.text(7, "1");
    ReportFixture.Draw draw = ReportFixture.draw(random);
    table.real(8, draw.probability);
    table.real(9, 0);
    table.real(10, draw.anomaly);
    table.text(11, "pass");
    table.text(12, riskLevel);
    table.text(13, "partial");
    for (int i = 0; i < features; i++) {
      table.real(FIXED.size() + i, i == 4 ? Double.NaN : draw.row[i]);
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
