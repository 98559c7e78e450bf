package io.mallguard.training.history;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.parquet.RowFolderWriter;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Folds the events of a folder in their order and keeps the row of every scored event. One owner
 * thread.
 */
public final class RowExtraction {
  private final EventFolder folder;
  private final FeatureSpec spec;
  private final Progress progress;

  private RowExtraction(EventFolder folder, FeatureSpec spec, Progress progress) {
    this.folder = folder;
    this.spec = spec;
    this.progress = progress;
  }

  /**
   * Prepares to fold a folder.
   *
   * @throws io.mallguard.features.problem.InvalidInputException if spec and events have different
   *     schemas
   */
  public static RowExtraction of(EventFolder folder, FeatureSpec spec, Progress progress) {
    folder.requireSchema(spec.schema());
    return new RowExtraction(folder, spec, progress);
  }

  /**
   * Extracts all rows into memory.
   *
   * @param labelField the marked field that is the label, such as {@code fraud}
   * @param labelsUntilMillis the last fold time at which a mark counts as known; {@link
   *     Long#MAX_VALUE} for all
   */
  public static RowMatrix extract(
      EventFolder folder, FeatureSpec spec, String labelField, long labelsUntilMillis)
      throws IOException {
    return of(folder, spec, Progress.silent()).toMatrix(labelField, labelsUntilMillis);
  }

  /** Extracts all rows into memory; parameters as {@link #extract}. */
  public RowMatrix toMatrix(String labelField, long labelsUntilMillis) throws IOException {
    Labels labels = Labels.read(folder, labelField, labelsUntilMillis);
    int size = Math.toIntExact(scoredCount());
    double[][] columns = new double[spec.features().size()][size];
    byte[] label = new byte[size];
    long[] sequences = new long[size];
    long[] foldTimes = new long[size];
    Event[] events = new Event[size];
    int[] next = {0};
    forEachRow(
        (logged, row) -> {
          int i = next[0]++;
          for (int column = 0; column < row.length; column++) {
            columns[column][i] = row[column];
          }
          label[i] = labels.of(logged.event());
          sequences[i] = logged.sequence();
          foldTimes[i] = logged.foldTimeMillis();
          events[i] = logged.event();
        });
    return new RowMatrix(spec.features(), columns, label, sequences, foldTimes, events);
  }

  /**
   * Extracts all rows into a rows folder; parameters as {@link #extract}.
   *
   * @return number of rows
   */
  public long toFolder(Path out, String labelField, long labelsUntilMillis) throws IOException {
    try (RowFolderWriter writer = RowFolderWriter.create(out, spec)) {
      Labels labels = Labels.read(folder, labelField, labelsUntilMillis);
      forEachRow((logged, row) -> writer.write(logged, labels.of(logged.event()), row));
      writer.commit();
    }
    return scoredCount();
  }

  private long scoredCount() {
    EventSchema schema = folder.schema();
    return schema.eventTypes().stream()
        .filter(EventType::scored)
        .mapToLong(folder::eventCount)
        .sum();
  }

  private void forEachRow(RowConsumer consumer) throws IOException {
    Fold fold = new Fold(spec);
    double[] row = new double[spec.features().size()];
    try (EventReader events = folder.read();
        Progress.Task task = progress.start("Folding events", folder.eventCount())) {
      while (events.advance()) {
        LoggedEvent logged = events.current();
        if (logged.event().type().scored()) {
          Arrays.fill(row, Double.NaN);
          fold.score(logged, row);
          consumer.take(logged, row);
        } else {
          fold.absorb(logged);
        }
        task.step();
      }
    }
  }

  private interface RowConsumer {
    void take(LoggedEvent event, double[] row) throws IOException;
  }
}
