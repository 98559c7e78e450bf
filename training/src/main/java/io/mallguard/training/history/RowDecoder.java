package io.mallguard.training.history;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.FieldValues;
import io.mallguard.features.event.ListField;
import io.mallguard.features.event.ListValue;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.Names;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes events of the rows of a {@link SortedSelect} and checks every value. One owner thread. */
final class RowDecoder {
  private static final long MAX_AHEAD_MILLIS = Duration.ofMinutes(5).toMillis();
  private static final String LEGAL_TIME =
      "a timestamp, or text such as 2026-11-22T19:41:05, from the years 1970 to 9999";

  private final EventSchema schema;
  private final SortedSelect select;
  private final ImportColumns columns;
  private final Problems problems;
  private final ListDecoder listDecoder;

  RowDecoder(EventSchema schema, SortedSelect select, ImportColumns columns, Problems problems) {
    this.schema = schema;
    this.select = select;
    this.columns = columns;
    this.problems = problems;
    this.listDecoder = new ListDecoder(select, problems);
  }

  /** The event of the current row, or empty if anything is wrong with it. */
  Optional<Event> decode(ResultSet row) throws SQLException {
    long before = problems.count();
    int split = row.getInt(SortedSelect.SPLIT_AT);
    Optional<Event> event = split == 0 ? event(row) : Optional.of(label(row, split));
    return problems.count() > before ? Optional.empty() : event;
  }

  private Event label(ResultSet row, int number) throws SQLException {
    LabelSplit split = columns.splits().get(number - 1);
    EventType subject = split.subject();
    String id = String.valueOf(row.getString(SortedSelect.ID_AT));
    String subjectId = id;
    if (subject.idField() >= 0) {
      String name = subject.fields().get(subject.idField()).name();
      subjectId = String.valueOf(text(row, name));
    }
    boolean value =
        row.getLong(select.indexOf(split.field().name(), SourceColumn.Form.YES_NO)) == 1;
    Event label = split.label(id, subjectId, row.getLong(SortedSelect.OBSERVED_AT), value);
    checkId(row, ImportColumns.EVENT_ID + " (of the label)", label.id());
    return label;
  }

  private @Nullable String text(ResultSet row, String name) throws SQLException {
    int index = select.indexOf(name, SourceColumn.Form.TEXT);
    return index < 0 ? null : row.getString(index);
  }

  private Optional<Event> event(ResultSet row) throws SQLException {
    String typeName = String.valueOf(row.getString(SortedSelect.TYPE_AT));
    Optional<EventType> type = schema.eventType(typeName);
    if (type.isEmpty()) {
      List<String> names = schema.eventTypes().stream().map(EventType::name).toList();
      add(
          row,
          ImportColumns.EVENT_TYPE,
          "unknown_event_type",
          typeName,
          Names.oneOf(typeName, names));
      return Optional.empty();
    }
    String id = row.getString(SortedSelect.ID_AT);
    checkId(row, ImportColumns.EVENT_ID, id);
    checkSequence(row);
    long occurred = time(row, SortedSelect.OCCURRED_AT, ImportColumns.OCCURRED_AT);
    long observed = time(row, SortedSelect.OBSERVED_AT, ImportColumns.OBSERVED_AT);
    if (occurred > observed + MAX_AHEAD_MILLIS && observed >= 0) {
      String found = FieldValues.writeTime(occurred);
      String legal = "at most 5 minutes after observed_at, " + FieldValues.writeTime(observed);
      add(row, ImportColumns.OCCURRED_AT, "after_observed", found, legal);
    }
    return Optional.of(withFields(row, type.get(), String.valueOf(id), occurred, observed));
  }

  private Event withFields(ResultSet row, EventType type, String id, long occurred, long observed)
      throws SQLException {
    int size = type.fields().size();
    long[] numbers = new long[size];
    @Nullable String[] texts = new @Nullable String[size];
    Arrays.fill(numbers, Field.ABSENT);
    for (int i = 0; i < type.sentFields(); i++) {
      Field field = type.fields().get(i);
      int index = select.indexOf(field.name(), SourceColumn.Form.of(field.kind()));
      boolean present =
          index >= 0
              && (field.kind().isText()
                  ? readText(row, field, index, texts, i)
                  : readNumber(row, field, index, numbers, i));
      if (!present && field.required()) {
        add(row, field.name(), "missing_value", "nothing", FieldValues.legal(field));
      }
    }
    ListValue[] lists = new ListValue[type.lists().size()];
    for (int i = 0; i < lists.length; i++) {
      lists[i] = listDecoder.decode(row, type.lists().get(i));
    }
    checkMarks(row, type);
    checkForeignFields(row, type);
    return Event.received(type, id, occurred, observed, numbers, texts, lists);
  }

