package io.mallguard.features.parquet;

import io.mallguard.features.event.ListValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes one Parquet file (zstd, page checksums), row by row. Nothing stands under the file's name
 * before {@link #commit()}; closing without it leaves nothing. The same rows give the same bytes.
 * One owner thread.
 */
public final class TableWriter implements AutoCloseable {
  /** Bounds the memory of one writer; measured: larger groups are not smaller on disk. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final Path file;
  private final Path partial;
  private final TableRow row;
  private final TableFormat format;
  private final ParquetWriter<TableRow> rows;
  private long rowCount;
  private boolean open = true;

  private TableWriter(
      Path file, Path partial, TableRow row, TableFormat format, ParquetWriter<TableRow> rows) {
    this.file = file;
    this.partial = partial;
    this.row = row;
    this.format = format;
    this.rows = rows;
  }

  /**
   * Starts a file.
   *
   * @param file where it will stand; its folder must exist; a file already there is replaced at
   *     {@link #commit()}
   * @param columns its columns, names unique
   * @param properties key-value pairs for the footer
   */
  public static TableWriter create(Path file, List<Column> columns, Map<String, String> properties)
      throws IOException {
    return create(file, columns, List.of(), properties);
  }

  /** Starts a file of events, whose ids and times need no dictionary. */
  static TableWriter createEvents(Path file, EventColumns events) throws IOException {
    TableFormat format = new TableFormat(events.columns(), events.lists(), Map.of());
    TableRow row = new TableRow(events.columns(), events.lists());
    return start(file, row, format, ROW_GROUP_BYTES, events.distinct());
  }

  /** Starts a file with columns of lists after the others; parameters as above. */
  static TableWriter create(
      Path file, List<Column> columns, List<ListColumn> lists, Map<String, String> properties)
      throws IOException {
    return create(file, columns, lists, properties, ROW_GROUP_BYTES);
  }

  /** Starts a file with row groups of another size. */
  static TableWriter create(
      Path file,
      List<Column> columns,
      List<ListColumn> lists,
      Map<String, String> properties,
      long rowGroupBytes)
      throws IOException {
    TableFormat format = new TableFormat(columns, lists, properties);
    return start(file, new TableRow(columns, lists), format, rowGroupBytes, Set.of());
  }

  private static TableWriter start(
      Path file, TableRow row, TableFormat format, long rowGroupBytes, Set<String> distinct)
      throws IOException {
    Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
    Builder builder = new Builder(new LocalOutputFile(partial), format);
    distinct.forEach(column -> builder.withDictionaryEncoding(column, false));
    try {
      ParquetWriter<TableRow> rows =
          builder
              .withConf(new PlainParquetConfiguration())
              .withWriteMode(Mode.OVERWRITE)
              .withCompressionCodec(CompressionCodecName.ZSTD)
              .withRowGroupSize(rowGroupBytes)
              .withPageWriteChecksumEnabled(true)
              .build();
      return new TableWriter(file, partial, row, format, rows);
    } catch (IOException | RuntimeException failure) {
      Files.deleteIfExists(partial);
      throw failure;
    }
  }

  /** Sets a text of the row being built; null is missing. */
  public void text(int column, @Nullable String value) {
    row.text(column, value);
  }

  /** Sets a whole number, an instant in epoch milliseconds, or 1 or 0 of the row being built. */
  public void number(int column, long value) {
    row.number(column, value);
  }

  /** Sets a real of the row being built; NaN is missing. */
  public void real(int column, double value) {
    row.real(column, value);
  }

  /** Sets a list of the row being built. */
  void list(int list, ListValue value) {
    row.list(list, value);
  }

  /**
   * Writes the row that was built and starts the next, all missing.
   *
   * @throws IllegalStateException if a required column has no value
   */
  public void endRow() throws IOException {
    String missing = row.firstMissing();
    if (!missing.isEmpty()) {
      throw new IllegalStateException("column " + missing + " has no value, but is required");
    }
    rows.write(row);
    row.clear();
    rowCount++;
  }

  /** Adds a key-value pair to the footer that was not known when the file was started. */
  public void property(String key, String value) {
    format.property(key, value);
  }

  /** Rows written so far. */
  public long rowCount() {
    return rowCount;
  }

  /** Finishes the file, forces it to disk and puts it under its name. */
  public void commit() throws IOException {
    rows.close();
    StagedFolder.force(partial);
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    open = false;
  }

  /** Throws away what was written, unless it was committed. */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try {
      rows.close();
    } catch (IOException | RuntimeException alreadyFailing) {
      // The file is thrown away: that its last bytes could not be written (a full disk) changes
      // nothing.
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static final class Builder extends ParquetWriter.Builder<TableRow, Builder> {
    private final TableFormat format;

    Builder(OutputFile file, TableFormat format) {
      super(file);
      this.format = format;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Parquet, so it must be here; never called
    protected WriteSupport<TableRow> getWriteSupport(
        org.apache.hadoop.conf.Configuration configuration) {
      return format;
    }

    @Override
    protected WriteSupport<TableRow> getWriteSupport(ParquetConfiguration configuration) {
      return format;
    }
  }
}
