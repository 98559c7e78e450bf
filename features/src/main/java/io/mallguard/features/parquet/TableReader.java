package io.mallguard.features.parquet;

import io.mallguard.features.event.ListValue;
import io.mallguard.features.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads chosen columns of one Parquet file, row by row, in file order. Page checksums are verified.
 * One owner thread.
 *
 * <p>A file that is damaged, no Parquet file, or without the columns asked for gives {@link
 * InvalidInputException} with all problems, at {@link #open} or at {@link #advance()}.
 */
public final class TableReader implements AutoCloseable {
  private final Path file;
  private final ParquetFileReader pages;
  private final FileMetaData footer;
  private final MessageType projection;
  private final ColumnCursor[] cursors;
  private final ListCursor[] lists;
  private final List<ColumnCursor> leaves = new ArrayList<>();
  private final Converters root;
  private final long rowCount;
  private long rowsLeftInGroup;

  private TableReader(
      Path file, ParquetFileReader pages, List<Column> columns, List<ListColumn> listColumns) {
    this.file = file;
    this.pages = pages;
    this.footer = pages.getFileMetaData();
    this.projection = TableFormat.schema(columns, listColumns);
    this.cursors = columns.stream().map(ColumnCursor::new).toArray(ColumnCursor[]::new);
    this.lists = listColumns.stream().map(ListCursor::new).toArray(ListCursor[]::new);
    List<Converter> converters = new ArrayList<>(List.of(cursors));
    leaves.addAll(List.of(cursors));
    for (ListCursor list : lists) {
      converters.add(list.converter());
      leaves.addAll(list.leaves());
    }
    this.root = new Converters(converters.toArray(Converter[]::new));
    this.rowCount = pages.getRecordCount();
  }

  /**
   * Opens a file.
   *
   * @param file a Parquet file
   * @param columns the columns wanted, which must be there with these types; others are ignored
   * @throws InvalidInputException if it is no such file
   * @throws IOException if it can't be read at all
   */
  public static TableReader open(Path file, List<Column> columns) throws IOException {
    return open(file, columns, List.of());
  }

  /** Opens a file with columns of lists; parameters and errors as above. */
  static TableReader open(Path file, List<Column> columns, List<ListColumn> lists)
      throws IOException {
    ParquetFileReader pages = TableFile.open(file, TableFormat.schema(columns, lists));
    return new TableReader(file, pages, columns, lists);
  }

  /** Names of all columns of the file. */
  public List<String> columnNames() {
    return footer.getSchema().getFields().stream().map(Type::getName).toList();
  }

  /** The footer's key-value pairs. */
  public Map<String, String> properties() {
    return Map.copyOf(footer.getKeyValueMetaData());
  }

  /** Rows in the file. */
  public long rowCount() {
    return rowCount;
  }

  /**
   * Goes to the next row.
   *
   * @return false after the last
   * @throws InvalidInputException if the file is damaged
   */
  public boolean advance() {
    try {
      if (rowsLeftInGroup == 0 && !nextGroup()) {
        return false;
      }
      for (ColumnCursor cursor : cursors) {
        cursor.advance();
      }
      for (ListCursor list : lists) {
        list.advance();
      }
      rowsLeftInGroup--;
      return true;
    } catch (IOException | RuntimeException | OutOfMemoryError broken) {
      throw TableFile.damaged(file, broken);
    }
  }

  private boolean nextGroup() throws IOException {
    PageReadStore group = pages.readNextRowGroup();
    while (group != null && group.getRowCount() == 0) {
      group = pages.readNextRowGroup();
    }
    if (group == null) {
      return false;
    }
    ColumnCursor.start(leaves, root, group, projection, footer.getCreatedBy());
    rowsLeftInGroup = group.getRowCount();
    return true;
  }

  /** Whether the current row has a value in a column. */
  public boolean has(int column) {
    return cursors[column].present;
  }

  /** The current row's text, or null if missing. */
  public @Nullable String text(int column) {
    return cursors[column].text();
  }

  /** The current row's whole number, instant, or 1 or 0; what it is where missing is undefined. */
  public long number(int column) {
    return cursors[column].number;
  }

  /** The current row's real, NaN if missing. */
  public double real(int column) {
    return cursors[column].real();
  }

  /** The current row's list. */
  ListValue list(int list) {
    return lists[list].value(file.toString());
  }

  @Override
  public void close() throws IOException {
    pages.close();
  }
}
