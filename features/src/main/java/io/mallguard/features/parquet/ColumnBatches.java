package io.mallguard.features.parquet;

import io.mallguard.features.event.Limits;
import io.mallguard.features.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Reads chosen columns of one Parquet file a chunk of rows at a time, each column as an array of
 * numbers, in file order. Texts come as their {@link io.mallguard.features.event.IdHash}. Page
 * checksums are verified. One owner thread.
 *
 * <p>A file that is damaged, no Parquet file, or without the columns asked for gives {@link
 * InvalidInputException} with all problems, at {@link #open} or at {@link #next()}.
 *
 * <pre>{@code
 * try (ColumnBatches batches = ColumnBatches.open(file, columns, 4096)) {
 *   for (int rows = batches.next(); rows > 0; rows = batches.next()) {
 *     long[] amounts = batches.numbers(0);
 *     ...
 *   }
 * }
 * }</pre>
 */
public final class ColumnBatches implements AutoCloseable {
  private static final long[] NO_NUMBERS = {};
  private static final double[] NO_REALS = {};

  private final Path file;
  private final ParquetFileReader pages;
  private final List<ListColumn> lists;
  private final int chunkRows;
  private final ColumnDecoder[] columns;
  private final ColumnDecoder[][] elements;
  private final long[][] numbers;
  private final double[][] reals;
  private final LongBuffer[][] elementNumbers;
  private final int[][] starts;
  private final int[] otherStarts;
  private long leftInGroup;

  private ColumnBatches(
      Path file,
      ParquetFileReader pages,
      List<ColumnDecoder> decoders,
      List<Column> columns,
      List<ListColumn> lists,
      int chunkRows) {
    this.file = file;
    this.pages = pages;
    this.lists = lists;
    this.chunkRows = chunkRows;
    int size = columns.size();
    this.columns = decoders.subList(0, size).toArray(ColumnDecoder[]::new);
    this.numbers = new long[size][];
    this.reals = new double[size][];
    for (int i = 0; i < size; i++) {
      boolean isReal = columns.get(i).kind() == Column.Kind.REAL;
      numbers[i] = isReal ? NO_NUMBERS : new long[chunkRows];
      reals[i] = isReal ? new double[chunkRows] : NO_REALS;
    }
    this.elements = new ColumnDecoder[lists.size()][];
    this.elementNumbers = new LongBuffer[lists.size()][];
    this.starts = new int[lists.size()][chunkRows + 1];
    this.otherStarts = new int[lists.isEmpty() ? 0 : chunkRows + 1];
    int next = size;
    for (int i = 0; i < elements.length; i++) {
      int width = lists.get(i).columns().size();
      elements[i] = decoders.subList(next, next + width).toArray(ColumnDecoder[]::new);
      elementNumbers[i] = new LongBuffer[width];
      Arrays.setAll(elementNumbers[i], field -> new LongBuffer());
      next += width;
    }
  }

  /**
   * Opens a file.
   *
   * @param file a Parquet file
   * @param columns the columns wanted, which must be there with these types; others are ignored
   * @param chunkRows most rows of a chunk, at least 1; all but the last chunk have as many
   * @throws InvalidInputException if it is no such file
   * @throws IOException if it can't be read at all
   */
  public static ColumnBatches open(Path file, List<Column> columns, int chunkRows)
      throws IOException {
    return open(file, columns, List.of(), new WordIndexes[columns.size()], chunkRows);
  }

  /** What number a text has, where it is not its hash. */
  @FunctionalInterface
  interface WordIndexes extends ToLongFunction<String> {}

  /**
   * Opens a file with columns of lists; errors as above.
   *
   * @param words per column, then per field of the lists' elements: the number of a text, null for
   *     its hash
   */
  static ColumnBatches open(
      Path file,
      List<Column> columns,
      List<ListColumn> lists,
      @Nullable WordIndexes[] words,
      int chunkRows)
      throws IOException {
    if (chunkRows < 1) {
      throw new IllegalArgumentException("chunkRows " + chunkRows + ", must be at least 1");
    }
    MessageType wanted = TableFormat.schema(columns, lists);
    List<Column> leaves = new ArrayList<>(columns);
    lists.forEach(list -> leaves.addAll(list.columns()));
    List<ColumnDecoder> decoders = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      ColumnDescriptor descriptor = wanted.getColumns().get(i);
      decoders.add(new ColumnDecoder(leaves.get(i).kind(), descriptor, words[i]));
    }
    ParquetFileReader pages = TableFile.open(file, wanted);
    return new ColumnBatches(file, pages, decoders, columns, lists, chunkRows);
  }

  /** Rows in the file. */
  public long rowCount() {
    return pages.getRecordCount();
  }

  /**
   * Reads the next chunk over the last one.
   *
   * @return its number of rows, 0 after the last
   * @throws InvalidInputException if the file is damaged
   */
  public int next() {
    try {
      int rows = 0;
      while (rows < chunkRows && (leftInGroup > 0 || nextGroup())) {
        int some = (int) Math.min(leftInGroup, chunkRows - rows);
        readColumns(rows, some);
        if (elements.length > 0) {
          // The elements of a chunk lie in one piece, so that a chunk with lists ends with a group.
          readLists(some);
          leftInGroup -= some;
          return some;
        }
        leftInGroup -= some;
        rows += some;
      }
      return rows;
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
    for (ColumnDecoder column : columns) {
      column.start(group);
    }
    for (ColumnDecoder[] fields : elements) {
      for (ColumnDecoder field : fields) {
        field.start(group);
      }
    }
    leftInGroup = group.getRowCount();
    return true;
  }

  private void readColumns(int from, int count) throws IOException {
    for (int i = 0; i < columns.length; i++) {
      if (reals[i].length > 0) {
        columns[i].read(reals[i], from, count);
      } else {
        columns[i].read(numbers[i], from, count);
      }
    }
  }

  private void readLists(int rows) throws IOException {
    for (int list = 0; list < elements.length; list++) {
      int level = lists.get(list).elementLevel();
      for (int field = 0; field < elements[list].length; field++) {
        int[] into = field == 0 ? starts[list] : otherStarts;
        elements[list][field].readLists(
            rows, level, Limits.MAX_ELEMENTS, elementNumbers[list][field], into);
        if (!Arrays.equals(into, 0, rows + 1, starts[list], 0, rows + 1)) {
          throw new ParquetDecodingException("fields of different length in a list's elements");
        }
      }
    }
  }

  /**
   * A column of the chunk as whole numbers: what is held, instants in epoch milliseconds, 1 or 0,
   * the hash of a text; {@link io.mallguard.features.event.Field#ABSENT} where missing. Not a copy:
   * the next chunk is read over it. Empty for a column of reals.
   */
  public long[] numbers(int column) {
    return numbers[column];
  }

  /** A column of reals of the chunk, NaN where missing, else as {@link #numbers}. */
  public double[] reals(int column) {
    return reals[column];
  }

  /** Where the elements of each row's list start; after the last row, where they end. */
  int[] starts(int list) {
    return starts[list];
  }

  /** A field of the elements of all rows, one after the other; else as {@link #numbers}. */
  long[] elements(int list, int field) {
    return elementNumbers[list][field].array();
  }

  @Override
  public void close() throws IOException {
    pages.close();
  }
}
