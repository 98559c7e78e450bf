package io.mallguard.training.history;

import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.RowFolderWriter;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Folds the events of a folder on all cores and keeps the row of every scored event: the very bits
 * of the live fold. One owner thread.
 */
public final class RowExtraction {
  private final EventFolder folder;
  private final FeatureSpec spec;
  private final int threads;
  private final Progress progress;

  private RowExtraction(EventFolder folder, FeatureSpec spec, int threads, Progress progress) {
    this.folder = folder;
    this.spec = spec;
    this.threads = threads;
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
    int threads = Runtime.getRuntime().availableProcessors();
    return new RowExtraction(folder, spec, threads, progress);
  }

  /** The same on so many threads. */
  public RowExtraction on(int otherThreads) {
    return new RowExtraction(folder, spec, otherThreads, progress);
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
    return toMatrix(Labels.read(folder, labelField, labelsUntilMillis));
  }

  /** Extracts all rows into memory, none of them labelled. */
  public RowMatrix toMatrix() throws IOException {
    return toMatrix(Labels.none());
  }

  private RowMatrix toMatrix(Labels labels) throws IOException {
    ScoredEvents scored = new ScoredEvents(folder.schema().eventTypes(), labels);
    int planColumns = spec.plan().columns().size();
    MatrixSink sink = new MatrixSink(scored, planColumns, spec.plan().rowSize());
    run(sink, scored);
    return new RowMatrix(spec.features(), sink.columns(), scored, folder);
  }

  /**
   * Extracts all rows into a rows folder; parameters as {@link #extract}.
   *
   * @return number of rows
   */
  public long toFolder(Path out, String labelField, long labelsUntilMillis) throws IOException {
    return toFolder(out, Labels.read(folder, labelField, labelsUntilMillis));
  }

  /**
   * Extracts all rows into a rows folder, none of them labelled.
   *
   * @return number of rows
   */
  public long toFolder(Path out) throws IOException {
    return toFolder(out, Labels.none());
  }

  private long toFolder(Path out, Labels labels) throws IOException {
    try (RowFolderWriter writer = RowFolderWriter.create(out, spec)) {
      ScoredEvents scored = new ScoredEvents(folder.schema().eventTypes(), labels);
      run(new FolderSink(folder, writer, scored, spec.plan().columns().size()), scored);
      writer.commit();
    }
    return folder.schema().eventTypes().stream()
        .filter(EventType::scored)
        .mapToLong(folder::eventCount)
        .sum();
  }

  private void run(GroupedRun.Sink sink, ScoredEvents scored) throws IOException {
    try (Progress.Task task = progress.start("Folding events", folder.eventCount())) {
      GroupedRun.of(folder, spec.plan(), threads).run(sink, scored, task);
    }
  }
}
