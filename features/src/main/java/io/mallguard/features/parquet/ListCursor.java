package io.mallguard.features.parquet;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.Limits;
import io.mallguard.features.event.ListValue;
import java.util.List;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Converter;
import org.jspecify.annotations.Nullable;

/** Where a {@link TableReader} stands in one column of lists. One owner thread. */
final class ListCursor {
  private final ListColumn column;
  private final ColumnCursor[] fields;
  private final EnumWords[] words;
  private final long[][] numbers;
  private final @Nullable String[][] texts;
  private int size;

  ListCursor(ListColumn column) {
    this.column = column;
    List<Field> all = column.list().fields();
    fields = column.columns().stream().map(ColumnCursor::new).toArray(ColumnCursor[]::new);
    words = all.stream().map(EnumWords::new).toArray(EnumWords[]::new);
    numbers = new long[Limits.MAX_ELEMENTS][all.size()];
    texts = new @Nullable String[Limits.MAX_ELEMENTS][all.size()];
  }

  List<ColumnCursor> leaves() {
    return List.of(fields);
  }

  /** What receives the values, nested as the column is. */
  Converter converter() {
    Converter element = column.list().isPlain() ? fields[0] : new Converters(fields);
    return new Converters(new Converters(element));
  }

  /** Reads the lists' elements of the next row. */
  void advance() {
    size = read(0);
    for (int i = 1; i < fields.length; i++) {
      if (read(i) != size) {
        throw new ParquetDecodingException(
            "fields of different length in the elements of " + column.list().name());
      }
    }
  }

  private int read(int i) {
    ColumnCursor field = fields[i];
    if (field.definitionLevel() < column.elementLevel()) {
      field.skip();
      return 0;
    }
    int element = 0;
    do {
      if (element == Limits.MAX_ELEMENTS) {
        throw new ParquetDecodingException(
            "more than " + element + " elements in " + column.list().name());
      }
      field.advance(column.elementLevel());
      boolean textual = field.present && column.columns().get(i).kind() == Column.Kind.TEXT;
      texts[element][i] = textual ? field.text() : null;
      numbers[element][i] = field.present && !textual ? field.number : Field.ABSENT;
      element++;
    } while (field.continuesList());
    return element;
  }

  /** The list of the current row. */
  ListValue value(String place) {
    if (size == 0) {
      return ListValue.EMPTY;
    }
    long[][] ofNumbers = new long[size][];
    @Nullable String[][] ofTexts = new @Nullable String[size][];
    for (int element = 0; element < size; element++) {
      ofNumbers[element] = numbers[element].clone();
      ofTexts[element] = texts[element].clone();
      for (int i = 0; i < fields.length; i++) {
        String word = ofTexts[element][i];
        if (word != null && words[i].isEnum()) {
          ofNumbers[element][i] = words[i].index(word, place);
          ofTexts[element][i] = null;
        }
      }
    }
    return new ListValue(ofNumbers, ofTexts);
  }
}
