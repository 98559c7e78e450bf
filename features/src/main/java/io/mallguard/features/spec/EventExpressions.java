package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.expression.CheckedCondition;
import io.mallguard.features.expression.CheckedReal;
import io.mallguard.features.expression.CheckedWhole;
import io.mallguard.features.expression.Expressions;
import io.mallguard.features.expression.MarkUse;
import io.mallguard.features.expression.Scope;
import io.mallguard.features.expression.Tables;
import io.mallguard.features.expression.ValueKind;
import io.mallguard.features.expression.Variable;
import io.mallguard.features.expression.Whole;
import io.mallguard.features.plan.TypePlan;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.SchemaTables;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Compiles the expressions of a spec and notes which look-ups they use. One owner thread. */
final class EventExpressions {
  private final EventSchema schema;
  private final AllNames names;
  private final Tables tables;
  private final Filters filters;
  private final Map<String, Integer> columns;
  private final AllNames.Usage usage = new AllNames.Usage();
  private final Map<String, Object> compiled = new HashMap<>();

  EventExpressions(
      EventSchema schema, AllNames names, Filters filters, Map<String, Integer> columns) {
    this.schema = schema;
    this.names = names;
    this.tables = SchemaTables.of(schema);
    this.filters = filters;
    this.columns = columns;
  }

  AllNames.Usage usage() {
    return usage;
  }

  AllNames names() {
    return names;
  }

  /** A condition over past events: it may read marked fields. */
  Optional<CheckedCondition> condition(EventType type, Optional<String> each, YamlNode node) {
    Optional<CheckedCondition> checked =
        compile(type, each, node, true, CheckedCondition.class, Expressions::condition);
    checked.ifPresent(c -> note(type, c.slots()));
    return checked;
  }

  /** A condition over an event at the moment it happens. */
  Optional<CheckedCondition> conditionNow(EventType type, Optional<String> each, YamlNode node) {
    Optional<CheckedCondition> checked =
        compile(type, each, node, false, CheckedCondition.class, Expressions::condition);
    checked.ifPresent(c -> note(type, c.slots()));
    return checked;
  }

  Optional<CheckedWhole> whole(EventType type, Optional<String> each, YamlNode node) {
    Optional<CheckedWhole> checked =
        field(type, each, node)
            .or(() -> compile(type, each, node, false, CheckedWhole.class, Expressions::whole));
    checked.ifPresent(c -> note(type, c.slots()));
    return checked;
  }

  /** Most values and keys are plain fields, which need no compiler. */
  private Optional<CheckedWhole> field(EventType type, Optional<String> each, YamlNode node) {
    Variable variable = names.of(type).variables(each, false).get(node.text().orElse("").trim());
    if (variable == null) {
      return Optional.empty();
    }
    ValueKind kind;
    int slot;
    if (variable instanceof Variable.Number number) {
      kind = ValueKind.NUMBER;
      slot = number.slot();
    } else if (variable instanceof Variable.Enumerated enumerated) {
      kind = ValueKind.ENUM;
      slot = enumerated.slot();
    } else if (variable instanceof Variable.Text text) {
      kind = ValueKind.ID;
      slot = text.slot();
    } else {
      return Optional.empty();
    }
    return Optional.of(
        new CheckedWhole((slots, row) -> slots[slot], kind, Set.of(), Set.of(slot), MarkUse.NONE));
  }

  Optional<CheckedReal> real(EventType type, YamlNode node) {
    Optional<CheckedReal> checked =
        compile(type, Optional.empty(), node, false, CheckedReal.class, Expressions::real);
    checked.ifPresent(c -> note(type, c.slots()));
    return checked;
  }

  /** The first known of a path's alternatives. */
  Optional<CheckedWhole> path(EventType type, Optional<String> each, Path path) {
    List<CheckedWhole> parts = new ArrayList<>();
    for (YamlNode node : path.alternatives()) {
      whole(type, each, node).ifPresent(parts::add);
    }
    if (parts.size() != path.alternatives().size()) {
      return Optional.empty();
    }
    return Optional.of(parts.size() == 1 ? parts.get(0) : firstKnown(parts));
  }

  private static CheckedWhole firstKnown(List<CheckedWhole> parts) {
    List<Whole> values = parts.stream().map(CheckedWhole::value).toList();
    Set<Integer> columns = new TreeSet<>();
    Set<Integer> slots = new TreeSet<>();
    for (CheckedWhole part : parts) {
      columns.addAll(part.columns());
      slots.addAll(part.slots());
    }
    Whole first =
        (s, row) -> {
          for (Whole value : values) {
            long known = value.at(s, row);
            if (known != Field.ABSENT) {
              return known;
            }
          }
          return Field.ABSENT;
        };
    return new CheckedWhole(first, parts.get(0).kind(), columns, slots, MarkUse.NONE);
  }

  private void note(EventType type, Set<Integer> slots) {
    slots.forEach(slot -> usage.note(names.of(type), slot));
  }