  /** Answers whether anything is there, right or wrong. */
  private boolean readText(
      ResultSet row, Field field, int index, @Nullable String[] texts, int slot)
      throws SQLException {
    String text = row.getString(index);
    if (text != null && !FieldValues.isLegal(field, text)) {
      String found = text.length() > 40 ? text.length() + " characters" : "'" + text + "'";
      add(row, field.name(), "illegal_value", found, FieldValues.legal(field));
    }
    texts[slot] = text;
    return text != null;
  }

  private boolean readNumber(ResultSet row, Field field, int index, long[] numbers, int slot)
      throws SQLException {
    if (field.kind() == Field.Kind.ENUM) {
      return readEnum(row, field, index, numbers, slot);
    }
    long value = row.getLong(index);
    boolean isNull = row.wasNull();
    String found = row.getString(index + 1);
    if (found != null) {
      add(row, field.name(), "illegal_value", found, legal(field));
    } else if (!isNull && !FieldValues.isLegal(field, value)) {
      add(row, field.name(), "illegal_value", "" + value, legal(field));
    } else if (!isNull) {
      numbers[slot] = value;
    }
    return !isNull || found != null;
  }

  private static String legal(Field field) {
    return field.kind() == Field.Kind.TIME ? LEGAL_TIME : FieldValues.legal(field);
  }

  private boolean readEnum(ResultSet row, Field field, int index, long[] numbers, int slot)
      throws SQLException {
    String word = row.getString(index);
    if (word == null) {
      return false;
    }
    Optional<Long> value = FieldValues.enumIndex(field, word);
    if (value.isEmpty()) {
      add(row, field.name(), "illegal_value", word, Names.oneOf(word, field.values()));
    }
    numbers[slot] = value.orElse(Field.ABSENT);
    return true;
  }

  private void checkMarks(ResultSet row, EventType type) throws SQLException {
    for (MarkedField field : type.markedFields()) {
      int index = select.indexOf(field.name(), SourceColumn.Form.YES_NO);
      String found = index < 0 ? null : row.getString(index + 1);
      if (found != null) {
        add(row, field.name(), "illegal_value", found, "true or false, 1 or 0, or null if unknown");
      }
    }
  }

  /** Where a column says the type, a row may only fill the columns of its own type. */
  private void checkForeignFields(ResultSet row, EventType type) throws SQLException {
    if (columns.defaultType().isPresent()) {
      return;
    }
    for (EventType other : schema.eventTypes()) {
      for (Field field : other.fields().subList(0, other.sentFields())) {
        int index = select.indexOf(field.name(), SourceColumn.Form.of(field.kind()));
        if (index >= 0 && !isSent(type, field.name()) && row.getString(index) != null) {
          unexpected(row, type, field.name(), row.getString(index));
        }
      }
      for (ListField list : other.lists()) {
        if (type.listIndex(list.name()) < 0 && listDecoder.isFilled(row, list)) {
          unexpected(row, type, list.name(), "a list");
        }
      }
    }
  }

  private static boolean isSent(EventType type, String name) {
    int field = type.fieldIndex(name);
    return field >= 0 && field < type.sentFields();
  }

  private void unexpected(ResultSet row, EventType type, String column, String found)
      throws SQLException {
    String legal = "null: event type " + type.name() + " has no such field";
    add(row, column, "unexpected_value", found, legal);
  }

  private void checkId(ResultSet row, String column, @Nullable String id) throws SQLException {
    Field idField = new Field(column, Field.Kind.ID, "", List.of(), true);
    if (id == null) {
      add(row, column, "missing_value", "nothing", FieldValues.legal(idField));
    } else if (!FieldValues.isLegalId(id)) {
      add(row, column, "illegal_value", id.length() + " characters", FieldValues.legal(idField));
    }
  }

  private void checkSequence(ResultSet row) throws SQLException {
    if (columns.has(ImportColumns.SEQUENCE)
        && (row.getString(SortedSelect.SEQUENCE_FOUND) != null
            || row.getString(SortedSelect.SEQUENCE_AT) == null)) {
      String found = row.getString(SortedSelect.SEQUENCE_FOUND);
      add(row, "sequence", "illegal_value", found == null ? "nothing" : found, "a whole number");
    }
  }

  private long time(ResultSet row, int index, String column) throws SQLException {
    long value = row.getLong(index);
    boolean isNull = row.wasNull();
    String found = row.getString(index + 1);
    if (found != null) {
      add(row, column, "illegal_time", found, LEGAL_TIME);
    } else if (isNull && column.equals(ImportColumns.OCCURRED_AT)) {
      add(row, column, "missing_value", "nothing", LEGAL_TIME);
    } else if (!isNull && !FieldValues.isLegalTime(value)) {
      add(row, column, "illegal_time", FieldValues.writeTime(value), LEGAL_TIME);
    }
    return isNull ? Long.MIN_VALUE : value;
  }

  private void add(ResultSet row, String column, String code, String found, String legal)
      throws SQLException {
    String place = "row " + row.getLong(SortedSelect.ROW_AT) + " column " + column;
    problems.add(place, code, found, legal);
  }
}
