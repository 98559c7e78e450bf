package io.mallguard.training.history;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL that brings staged rows, and the labels split off them, into the order of history. The
 * order is binding: (observed_at, labels first, occurred_at, then the query's sequence where it has
 * one, else event_id). Immutable.
 */
final class SortedSelect {
  static final String ROW = "#row";
  static final int ROW_AT = 1;
  static final int SPLIT_AT = 2;
  static final int OCCURRED_AT = 3;
  static final int OCCURRED_FOUND = 4;
  static final int OBSERVED_AT = 5;
  static final int OBSERVED_FOUND = 6;
  static final int TYPE_AT = 7;
  static final int ID_AT = 8;
  static final int SEQUENCE_AT = 9;
  static final int SEQUENCE_FOUND = 10;
  private static final int FIRST_SOURCE = 11;

  private final ImportColumns columns;
  private final EventSchema schema;
  private final List<SourceColumn> sources = new ArrayList<>();

  SortedSelect(EventSchema schema, ImportColumns columns) {
    this.schema = schema;
    this.columns = columns;
    for (EventType type : columns.defaultType().map(List::of).orElse(schema.eventTypes())) {
      type.fields().subList(0, type.sentFields()).forEach(field -> add(column(field)));
      type.markedFields().forEach(field -> add(mark(field.name())));
      for (ListField list : type.lists()) {
        list.fields().forEach(field -> add(SourceColumn.of(list, field)));
      }
    }
  }

  private static SourceColumn column(Field field) {
    return SourceColumn.of(field.name(), SourceColumn.Form.of(field.kind()));
  }

  private static SourceColumn mark(String name) {
    return SourceColumn.of(name, SourceColumn.Form.YES_NO);
  }

  private void add(SourceColumn source) {
    if (columns.has(source.name()) && !sources.contains(source)) {
      sources.add(source);
    }
  }

  /** Index of a field's value in the result, or -1 if there is none; what was found is next. */
  int indexOf(String name, SourceColumn.Form form) {
    return indexOf(SourceColumn.of(name, form));
  }

  /** Index of a column's value in the result, or -1 if there is none; what was found is next. */
  int indexOf(SourceColumn source) {
    int i = sources.indexOf(source);
    return i < 0 ? -1 : FIRST_SOURCE + 2 * i;
  }

  /** SQL of a row's event type. */
  String type() {
    return columns
        .defaultType()
        .map(type -> Staging.quoted(type.name()))
        .orElse("CAST(event_type AS VARCHAR)");
  }

  /** SQL of a row's event id: the column where there is one, else the type's id field. */
  String id() {
    List<String> choices = new ArrayList<>();
    if (columns.has(ImportColumns.EVENT_ID)) {
      choices.add("CAST(event_id AS VARCHAR)");
    }
    for (EventType type : schema.eventTypes()) {
      if (type.idField() >= 0) {
        Field field = type.fields().get(type.idField());
        if (columns.has(field.name())) {
          choices.add(
              "CASE WHEN %s = %s THEN CAST(%s AS VARCHAR) END"
                  .formatted(type(), Staging.quoted(type.name()), Staging.name(field.name())));
        }
      }
    }
    choices.add("NULL");
    return "COALESCE(" + String.join(", ", choices) + ")";
  }

  /** All events and labels in order. */
  String sql() {
    List<String> parts = new ArrayList<>();
    parts.add("SELECT " + ROW_NAME + ", 0 AS split, * EXCLUDE (" + ROW_NAME + ") FROM read");
    for (int i = 0; i < columns.splits().size(); i++) {
      parts.add(labels(i + 1, columns.splits().get(i)));
    }
    String tie = columns.has(ImportColumns.SEQUENCE) ? "sequence_value" : "id";
    return """
        WITH read AS (SELECT %s FROM stage)
        SELECT * FROM (%s)
        ORDER BY observed_value NULLS FIRST,
          CASE WHEN split > 0 OR type IN (%s) THEN 0 ELSE 1 END,
          occurred_value NULLS FIRST, %s NULLS FIRST, split, id NULLS FIRST, type NULLS FIRST
        """
        .formatted(readList(), String.join("\nUNION ALL ", parts), labelTypes(), tie);
  }

  private static final String ROW_NAME = Staging.name(ROW);

  private String readList() {
    SourceColumn occurred = SourceColumn.of("occurred_at", SourceColumn.Form.TIME);
    SourceColumn observed = SourceColumn.of("observed_at", SourceColumn.Form.TIME);
    boolean observedThere = columns.has(ImportColumns.OBSERVED_AT);
    SourceColumn sequence = SourceColumn.of("sequence", SourceColumn.Form.WHOLE);
    boolean sequenceThere = columns.has(ImportColumns.SEQUENCE);
    List<String> list = new ArrayList<>();
    list.add(ROW_NAME);
    list.add(occurred.value() + " AS occurred_value");
    list.add(occurred.found() + " AS occurred_found");
    String observedValue =
        observedThere
            ? "CASE WHEN observed_at IS NULL THEN occurred_value ELSE " + observed.value() + " END"
            : "occurred_value";
    list.add(observedValue + " AS observed_value");
    list.add((observedThere ? observed.found() : "NULL") + " AS observed_found");
    list.add(type() + " AS type");
    list.add(id() + " AS id");
    list.add((sequenceThere ? sequence.value() : "NULL") + " AS sequence_value");
    list.add((sequenceThere ? sequence.found() : "NULL") + " AS sequence_found");
    for (int i = 0; i < sources.size(); i++) {
      list.add(sources.get(i).value() + " AS value" + i);
      list.add(sources.get(i).found() + " AS found" + i);
    }
    return String.join(", ", list);
  }

  /** A label is known when its field is, but never before its event is. */
  private String labels(int number, LabelSplit split) {
    int value = sources.indexOf(SourceColumn.of(split.field().name(), SourceColumn.Form.YES_NO));
    String known =
        "greatest(occurred_value + %d, observed_value + 1)"
            .formatted(split.field().knownAfterMillis());
    return "SELECT %s, %d, * EXCLUDE (%s) REPLACE (%s AS occurred_value, %s AS observed_value) FROM read WHERE type = %s AND value%d IS NOT NULL"
        .formatted(
            ROW_NAME,
            number,
            ROW_NAME,
            known,
            known,
            Staging.quoted(split.subject().name()),
            value);
  }

  private String labelTypes() {
    String list =
        schema.eventTypes().stream()
            .filter(EventType::hasSubject)
            .map(type -> Staging.quoted(type.name()))
            .collect(Collectors.joining(", "));
    return list.isEmpty() ? "NULL" : list;
  }
}
