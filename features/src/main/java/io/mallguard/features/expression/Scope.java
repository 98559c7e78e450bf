package io.mallguard.features.expression;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.MarkedField;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names an expression may use and what they stand for: fields of one event type (as {@code
 * field} or {@code type.field}), its marked fields, its envelope's times, and columns of the row.
 * Immutable.
 */
public final class Scope {
  private final Map<String, Variable> variables;
  private final ZoneId zone;

  private Scope(Map<String, Variable> variables, ZoneId zone) {
    this.variables = variables;
    this.zone = zone;
  }

  /** The fields and envelope times of an event type, without its marked fields. */
  public static Scope ofFields(EventType type, ZoneId zone) {
    Map<String, Variable> variables = new LinkedHashMap<>();
    for (int i = 0; i < type.fields().size(); i++) {
      Field field = type.fields().get(i);
      put(variables, type, field.name(), new Variable.FieldValue(i, field));
    }
    put(variables, type, "occurred_at", new Variable.OccurredAt());
    put(variables, type, "observed_at", new Variable.ObservedAt());
    return new Scope(variables, zone);
  }

  /** The same scope with the marked fields of the event type: for filters over past events. */
  public Scope withMarks(EventType type) {
    Map<String, Variable> more = new LinkedHashMap<>(variables);
    for (MarkedField field : type.markedFields()) {
      put(more, type, field.name(), new Variable.MarkValue(field.index()));
    }
    return new Scope(more, zone);
  }

  /** The same scope with the named columns of the row. */
  public Scope withColumns(Map<String, Integer> columns) {
    Map<String, Variable> more = new LinkedHashMap<>(variables);
    columns.forEach((name, index) -> more.putIfAbsent(name, new Variable.Column(index)));
    return new Scope(more, zone);
  }

  private static void put(
      Map<String, Variable> variables, EventType type, String name, Variable variable) {
    variables.putIfAbsent(name, variable);
    variables.put(type.name() + "." + name, variable);
  }

  Map<String, Variable> variables() {
    return variables;
  }

  ZoneId zone() {
    return zone;
  }

  /** The names without their qualified twins. */
  List<String> plainNames() {
    List<String> names = new ArrayList<>(variables.keySet());
    names.removeIf(name -> name.contains("."));
    return names;
  }
}
