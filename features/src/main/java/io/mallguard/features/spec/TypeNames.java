package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.expression.Variable;
import io.mallguard.features.plan.TypePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names that expressions over one event type may use, and the slots where their values stand.
 * Mutable while look-ups are attached, one owner thread.
 */
final class TypeNames {
  /** Name of the id by which later events name an event. */
  static final String OWN_ID = "event_id";

  private final EventType type;
  private final Map<String, Variable> own = new LinkedHashMap<>();
  private final Map<String, Variable> marks = new LinkedHashMap<>();
  private final List<Map<String, Variable>> elements = new ArrayList<>();
  private final Map<String, Variable> attached = new LinkedHashMap<>();
  private final List<Attached> lookUps = new ArrayList<>();
  private final Map<String, Map<String, Variable>> known = new HashMap<>();
  private int slots;
  private int firstOutcome;

  /**
   * A look-up in the slots of an event.
   *
   * @param lookUp the look-up
   * @param paths where the event says the id
   * @param firstSlot slot of the record's fold time; the kept fields follow
   * @param fields names of the kept fields
   */
  record Attached(LookUpDeclaration lookUp, List<Path> paths, int firstSlot, List<String> fields) {}

  /** The names of a type's own values. */
  TypeNames(EventType type) {
    this.type = type;
    for (int i = 0; i < type.fields().size(); i++) {
      Field field = type.fields().get(i);
      put(own, field.name(), variable(field, TypePlan.slotOfField(i)));
    }
    put(own, "occurred_at", new Variable.Number(TypePlan.OCCURRED_AT));
    put(own, "observed_at", new Variable.Number(TypePlan.OBSERVED_AT));
    put(own, "fold_time", new Variable.Number(TypePlan.FOLD_TIME));
    put(own, OWN_ID, new Variable.Text(TypePlan.OWN_ID));
    for (MarkedField field : type.markedFields()) {
      int slot = TypePlan.slotOfMark(type, field.index());
      put(marks, field.name(), new Variable.Mark(slot, field.index()));
    }
    for (int i = 0; i < type.lists().size(); i++) {
      elements.add(elements(type.lists().get(i), TypePlan.slotOfElements(type, i)));
    }
    slots = TypePlan.slotOfElements(type, type.lists().size());
  }

  private void put(Map<String, Variable> names, String name, Variable variable) {
    names.putIfAbsent(name, variable);
    names.putIfAbsent(type.name() + "." + name, variable);
  }

  private static Map<String, Variable> elements(ListField list, int firstSlot) {
    Map<String, Variable> names = new LinkedHashMap<>();
    for (int i = 0; i < list.fields().size(); i++) {
      Variable variable = variable(list.fields().get(i), firstSlot + i);
      names.put(list.fields().get(i).name(), variable);
      names.put(list.name() + "." + list.fields().get(i).name(), variable);
    }
    return names;
  }

  private static Variable variable(Field field, int slot) {
    return switch (field.kind()) {
      case MONEY, INTEGER, TIME -> new Variable.Number(slot);
      case BOOL -> new Variable.Bool(slot);
      case ENUM -> new Variable.Enumerated(slot, field.values());
      case ID, ENTITY, TEXT -> new Variable.Text(slot);
    };
  }

  static boolean isNumber(Field field) {
    return switch (field.kind()) {
      case MONEY, INTEGER, TIME -> true;
      case BOOL, ENUM, ID, ENTITY, TEXT -> false;
    };
  }

  /** Gives a look-up its slots and names. */
  void attach(LookUpDeclaration lookUp, List<Path> paths, List<String> fields) {
    lookUps.add(new Attached(lookUp, paths, slots, fields));
    attached.put(lookUp.name(), new Variable.Record(slots));
    attached.put(lookUp.name() + ".fold_time", new Variable.Number(slots));
    Map<String, Field> all = lookUp.fields();
    for (int i = 0; i < fields.size(); i++) {
      Field field = all.get(fields.get(i));
      if (field != null) {
        attached.put(lookUp.name() + "." + fields.get(i), variable(field, slots + 1 + i));
      }
    }
    slots += 1 + fields.size();
  }

  /** Gives the marks that outcomes add their slots, behind all others. */
  void reserveMarks(int count) {
    firstOutcome = slots;
    slots += count;
  }

