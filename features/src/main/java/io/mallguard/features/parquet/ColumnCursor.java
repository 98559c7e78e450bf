package io.mallguard.features.parquet;

import java.util.List;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link TableReader} stands in one column. The values of a dictionary are decoded once per
 * row group, so equal texts of a group are one object.
 */
final class ColumnCursor extends PrimitiveConverter {
  private final Column column;
  private @Nullable ColumnReader values;
  private String[] dictionary = {};
  private @Nullable String text;
  private double real;
  boolean present;
  long number;

  ColumnCursor(Column column) {
    this.column = column;
  }

  /**
   * Puts cursors before the first row of a row group.
   *
   * @param cursors one per column of the projection, in its order
   * @param root the cursors, nested as the columns are
   */
  static void start(
      List<ColumnCursor> cursors,
      GroupConverter root,
      PageReadStore group,
      MessageType projection,
      String createdBy) {
    ColumnReadStoreImpl store = new ColumnReadStoreImpl(group, root, projection, createdBy);
    for (int i = 0; i < cursors.size(); i++) {
      cursors.get(i).values = store.getColumnReader(projection.getColumns().get(i));
    }
  }

  /** Goes to the next row of a column with one value per row. */
  void advance() {
    advance(0);
  }

  /**
   * Takes the next value.
   *
   * @param level the definition level of a missing value
   */
  void advance(int level) {
    ColumnReader reader = reader();
    present = column.required() || reader.getCurrentDefinitionLevel() > level;
    if (present) {
      reader.writeCurrentValueToConverter();
    }
    reader.consume();
  }

  /** Passes the mark of a list without elements. */
  void skip() {
    reader().consume();
  }

  int definitionLevel() {
    return reader().getCurrentDefinitionLevel();
  }

  /** Whether the next value belongs to the same list. */
  boolean continuesList() {
    return reader().getCurrentRepetitionLevel() > 0;
  }

  private ColumnReader reader() {
    ColumnReader reader = values;
    if (reader == null) {
      throw new IllegalStateException("no row group was started");
    }
    return reader;
  }

  @Nullable String text() {
    return present ? text : null;
  }

  double real() {
    return present ? real : Double.NaN;
  }

  @Override
  public boolean hasDictionarySupport() {
    return column.kind() == Column.Kind.TEXT;
  }

  @Override
  public void setDictionary(Dictionary encoded) {
    dictionary = new String[encoded.getMaxId() + 1];
    for (int i = 0; i < dictionary.length; i++) {
      dictionary[i] = encoded.decodeToBinary(i).toStringUsingUTF8();
    }
  }

  @Override
  public void addValueFromDictionary(int id) {
    text = dictionary[id];
  }

  @Override
  public void addBinary(Binary value) {
    text = value.toStringUsingUTF8();
  }

  @Override
  public void addLong(long value) {
    number = value;
  }

  @Override
  public void addDouble(double value) {
    real = value;
  }

  @Override
  public void addBoolean(boolean value) {
    number = value ? 1 : 0;
  }
}
