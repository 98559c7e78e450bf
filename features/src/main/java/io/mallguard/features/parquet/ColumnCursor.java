package io.mallguard.features.parquet;

import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
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

  /** Puts all cursors before the first row of a row group. */
  static void start(
      ColumnCursor[] cursors, PageReadStore group, MessageType projection, String createdBy) {
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(group, new Cursors(cursors), projection, createdBy);
    for (int i = 0; i < cursors.length; i++) {
      cursors[i].values = store.getColumnReader(projection.getColumns().get(i));
    }
  }

  void advance() {
    ColumnReader reader = values;
    if (reader == null) {
      throw new IllegalStateException("no row group was started");
    }
    present = column.required() || reader.getCurrentDefinitionLevel() > 0;
    if (present) {
      reader.writeCurrentValueToConverter();
    }
    reader.consume();
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

  private static final class Cursors extends GroupConverter {
    private final ColumnCursor[] cursors;

    Cursors(ColumnCursor[] cursors) {
      this.cursors = cursors;
    }

    @Override
    public Converter getConverter(int index) {
      return cursors[index];
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
