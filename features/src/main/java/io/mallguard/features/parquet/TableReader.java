package io.mallguard.features.parquet;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
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
  private final long rowCount;
  private long rowsLeftInGroup;

  private TableReader(Path file, ParquetFileReader pages, List<Column> columns) {
    this.file = file;
    this.pages = pages;
    this.footer = pages.getFileMetaData();
    this.projection = TableFormat.schema(columns);
    this.cursors = columns.stream().map(ColumnCursor::new).toArray(ColumnCursor[]::new);
    this.rowCount = pages.getRecordCount();
    pages.setRequestedSchema(projection);
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
    if (!Files.isRegularFile(file)) {
      throw invalid(file, "missing_file", "nothing", "a Parquet file");
    }
    ParquetFileReader pages = openPages(file);
    try {
      check(file, pages.getFileMetaData().getSchema(), columns);
      return new TableReader(file, pages, columns);
    } catch (RuntimeException failure) {
      pages.close();
      throw failure instanceof InvalidInputException ? failure : damaged(file, failure);
    }
  }

  private static ParquetFileReader openPages(Path file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .usePageChecksumVerification(true)
            .build();
    try {
      return ParquetFileReader.open(new LocalInputFile(file), options);
    } catch (FileSystemException unreadable) {
      throw unreadable;
    } catch (IOException | RuntimeException | OutOfMemoryError broken) {
      // A damaged footer may ask for any amount of memory.
      throw damaged(file, broken);
    }
  }

  private static void check(Path file, MessageType found, List<Column> columns) {
    Problems problems = new Problems();
    for (Column column : columns) {
      String place = file + " column " + column.name();
      PrimitiveType wanted = column.parquetType();
      if (!found.containsField(column.name())) {
        problems.add(place, "missing_column", "nothing", "a column " + wanted);
        continue;
      }
      Type type = found.getType(column.name());
      if (!type.isPrimitive() || !sameValues(wanted, type.asPrimitiveType(), column.required())) {
        problems.add(place, "wrong_column_type", type.toString(), "" + wanted);
      }
    }
    problems.throwIfAny(file.toString());
  }

  private static boolean sameValues(PrimitiveType wanted, PrimitiveType found, boolean required) {
    boolean sameLogical =
        wanted.getLogicalTypeAnnotation() == null
            ? found.getLogicalTypeAnnotation() == null
            : wanted.getLogicalTypeAnnotation().equals(found.getLogicalTypeAnnotation());
    Type.Repetition repetition = found.getRepetition();
    return wanted.getPrimitiveTypeName() == found.getPrimitiveTypeName()
        && sameLogical
        && repetition == (required ? Type.Repetition.REQUIRED : Type.Repetition.OPTIONAL);
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
      rowsLeftInGroup--;
      return true;
    } catch (IOException | RuntimeException | OutOfMemoryError broken) {
      throw damaged(file, broken);
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
    ColumnCursor.start(cursors, group, projection, footer.getCreatedBy());
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

  @Override
  public void close() throws IOException {
    pages.close();
  }

  private static InvalidInputException damaged(Path file, Throwable why) {
    // Parquet names its own objects.
    String said = String.valueOf(why.getMessage()).replaceAll("\\S+@[0-9a-f]+\\b", "it");
    String found = why.getMessage() == null ? why.getClass().getSimpleName() : said;
    return invalid(file, "damaged_file", found, "a whole Parquet file");
  }

  private static InvalidInputException invalid(Path file, String code, String found, String legal) {
    return InvalidInputException.of(
        file.toString(), new Problem(file.toString(), code, found, legal));
  }
}
