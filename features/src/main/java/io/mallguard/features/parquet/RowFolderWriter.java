package io.mallguard.features.parquet;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.spec.FeatureSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes a rows folder, see {@link RowFolder}. Nothing stands under the folder's name before {@link
 * #commit()}; closing without it leaves nothing. The same rows give the same bytes. One owner
 * thread.
 */
public final class RowFolderWriter implements AutoCloseable {
  private final FeatureSpec spec;
  private final StagedFolder folder;
  private final TableWriter table;

  private RowFolderWriter(FeatureSpec spec, StagedFolder folder, TableWriter table) {
    this.spec = spec;
    this.folder = folder;
    this.table = table;
  }

  /**
   * Starts a folder.
   *
   * @param dir where it will stand
   * @throws io.mallguard.features.problem.InvalidInputException if something other than an empty
   *     folder stands there
   */
  public static RowFolderWriter create(Path dir, FeatureSpec spec) throws IOException {
    List<Column> columns = RowColumns.of(spec);
    StagedFolder folder = StagedFolder.create(dir);
    try {
      Path file = folder.path().resolve(RowFolder.ROWS_FILE);
      return new RowFolderWriter(spec, folder, TableWriter.create(file, columns, Map.of()));
    } catch (IOException | RuntimeException failure) {
      folder.close();
      throw failure;
    }
  }

  /**
   * Writes one row.
   *
   * @param event the event it belongs to
   * @param label 1 or 0 as marked, -1 if unknown
   * @param row features in spec order, NaN where missing
   */
  public void write(LoggedEvent event, int label, double[] row) throws IOException {
    Event own = event.event();
    table.number(RowColumns.SEQUENCE, event.sequence());
    table.text(RowColumns.EVENT_ID, own.id());
    table.text(RowColumns.EVENT_TYPE, own.type().name());
    table.number(RowColumns.OCCURRED_AT, own.occurredAtMillis());
    table.number(RowColumns.FOLD_TIME, event.foldTimeMillis());
    if (label >= 0) {
      table.number(RowColumns.LABEL, label);
    }
    for (int i = 0; i < row.length; i++) {
      table.real(RowColumns.FIRST_FEATURE + i, row[i]);
    }
    table.endRow();
  }

  /** Finishes the folder, forces it to disk and puts it in its place. */
  public void commit() throws IOException {
    table.commit();
    Files.writeString(folder.path().resolve(RowFolder.SCHEMA_FILE), spec.schema().canonical());
    Files.writeString(folder.path().resolve(RowFolder.SPEC_FILE), spec.canonical());
    Map<String, Long> counts = Map.of("rows", table.rowCount());
    FolderManifest.of(folder.path(), RowFolder.VERSION, counts, RowFolder.PATHS)
        .write(folder.path(), RowFolder.FORMAT);
    folder.commit();
  }

  /** Throws away what was written, unless it was committed. */
  @Override
  public void close() throws IOException {
    try {
      table.close();
    } finally {
      folder.close();
    }
  }
}
