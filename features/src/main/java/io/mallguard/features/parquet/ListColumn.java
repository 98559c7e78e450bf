package io.mallguard.features.parquet;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.event.ListValue;
import java.util.List;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.ConversionPatterns;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * A list field as a column of lists, in the three levels of Parquet's LIST: other readers see a
 * list of structs, or of values if the list is plain. An empty list is missing where it may be.
 * Immutable.
 *
 * @param list the field
 * @param columns the fields of an element as columns, in their order
 */
record ListColumn(ListField list, List<Column> columns) {
  private static final String LIST = "list";
  private static final String ELEMENT = "element";

  /** Copies the list. */
  ListColumn {
    columns = List.copyOf(columns);
  }

  static ListColumn of(ListField list) {
    return new ListColumn(list, list.fields().stream().map(ListColumn::column).toList());
  }

  /** The column of a field with one value. */
  static Column column(Field field) {
    Column.Kind kind =
        switch (field.kind()) {
          case ID, ENTITY, TEXT, ENUM -> Column.Kind.TEXT;
          case MONEY, INTEGER -> Column.Kind.LONG;
          case BOOL -> Column.Kind.BOOL;
          case TIME -> Column.Kind.TIME;
        };
    return new Column(field.name(), kind, field.required());
  }

  GroupType parquetType() {
    Repetition repetition = list.required() ? Repetition.REQUIRED : Repetition.OPTIONAL;
    return ConversionPatterns.listOfElements(repetition, list.name(), elementType());
  }

  private Type elementType() {
    if (list.isPlain()) {
      return new Column(ELEMENT, columns.get(0).kind(), true).parquetType();
    }
    List<Type> types = columns.stream().<Type>map(Column::parquetType).toList();
    return new GroupType(Repetition.REQUIRED, ELEMENT, types);
  }

  /** The definition level from which on there is an element. */
  int elementLevel() {
    return list.required() ? 1 : 2;
  }

  void write(RecordConsumer consumer, int index, ListValue value) {
    if (value.size() == 0 && !list.required()) {
      return;
    }
    consumer.startField(list.name(), index);
    consumer.startGroup();
    if (value.size() > 0) {
      consumer.startField(LIST, 0);
      for (int element = 0; element < value.size(); element++) {
        consumer.startGroup();
        consumer.startField(ELEMENT, 0);
        writeElement(consumer, value, element);
        consumer.endField(ELEMENT, 0);
        consumer.endGroup();
      }
      consumer.endField(LIST, 0);
    }
    consumer.endGroup();
    consumer.endField(list.name(), index);
  }

  private void writeElement(RecordConsumer consumer, ListValue value, int element) {
    if (list.isPlain()) {
      writeValue(consumer, value, element, 0);
      return;
    }
    consumer.startGroup();
    for (int i = 0; i < columns.size(); i++) {
      if (value.has(element, i)) {
        consumer.startField(columns.get(i).name(), i);
        writeValue(consumer, value, element, i);
        consumer.endField(columns.get(i).name(), i);
      }
    }
    consumer.endGroup();
  }

  private void writeValue(RecordConsumer consumer, ListValue value, int element, int i) {
    Field field = list.fields().get(i);
    switch (field.kind()) {
      case ID, ENTITY, TEXT ->
          consumer.addBinary(TableRow.utf8(String.valueOf(value.text(element, i))));
      case ENUM -> {
        String word = field.values().get((int) value.number(element, i));
        consumer.addBinary(TableRow.utf8(word));
      }
      case MONEY, INTEGER, TIME -> consumer.addLong(value.number(element, i));
      case BOOL -> consumer.addBoolean(value.number(element, i) != 0);
    }
  }
}
