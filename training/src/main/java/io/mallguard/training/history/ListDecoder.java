package io.mallguard.training.history;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.FieldValues;
import io.mallguard.features.event.Limits;
import io.mallguard.features.event.ListField;
import io.mallguard.features.event.ListValue;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.Names;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes lists of the rows of a {@link SortedSelect} and checks every value. One owner thread. */
final class ListDecoder {
  private static final String LEGAL = "a list of at most " + Limits.MAX_ELEMENTS + " elements";

  private final SortedSelect select;
  private final Problems problems;

  ListDecoder(SortedSelect select, Problems problems) {
    this.select = select;
    this.problems = problems;
  }

  /** The list of the current row. */
  ListValue decode(ResultSet row, ListField list) throws SQLException {
    int fields = list.fields().size();
    @Nullable Object[][] values = new Object[fields][];
    @Nullable Object[][] found = new Object[fields][];
    for (int i = 0; i < fields; i++) {
      int index = select.indexOf(SourceColumn.of(list, list.fields().get(i)));
      values[i] = index < 0 ? null : array(row, index);
      found[i] = index < 0 ? null : array(row, index + 1);
    }
    @Nullable Object @Nullable [] first = values[0];
    if (first == null) {
      if (list.required()) {
        add(row, list.name(), "missing_value", "nothing", LEGAL);
      }
      return ListValue.EMPTY;
    }
    if (first.length > Limits.MAX_ELEMENTS) {
      add(row, list.name(), "too_many", first.length + " elements", LEGAL);
      return ListValue.EMPTY;
    }
    return first.length == 0 ? ListValue.EMPTY : elements(row, list, values, found);
  }

  /** Whether the current row fills a column of lists. */
  boolean isFilled(ResultSet row, ListField list) throws SQLException {
    int index = select.indexOf(SourceColumn.of(list, list.fields().get(0)));
    @Nullable Object @Nullable [] values = index < 0 ? null : array(row, index);
    return values != null && values.length > 0;
  }

  private static @Nullable Object @Nullable [] array(ResultSet row, int index) throws SQLException {
    Array array = row.getArray(index);
    return array == null ? null : (@Nullable Object[]) array.getArray();
  }

  private ListValue elements(
      ResultSet row, ListField list, @Nullable Object[][] values, @Nullable Object[][] found)
      throws SQLException {
    int size = values[0].length;
    long[][] numbers = new long[size][list.fields().size()];
    @Nullable String[][] texts = new String[size][list.fields().size()];
    for (int element = 0; element < size; element++) {
      Arrays.fill(numbers[element], Field.ABSENT);
      for (int i = 0; i < numbers[element].length; i++) {
        Field field = list.fields().get(i);
        String column = list.name() + "[" + (element + 1) + "]";
        String place = list.isPlain() ? column : column + "." + field.name();
        Object value = values[i][element];
        Object unreadable = found[i][element];
        if (unreadable != null) {
          add(row, place, "illegal_value", "" + unreadable, FieldValues.legal(field));
        } else if (value == null && field.required()) {
          add(row, place, "missing_value", "nothing", FieldValues.legal(field));
        } else if (value != null && field.kind().isText()) {
          texts[element][i] = text(row, field, place, value.toString());
        } else if (value != null) {
          numbers[element][i] = number(row, field, place, value);
        }
      }
    }
    return new ListValue(numbers, texts);
  }

  private String text(ResultSet row, Field field, String place, String text) throws SQLException {
    if (!FieldValues.isLegal(field, text)) {
      String found = text.length() > 40 ? text.length() + " characters" : "'" + text + "'";
      add(row, place, "illegal_value", found, FieldValues.legal(field));
    }
    return text;
  }

  private long number(ResultSet row, Field field, String place, Object value) throws SQLException {
    if (field.kind() == Field.Kind.ENUM) {
      String word = value.toString();
      Optional<Long> index = FieldValues.enumIndex(field, word);
      if (index.isEmpty()) {
        add(row, place, "illegal_value", word, Names.oneOf(word, field.values()));
      }
      return index.orElse(Field.ABSENT);
    }
    long number = ((Number) value).longValue();
    if (!FieldValues.isLegal(field, number)) {
      add(row, place, "illegal_value", "" + number, FieldValues.legal(field));
    }
    return number;
  }

  private void add(ResultSet row, String column, String code, String found, String legal)
      throws SQLException {
    String place = "row " + row.getLong(SortedSelect.ROW_AT) + " column " + column;
    problems.add(place, code, found, legal);
  }
}
