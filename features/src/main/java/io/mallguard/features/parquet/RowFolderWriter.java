package io.mallguard.features.parquet;

import io.mallguard.features.spec.FeatureSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a rows folder, see {@link RowFolder}, column by column. Nothing stands under the folder's
 * name before {@link #commit()}; closing without it leaves nothing. The same rows in the same
 * groups give the same bytes. One owner thread; different files may be written by different
 * threads.
 */
public final class RowFolderWriter implements AutoCloseable {
  private final FeatureSpec spec;
  private final StagedFolder folder;
  private final List<RowFile> files;
  private final List<ColumnFileWriter> writers = new ArrayList<>();

  private RowFolderWriter(FeatureSpec spec, StagedFolder folder) {
    this.spec = spec;
    this.folder = folder;
    this.files = RowFile.of(spec);
  }

  /**
   * Starts a folder.
   *
   * @param dir where it will stand
   * @throws io.mallguard.features.problem.InvalidInputException if something other than an empty
   *     folder stands there
   */
  public static RowFolderWriter create(Path dir, FeatureSpec spec) throws IOException {
    RowFolderWriter writer = new RowFolderWriter(spec, StagedFolder.create(dir));
    try {
      for (RowFile file : writer.files) {
        Path path = writer.folder.path().resolve(file.name());
        writer.writers.add(ColumnFileWriter.create(path, file.columns(), Map.of()));
      }
      return writer;
    } catch (IOException | RuntimeException failure) {
      writer.close();
      throw failure;
    }
  }

  /** The files to be written; each must get a row for every scored event, by sequence. */
  public List<RowFile> files() {
    return files;
  }

  /**
   * Writes the next row group of a file.
   *
   * @param file index in {@link #files()}
   * @param columns as the file has them
   */
  public void write(int file, List<EncodedColumn> columns) throws IOException {
    writers.get(file).write(columns);
  }

  /**
   * Finishes the folder, forces it to disk and puts it in its place.
   *
   * @throws IllegalStateException if the files have different numbers of rows
   */
  public void commit() throws IOException {
    long rows = writers.get(0).rowCount();
    for (int i = 0; i < writers.size(); i++) {
      if (writers.get(i).rowCount() != rows) {
        throw new IllegalStateException(
            files.get(i).name() + " of " + writers.get(i).rowCount() + " rows, must be " + rows);
      }
      writers.get(i).commit();
    }
    Files.writeString(folder.path().resolve(RowFolder.SCHEMA_FILE), spec.schema().canonical());
    Files.writeString(folder.path().resolve(RowFolder.SPEC_FILE), spec.canonical());
    FolderManifest.of(
            folder.path(), RowFolder.VERSION, Map.of("rows", rows), RowFolder.paths(files))
        .write(folder.path(), RowFolder.FORMAT);
    folder.commit();
  }

  /** Throws away what was written, unless it was committed. */
  @Override
  public void close() throws IOException {
    try {
      for (ColumnFileWriter writer : writers) {
        writer.close();
      }
    } finally {
      folder.close();
    }
  }
}
