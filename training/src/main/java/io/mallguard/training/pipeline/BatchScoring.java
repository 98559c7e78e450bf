package io.mallguard.training.pipeline;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.parquet.Column;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.parquet.TableWriter;
import io.mallguard.scoring.Score;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Folds events in their order and writes the scores that {@code /predict} would give. */
public final class BatchScoring {
  private static final List<Column> COLUMNS =
      List.of(
          Column.required("sequence", Column.Kind.LONG),
          Column.required("event_id", Column.Kind.TEXT),
          Column.required("event_type", Column.Kind.TEXT),
          Column.required("occurred_at", Column.Kind.TIME),
          Column.required("raw_log_odds", Column.Kind.REAL),
          Column.required("score", Column.Kind.REAL),
          Column.required("anomaly_score", Column.Kind.REAL),
          Column.required("truncated", Column.Kind.BOOL));

  private BatchScoring() {}

  /**
   * Scores every scored event.
   *
   * @param out the Parquet file to write; replaced in one step once all is done
   * @return number of scores
   * @throws io.mallguard.features.problem.InvalidInputException if bundle and events have different
   *     schemas
   */
  public static long write(Bundle bundle, EventFolder events, Path out, Progress progress)
      throws IOException {
    bundle.requireSchema(events.schema());
    Fold fold = new Fold(bundle.spec());
    double[] row = new double[bundle.spec().features().size()];
    Map<String, String> properties = Map.of("mallguard.bundle_sha256", bundle.sha256());
    try (TableWriter table = TableWriter.create(out, COLUMNS, properties);
        EventReader reader = events.read();
        Progress.Task task = progress.start("Scoring events", events.eventCount())) {
      while (reader.advance()) {
        LoggedEvent logged = reader.current();
        if (logged.event().type().scored()) {
          Arrays.fill(row, Double.NaN);
          fold.score(logged, row);
          write(table, logged, bundle.scorer().score(row), fold.rowTruncated());
        } else {
          fold.absorb(logged);
        }
        task.step();
      }
      table.commit();
      return table.rowCount();
    }
  }

  private static void write(TableWriter table, LoggedEvent logged, Score score, boolean truncated)
      throws IOException {
    table.number(0, logged.sequence());
    table.text(1, logged.event().id());
    table.text(2, logged.event().type().name());
    table.number(3, logged.event().occurredAtMillis());
    table.real(4, score.rawLogOdds());
    table.real(5, score.probability());
    table.real(6, score.anomalyScore());
    table.number(7, truncated ? 1 : 0);
    table.endRow();
  }
}
