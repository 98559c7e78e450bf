package io.mallguard.features.parquet;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListValue;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.Column.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How the events of one type lie in columns: the envelope, then the fields in schema order. */
final class EventColumns {
  static final List<Column> ENVELOPE =
      List.of(
          Column.required("sequence", Kind.LONG),
          Column.required("fold_time", Kind.TIME),
          Column.required("event_id", Kind.TEXT),
          Column.required("occurred_at", Kind.TIME),
          Column.required("observed_at", Kind.TIME));
  static final int EVENT_ID = 2;
  private static final int FIRST_FIELD = ENVELOPE.size();

  private final EventType type;
  private final List<Field> fields;
  private final List<Column> columns;
  private final List<ListColumn> lists;
  private final List<EnumWords> words;

  private EventColumns(EventType type, List<Field> fields, List<ListColumn> lists) {
    this.type = type;
    this.fields = fields;
    this.lists = lists;
    this.words = fields.stream().map(EnumWords::new).toList();
    List<Column> all = new ArrayList<>(ENVELOPE);
    fields.forEach(field -> all.add(ListColumn.column(field)));
    columns = List.copyOf(all);
  }

  /** The columns of the newest version. */
  static EventColumns of(EventType type) {
    return new EventColumns(
        type, type.fields(), type.lists().stream().map(ListColumn::of).toList());
  }

  /** The columns of version 1: those of the fields that the schema writes. */
  static EventColumns beforeLists(EventType type) {
    return new EventColumns(
        type,
        type.fields().stream().filter(f -> f.origin() == Field.Origin.SENT).toList(),
        List.of());
  }

  EventType type() {
    return type;
  }

  /** Whether there is a column for a field of the type. */
  boolean hasField(int field) {
    return field < fields.size();
  }

  List<Column> columns() {
    return columns;
  }

  /**
   * Names of the columns whose values are nearly all different: a dictionary of them would be built
   * and thrown away, group after group.
   */
  Set<String> distinct() {
    Set<String> names = new TreeSet<>();
    ENVELOPE.forEach(column -> names.add(column.name()));
    if (type.idField() >= 0) {
      names.add(fields.get(type.idField()).name());
    }
    return names;
  }

  /** The columns of lists, which come after the others. */
  List<ListColumn> lists() {
    return lists;
  }

  void write(LoggedEvent logged, TableWriter out) {
    Event event = logged.event();
    out.number(0, logged.sequence());
    out.number(1, logged.foldTimeMillis());
    out.text(EVENT_ID, event.id());
    out.number(3, event.occurredAtMillis());
    out.number(4, event.observedAtMillis());
    for (int i = 0; i < fields.size(); i++) {
      if (event.has(i)) {
        writeField(event, i, out);
      }
    }
    for (int i = 0; i < lists.size(); i++) {
      out.list(i, event.list(i));
    }
  }

  private void writeField(Event event, int i, TableWriter out) {
    Field field = fields.get(i);
    int column = FIRST_FIELD + i;
    if (field.kind().isText()) {
      out.text(column, event.text(i));
    } else if (field.kind() == Field.Kind.ENUM) {
      out.text(column, field.values().get((int) event.number(i)));
    } else {
      out.number(column, event.number(i));
    }
  }

  long sequence(TableReader in) {
    return in.number(0);
  }

  /** The event of the reader's current row. */
  LoggedEvent read(TableReader in, String place) {
    int size = fields.size();
    long[] numbers = new long[size];
    @Nullable String[] texts = new String[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = Field.ABSENT;
      if (in.has(FIRST_FIELD + i)) {
        readField(in, i, numbers, texts, place);
      }
    }
    ListValue[] values = new ListValue[lists.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.list(i);
    }
    String id = String.valueOf(in.text(EVENT_ID));
    Event event = new Event(type, id, in.number(3), in.number(4), numbers, texts, values);
    return new LoggedEvent(in.number(0), in.number(1), event);
  }

  private void readField(
      TableReader in, int i, long[] numbers, @Nullable String[] texts, String place) {
    Field field = fields.get(i);
    int column = FIRST_FIELD + i;
    if (field.kind().isText()) {
      texts[i] = in.text(column);
    } else if (field.kind() == Field.Kind.ENUM) {
      numbers[i] = words.get(i).index(String.valueOf(in.text(column)), place);
    } else {
      numbers[i] = in.number(column);
    }
  }
}
