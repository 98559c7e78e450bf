package io.mallguard.features.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Writes one Parquet file (zstd, page checksums) from encoded columns, a row group at a time.
 * Nothing stands under the file's name before {@link #commit()}; closing without it leaves nothing.
 * One owner thread.
 */
public final class ColumnFileWriter implements AutoCloseable {
  private static final long ROW_GROUP_BYTES = 1L << 30;
  private static final int TRUNCATE_BYTES = 64;

  private final Path file;
  private final Path partial;
  private final MessageType schema;
  private final ParquetFileWriter pages;
  private final Map<String, String> properties;
  private long rowCount;
  private boolean open = true;

  private ColumnFileWriter(
      Path file,
      Path partial,
      MessageType schema,
      ParquetFileWriter pages,
      Map<String, String> properties) {
    this.file = file;
    this.partial = partial;
    this.schema = schema;
    this.pages = pages;
    this.properties = properties;
  }

  /**
   * Starts a file.
   *
   * @param file where it will stand; its folder must exist; a file already there is replaced at
   *     {@link #commit()}
   * @param columns its columns, names unique
   * @param properties key-value pairs for the footer
   */
  public static ColumnFileWriter create(
      Path file, List<Column> columns, Map<String, String> properties) throws IOException {
    Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
    MessageType schema = TableFormat.schema(columns, List.of());
    ParquetFileWriter pages =
        new ParquetFileWriter(
            new LocalOutputFile(partial),
            schema,
            ParquetFileWriter.Mode.OVERWRITE,
            ROW_GROUP_BYTES,
            0,
            TRUNCATE_BYTES,
            TRUNCATE_BYTES,
            true);
    pages.start();
    return new ColumnFileWriter(file, partial, schema, pages, new TreeMap<>(properties));
  }

  /**
   * Writes a row group.
   *
   * @param columns one per column of the file, in its order, all of the same number of rows
   */
  public void write(List<EncodedColumn> columns) throws IOException {
    int rows = columns.get(0).rows;
    pages.startBlock(rows);
    for (int i = 0; i < columns.size(); i++) {
      EncodedColumn column = columns.get(i);
      if (column.rows != rows || !column.column.name().equals(schema.getFieldName(i))) {
        throw new IllegalArgumentException(
            column.column.name()
                + " of "
                + column.rows
                + " rows, must be "
                + rows
                + " rows of "
                + schema.getFieldName(i));
      }
      write(i, column);
    }
    pages.endBlock();
    rowCount += rows;
  }

  private void write(int i, EncodedColumn column) throws IOException {
    pages.startColumn(schema.getColumns().get(i), column.rows, CompressionCodecName.ZSTD);
    for (DictionaryPage dictionary : column.dictionary) {
      pages.writeDictionaryPage(dictionary);
    }
    for (EncodedColumn.Page page : column.pages) {
      pages.writeDataPage(
          page.rows(),
          page.plainBytes(),
          page.bytes(),
          page.statistics(),
          page.rows(),
          Encoding.RLE,
          Encoding.RLE,
          page.encoding());
    }
    pages.endColumn();
  }

  /** Rows written so far. */
  public long rowCount() {
    return rowCount;
  }

  /** Finishes the file, forces it to disk and puts it under its name. */
  public void commit() throws IOException {
    pages.end(properties);
    pages.close();
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
      pages.close();
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