  private <T> Optional<T> compile(
      EventType type,
      Optional<String> each,
      YamlNode node,
      boolean withMarks,
      Class<T> kind,
      BiFunction<YamlNode, Scope, Optional<T>> compiler) {
    String key = key(type, each, node, withMarks, kind);
    Object known = compiled.get(key);
    if (known != null) {
      return Optional.of(kind.cast(known));
    }
    if (filters.expand(node.text().orElse("")).length() > Filters.MAX_CHARS) {
      node.refuse(
          "too_long", "at most " + Filters.MAX_CHARS + " characters with filters written out");
      return Optional.empty();
    }
    if (refusesMark(type, each, node, withMarks)) {
      return Optional.empty();
    }
    Problems problems = new Problems();
    Scope scope = scope(type, each, node, withMarks, problems);
    Optional<T> checked = compiler.apply(node.notingIn(problems), scope);
    for (Problem p : problems.list()) {
      String legal = p.legal() + " (in an event of type " + type.name() + ")";
      node.problems().add(p.place(), p.code(), p.found(), legal);
    }
    checked.ifPresent(c -> compiled.put(key, c));
    return checked;
  }

  /** Equal keys, equal closures: what reads columns alone is the same in events of every type. */
  private String key(
      EventType type, Optional<String> each, YamlNode node, boolean withMarks, Class<?> kind) {
    Map<String, Variable> variables = names.of(type).variables(each, withMarks);
    boolean ofColumns =
        filters.names(node).stream()
            .noneMatch(name -> variables.containsKey(name) || !columns.containsKey(name));
    String where = ofColumns ? "" : type.name() + "|" + each.orElse("") + "|" + withMarks;
    return String.join("|", kind.getName(), where, node.text().orElse(""));
  }

  /**
   * Takes over what an earlier round compiled, as far as it reads no look-up: those have other
   * slots now, all else is where it was.
   */
  void reuse(EventExpressions earlier) {
    earlier.compiled.forEach(
        (key, value) -> {
          if (slots(value).stream().allMatch(slot -> slot < earlier.firstAttached(key))) {
            compiled.put(key, value);
          }
        });
  }

  private int firstAttached(String key) {
    String type = key.split("\\|", 3)[1];
    return schema.eventType(type).map(t -> TypePlan.slotOfElements(t, t.lists().size())).orElse(0);
  }

  private static Set<Integer> slots(Object checked) {
    if (checked instanceof CheckedWhole whole) {
      return whole.slots();
    } else if (checked instanceof CheckedReal real) {
      return real.slots();
    }
    return ((CheckedCondition) checked).slots();
  }

  private boolean refusesMark(
      EventType type, Optional<String> each, YamlNode node, boolean withMarks) {
    if (withMarks) {
      return false;
    }
    Map<String, Variable> now = names.of(type).variables(each, false);
    Map<String, Variable> later = names.of(type).variables(each, true);
    for (String name : filters.names(node)) {
      if (later.containsKey(name) && !now.containsKey(name) && !columns.containsKey(name)) {
        node.refuse(
            "reads_mark",
            "an expression over what is known when the event happens; "
                + name
                + " becomes known later and can only be read by 'where'");
        return true;
      }
    }
    return false;
  }

  /** The names that the expression uses; all there are if it uses others, for the message. */
  private Scope scope(
      EventType type, Optional<String> each, YamlNode node, boolean withMarks, Problems problems) {
    Map<String, Variable> variables =
        new LinkedHashMap<>(names.of(type).variables(each, withMarks));
    columns.forEach((name, index) -> variables.putIfAbsent(name, new Variable.Column(index)));
    Set<String> used = new LinkedHashSet<>(filters.parsedNames(node));
    used.addAll(filters.names(node));
    boolean known =
        used.stream().allMatch(n -> variables.containsKey(n) || filters.byName().containsKey(n));
    Scope.Builder scope = Scope.builder(schema.zone(), tables);
    variables.forEach(
        (name, variable) -> {
          if (!known || used.isEmpty() || used.contains(name)) {
            scope.add(name, variable);
          }
        });
    filters.byName().forEach((name, filter) -> scope.filter(name, filter.notingIn(problems)));
    return scope.build();
  }

  /** The columns that an expression names where it stands. */
  Set<String> columnsOf(EventType type, Optional<String> each, YamlNode node) {
    Map<String, Variable> variables = names.of(type).variables(each, true);
    Set<String> found = new LinkedHashSet<>();
    for (String name : filters.names(node)) {
      if (columns.containsKey(name) && !variables.containsKey(name)) {
        found.add(name);
      }
    }
    return found;
  }

  /** Whether every name of the expression means something in events of the type. */
  boolean understands(EventType type, Optional<String> each, YamlNode node) {
    Map<String, Variable> variables = names.of(type).variables(each, false);
    return filters.names(node).stream()
        .allMatch(name -> variables.containsKey(name) || columns.containsKey(name));
  }

  /** Notes a problem if a condition means nothing in events of any type. */
  void checkSomewhere(YamlNode node) {
    Optional<Problems> first = Optional.empty();
    for (EventType type : schema.eventTypes()) {
      Map<String, Variable> variables = names.of(type).variables(Optional.empty(), true);
      boolean known =
          filters.names(node).stream()
              .allMatch(name -> variables.containsKey(name) || columns.containsKey(name));
      Problems problems = new Problems();
      if (known && condition(type, Optional.empty(), node.notingIn(problems)).isPresent()) {
        return;
      }
      first = first.isEmpty() && known ? Optional.of(problems) : first;
    }
    first.ifPresent(problems -> node.problems().addAll(problems.list()));
  }

  /** How many names of the expression mean something in events of the type. */
  long understood(EventType type, YamlNode node) {
    Map<String, Variable> variables = names.of(type).variables(Optional.empty(), true);
    return filters.names(node).stream().filter(variables::containsKey).count();
  }
}
