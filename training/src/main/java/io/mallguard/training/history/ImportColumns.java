package io.mallguard.training.history;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the columns of a query mean in a schema. Immutable.
 *
 * @param names the query's columns
 * @param defaultType the type of all rows, or empty if a column says it
 * @param lists the columns of lists
 * @param splits the columns that become later events
 */
record ImportColumns(
    Set<String> names,
    Optional<EventType> defaultType,
    List<ListField> lists,
    List<LabelSplit> splits) {
  static final String EVENT_ID = "event_id";
  static final String EVENT_TYPE = "event_type";
  static final String OCCURRED_AT = "occurred_at";
  static final String OBSERVED_AT = "observed_at";
  static final String SEQUENCE = "sequence";
  private static final List<String> ENVELOPE =
      List.of(EVENT_ID, EVENT_TYPE, OCCURRED_AT, OBSERVED_AT, SEQUENCE);
  private static final Set<String> TIME_TYPES =
      Set.of(
          "DATE",
          "VARCHAR",
          "TIMESTAMP",
          "TIMESTAMP WITH TIME ZONE",
          "TIMESTAMP_S",
          "TIMESTAMP_MS",
          "TIMESTAMP_NS");

  /** Holds columns against a schema; all problems go where they are collected. */
  static ImportColumns of(EventSchema schema, Map<String, String> types, Problems problems) {
    Set<String> names = types.keySet();
    List<EventType> scored = schema.eventTypes().stream().filter(EventType::scored).toList();
    boolean typed = names.contains(EVENT_TYPE);
    Optional<EventType> defaultType =
        typed || scored.size() != 1 ? Optional.empty() : Optional.of(scored.get(0));
    if (!typed && scored.size() != 1) {
      String legal = "there, since schema " + schema.name() + " has not exactly one scored type";
      problems.add("column " + EVENT_TYPE, "missing_column", "nothing", legal);
    }
    List<EventType> covered = defaultType.map(List::of).orElse(schema.eventTypes());
    ImportColumns columns =
        new ImportColumns(
            names, defaultType, lists(covered, names), splits(schema, covered, names, problems));
    columns.requireEnvelope(types, problems);
    columns.requireLists(types, problems);
    defaultType.ifPresent(type -> columns.requireFields(type, problems));
    columns.refuseUnknown(covered, problems);
    return columns;
  }

  private static List<ListField> lists(List<EventType> covered, Set<String> names) {
    return covered.stream()
        .flatMap(type -> type.lists().stream())
        .filter(list -> names.contains(list.name()))
        .distinct()
        .toList();
  }

  private void requireLists(Map<String, String> types, Problems problems) {
    for (ListField list : lists) {
      String type = types.getOrDefault(list.name(), "");
      if (!type.endsWith("[]") && !type.equals("JSON")) {
        String elements = list.isPlain() ? "values" : "structs";
        String legal = "a LIST of " + elements + ", or JSON with an array";
        problems.add("column " + list.name(), "wrong_column_type", type, legal);
      }
    }
  }

  private static List<LabelSplit> splits(
      EventSchema schema, List<EventType> covered, Set<String> names, Problems problems) {
    List<LabelSplit> splits = new ArrayList<>();
    for (EventType type : covered) {
      for (MarkedField field : type.markedFields()) {
        if (names.contains(field.name())) {
          LabelSplit.of(schema, type, field, problems).ifPresent(splits::add);
        }
      }
    }
    return splits;
  }

  private void requireEnvelope(Map<String, String> types, Problems problems) {
    if (!names.contains(OCCURRED_AT)) {
      problems.add("column " + OCCURRED_AT, "missing_column", "nothing", "when the event happened");
    }
    for (String time : List.of(OCCURRED_AT, OBSERVED_AT)) {
      String type = types.getOrDefault(time, "VARCHAR");
      if (!TIME_TYPES.contains(type)) {
        problems.add("column " + time, "wrong_column_type", type, "TIMESTAMP, TIMESTAMPTZ or text");
      }
    }
  }

  private void requireFields(EventType type, Problems problems) {
    for (Field field : type.fields()) {
      if (field.required() && !names.contains(field.name())) {
        String legal = "a column for the required field of event type " + type.name();
        problems.add("column " + field.name(), "missing_column", "nothing", legal);
      }
    }
    for (ListField list : type.lists()) {
      if (list.required() && !names.contains(list.name())) {
        String legal = "a column for the required list of event type " + type.name();
        problems.add("column " + list.name(), "missing_column", "nothing", legal);
      }
    }
    if (type.idField() < 0 && !names.contains(EVENT_ID)) {
      String legal = "there, since event type " + type.name() + " has no id field";
      problems.add("column " + EVENT_ID, "missing_column", "nothing", legal);
    }
  }

  private void refuseUnknown(List<EventType> covered, Problems problems) {
    Set<String> known = new LinkedHashSet<>(ENVELOPE);
    for (EventType type : covered) {
      type.fields().subList(0, type.sentFields()).forEach(field -> known.add(field.name()));
      type.lists().forEach(list -> known.add(list.name()));
      type.markedFields().forEach(field -> known.add(field.name()));
    }
    for (String name : names) {
      if (!known.contains(name)) {
        String legal = Names.oneOf(name, List.copyOf(known));
        problems.add("column " + name, "unknown_column", name, legal);
      }
    }
  }

  boolean has(String name) {
    return names.contains(name);
  }
}
