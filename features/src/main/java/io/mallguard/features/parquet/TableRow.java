package io.mallguard.features.parquet;

import io.mallguard.features.event.ListValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** The row being written: one slot per column, reused for every row. One owner thread. */
final class TableRow {
  private final Column[] columns;
  private final boolean[] present;
  private final long[] numbers;
  private final double[] reals;
  private final @Nullable String[] texts;
  private final ListColumn[] listColumns;
  private final ListValue[] lists;

  TableRow(List<Column> columnList, List<ListColumn> lists) {
    this.columns = columnList.toArray(Column[]::new);
    this.listColumns = lists.toArray(ListColumn[]::new);
    this.lists = new ListValue[listColumns.length];
    this.present = new boolean[columns.length];
    this.numbers = new long[columns.length];
    this.reals = new double[columns.length];
    this.texts = new String[columns.length];
    clear();
  }

  void text(int column, @Nullable String value) {
    texts[column] = value;
    present[column] = value != null;
  }

  void number(int column, long value) {
    numbers[column] = value;
    present[column] = true;
  }

  void real(int column, double value) {
    reals[column] = value;
    present[column] = !Double.isNaN(value);
  }

  void list(int list, ListValue value) {
    lists[list] = value;
  }

  void clear() {
    Arrays.fill(present, false);
    Arrays.fill(lists, ListValue.EMPTY);
  }

  void writeTo(RecordConsumer consumer) {
    consumer.startMessage();
    for (int i = 0; i < columns.length; i++) {
      if (present[i]) {
        consumer.startField(columns[i].name(), i);
        writeValue(consumer, i);
        consumer.endField(columns[i].name(), i);
      }
    }
    for (int i = 0; i < lists.length; i++) {
      listColumns[i].write(consumer, columns.length + i, lists[i]);
    }
    consumer.endMessage();
  }

  private void writeValue(RecordConsumer consumer, int i) {
    switch (columns[i].kind()) {
      case TEXT -> consumer.addBinary(utf8(String.valueOf(texts[i])));
      case LONG, TIME -> consumer.addLong(numbers[i]);
      case REAL -> consumer.addDouble(reals[i]);
      case BOOL -> consumer.addBoolean(numbers[i] != 0);
    }
  }

  /** Backed by an array: Parquet compares these several times faster than those of a string. */
  static Binary utf8(String text) {
    return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The name of the first required column without a value, or empty. */
  String firstMissing() {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].required() && !present[i]) {
        return columns[i].name();
      }
    }
    return "";
  }
}