  /** The slots of all marks: those of the schema, then those of outcomes. */
  List<Integer> markSlots() {
    List<Integer> markSlots = new ArrayList<>();
    for (int i = 0; i < type.markedFields().size(); i++) {
      markSlots.add(TypePlan.slotOfMark(type, i));
    }
    for (int slot = firstOutcome; slot < slots; slot++) {
      markSlots.add(slot);
    }
    return markSlots;
  }

  /** Makes the event itself the record of a look-up. */
  void attachSelf(LookUpDeclaration lookUp) {
    attached.put(lookUp.name(), new Variable.Record(TypePlan.FOLD_TIME));
    for (String name : List.copyOf(own.keySet())) {
      if (!name.contains(".")) {
        Variable variable = own.get(name);
        if (variable != null) {
          attached.put(lookUp.name() + "." + name, variable);
        }
      }
    }
  }

  EventType type() {
    return type;
  }

  int slots() {
    return slots;
  }

  /** The look-ups, each after those that its id is read from. */
  List<Attached> lookUps() {
    return lookUps;
  }

  /** All names in the order in which they hide each other; asked once all look-ups are there. */
  Map<String, Variable> variables(Optional<String> each, boolean withMarks) {
    return known.computeIfAbsent(each.orElse("") + "|" + withMarks, k -> merged(each, withMarks));
  }

  private Map<String, Variable> merged(Optional<String> each, boolean withMarks) {
    Map<String, Variable> all = new LinkedHashMap<>();
    int list = each.map(type::listIndex).orElse(-1);
    if (list >= 0) {
      all.putAll(elements.get(list));
    }
    own.forEach((name, variable) -> all.putIfAbsent(name, preferred(name, variable)));
    attached.forEach(all::putIfAbsent);
    if (withMarks) {
      marks.forEach(all::putIfAbsent);
    }
    return all;
  }

  /** A field hides the bare name of a look-up, and a look-up the event's own type. */
  private Variable preferred(String name, Variable variable) {
    Variable other = attached.get(name);
    return other == null || other instanceof Variable.Record ? variable : other;
  }

  boolean has(String name, Optional<String> each, boolean withMarks) {
    return variables(each, withMarks).containsKey(name);
  }

  /** Whether a name stands for a field of the elements of the list. */
  boolean isElement(String name, Optional<String> each) {
    int list = each.map(type::listIndex).orElse(-1);
    return list >= 0 && elements.get(list).containsKey(name);
  }

  /** Slot of a field of the event or, in a list, of its elements; -1 if there is none. */
  int slotOf(String field, Optional<String> each) {
    int list = each.map(type::listIndex).orElse(-1);
    Variable variable = list < 0 ? null : elements.get(list).get(field);
    return slotOf(variable == null ? own.get(field) : variable);
  }

  private static int slotOf(@org.jspecify.annotations.Nullable Variable variable) {
    if (variable instanceof Variable.Number number) {
      return number.slot();
    } else if (variable instanceof Variable.Bool bool) {
      return bool.slot();
    } else if (variable instanceof Variable.Enumerated enumerated) {
      return enumerated.slot();
    } else if (variable instanceof Variable.Text text) {
      return text.slot();
    }
    return -1;
  }

  /** The look-up and field (empty for its time) that a slot belongs to, if it is attached. */
  Optional<Attached> attachedAt(int slot) {
    return lookUps.stream()
        .filter(a -> slot >= a.firstSlot() && slot <= a.firstSlot() + a.fields().size())
        .findFirst();
  }

  /** Whether the name is a field that every event of the type has. */
  boolean isAlwaysPresent(String name, Optional<String> each) {
    int list = each.map(type::listIndex).orElse(-1);
    if (list >= 0 && elements.get(list).containsKey(name)) {
      return type.lists().get(list).fields().stream()
          .anyMatch(f -> f.name().equals(name) && f.required());
    }
    String plain =
        name.startsWith(type.name() + ".") ? name.substring(type.name().length() + 1) : name;
    boolean time = List.of("occurred_at", "observed_at", "fold_time").contains(plain);
    int field = type.fieldIndex(plain);
    return time || (field >= 0 && type.fields().get(field).required());
  }
}
