package io.mallguard.features.schema;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.expression.Scope;
import io.mallguard.features.expression.Tables;
import io.mallguard.features.expression.Variable;
import io.mallguard.features.plan.TypePlan;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** The names of an event type's fields, and an event's values where those names read them. */
public final class EventScope {
  private EventScope() {}

  /** The fields and times of an event type, plain and as {@code type.field}; no tables. */
  public static Scope.Builder of(EventType type, ZoneId zone) {
    return of(type, zone, Tables.NONE);
  }

  /** The fields and times of an event type, plain and as {@code type.field}. */
  public static Scope.Builder of(EventType type, ZoneId zone, Tables tables) {
    return of(type.name(), type.fields(), zone, tables);
  }

  /** The same with its marked fields; no tables. */
  public static Scope.Builder withMarks(EventType type, ZoneId zone) {
    Scope.Builder scope = of(type, zone);
    for (MarkedField field : type.markedFields()) {
      int slot = TypePlan.slotOfMark(type, field.index());
      add(scope, type.name(), field.name(), new Variable.Mark(slot, field.index()));
    }
    return scope;
  }

  /** The first fields of a type that is still being read. */
  static Scope.Builder of(String type, List<Field> fields, ZoneId zone, Tables tables) {
    Scope.Builder scope = Scope.builder(zone, tables);
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      add(scope, type, field.name(), variable(field, TypePlan.slotOfField(i)));
    }
    add(scope, type, "occurred_at", new Variable.Number(TypePlan.OCCURRED_AT));
    add(scope, type, "observed_at", new Variable.Number(TypePlan.OBSERVED_AT));
    return scope;
  }

  private static void add(Scope.Builder scope, String type, String name, Variable variable) {
    scope.add(name, variable).add(type + "." + name, variable);
  }

  private static Variable variable(Field field, int slot) {
    return switch (field.kind()) {
      case MONEY, INTEGER, TIME -> new Variable.Number(slot);
      case BOOL -> new Variable.Bool(slot);
      case ENUM -> new Variable.Enumerated(slot, field.values());
      case ID, ENTITY, TEXT -> new Variable.Text(slot);
    };
  }

  /** The values of an event, without list elements. */
  public static long[] slots(Event event, int marks) {
    EventType type = event.type();
    long[] slots = new long[TypePlan.slotOfElements(type, type.lists().size())];
    Arrays.fill(slots, Field.ABSENT);
    slots[TypePlan.OCCURRED_AT] = event.occurredAtMillis();
    slots[TypePlan.OBSERVED_AT] = event.observedAtMillis();
    slots[TypePlan.OWN_ID] = event.ownId();
    event.copySlots(slots, TypePlan.FIRST_FIELD);
    for (int i = 0; i < type.markedFields().size(); i++) {
      slots[TypePlan.slotOfMark(type, i)] = (marks & 1 << i) == 0 ? 0 : 1;
    }
    return slots;
  }
}
