package io.mallguard.notebooks.show;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, shown as an HTML table with a twin in plain text. Immutable. At most {@value
 * #MAX_SHOWN} rows are shown; a line below says how many there are.
 */
public final class Table implements Shown {
  /** A longer table is for a query to cut, not for a reader. */
  public static final int MAX_SHOWN = 40;

  private final List<String> columns;
  private final List<List<@Nullable Object>> rows;

  /** A table; each row has as many cells as there are columns, a missing value is null. */
  Table(List<String> columns, List<List<@Nullable Object>> rows) {
    this.columns = List.copyOf(columns);
    List<List<@Nullable Object>> copy = new ArrayList<>();
    rows.forEach(row -> copy.add(Collections.unmodifiableList(new ArrayList<>(row))));
    this.rows = Collections.unmodifiableList(copy);
  }

  /** How many rows there are. */
  public int size() {
    return rows.size();
  }

  /**
   * The numbers of a column, for a chart; NaN where one is missing.
   *
   * @throws IllegalArgumentException if there is no such column, or it holds something else
   */
  public List<Double> numbers(String column) {
    int index = index(column);
    List<Double> numbers = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      Object value = row.get(index);
      if (value != null && !(value instanceof Number)) {
        throw new IllegalArgumentException("column " + column + " holds " + value + ", no number");
      }
      numbers.add(value instanceof Number number ? number.doubleValue() : Double.NaN);
    }
    return Collections.unmodifiableList(numbers);
  }

  /**
   * The values of a column as text, for a chart.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public List<String> texts(String column) {
    int index = index(column);
    return rows.stream().map(row -> CellText.of(row.get(index))).toList();
  }

  @Override
  public Display display() {
    return TableDisplay.of(columns, rows);
  }

  @Override
  public String toString() {
    return display().forms().getOrDefault(Display.TEXT, "");
  }

  private int index(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException("no column " + column + ", there are " + columns);
    }
    return index;
  }
}
