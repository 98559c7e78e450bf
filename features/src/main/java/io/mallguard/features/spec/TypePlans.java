package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Mark;
import io.mallguard.features.expression.CheckedWhole;
import io.mallguard.features.expression.Truth;
import io.mallguard.features.plan.Marking;
import io.mallguard.features.plan.Subject;
import io.mallguard.features.plan.TypePlan;
import io.mallguard.features.plan.Window;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.YamlDocument;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** What the fold does with the events of each type. */
final class TypePlans {
  private final EventSchema schema;
  private final EventExpressions expressions;
  private final LookUpCompiler lookUps;
  private final OutcomeMarks outcomes;
  private final Collection<FamilyDraft> families;
  private final IntFunction<String> columnText;
  private final YamlMap schemaRoot;

  /**
   * Prepares them.
   *
   * @param columnText what a column is computed from; equal text, same values
   */
  TypePlans(
      EventSchema schema,
      EventExpressions expressions,
      LookUpCompiler lookUps,
      OutcomeMarks outcomes,
      Collection<FamilyDraft> families,
      IntFunction<String> columnText) {
    this.schema = schema;
    this.expressions = expressions;
    this.lookUps = lookUps;
    this.outcomes = outcomes;
    this.families = families;
    this.columnText = columnText;
    this.schemaRoot = YamlDocument.parse(schema.canonical(), schema.name(), new Problems());
  }

  List<TypePlan> plans() {
    return schema.eventTypes().stream().map(this::plan).toList();
  }

  /** Compiles what outcomes read, so that its look-ups are known. */
  void outcomes() {
    schema.eventTypes().forEach(this::markings);
  }

  private TypePlan plan(EventType type) {
    TypeNames names = expressions.names().of(type);
    int supersedes = type.supersedesField();
    return new TypePlan(
        names.type(),
        names.slots(),
        lookUps.finds(type),
        subject(type),
        markings(type),
        supersedes < 0 ? -1 : TypePlan.slotOfField(supersedes));
  }

  /** Only types whose entries are found again by their own id keep something of their events. */
  private List<Subject> subject(EventType type) {
    long keepMillis = 0;
    Set<Integer> slots = new TreeSet<>();
    Set<Integer> columns = new TreeSet<>();
    for (FamilyDraft family : families) {
      for (LaneDraft lane : family.lanes()) {
        for (int i = 0; i < lane.sources().size(); i++) {
          boolean own = lane.sources().get(i).touch().type().index() == type.index();
          if (own && (type.hasSubject() || lane.readsMarks(i))) {
            boolean forLife = lane.hasLifeWindow() && type.hasSubject();
            keepMillis = Math.max(keepMillis, forLife ? Window.LIFE : lane.reachMillis());
            slots.addAll(lane.slots(i, forLife));
            columns.addAll(lane.columns(i, forLife));
          }
        }
      }
    }
    return keepMillis == 0
        ? List.of()
        : List.of(
            new Subject(
                keepMillis,
                List.copyOf(slots),
                columns.stream().sorted(Comparator.comparing(columnText::apply)).toList(),
                expressions.names().of(type).markSlots()));
  }

  private List<Marking> markings(EventType type) {
    List<Marking> markings = new ArrayList<>();
    Optional<EventType> target = schema.eventType(type.subject());
    if (type.hasSubject() && target.isPresent()) {
      int slot = TypePlan.slotOfField(type.subjectField());
      for (Mark mark : type.marks()) {
        markText(type, mark)
            .flatMap(node -> expressions.conditionNow(type, Optional.empty(), node))
            .ifPresent(
                value ->
                    markings.add(
                        new Marking(
                            target.get().index(),
                            (slots, row) -> slots[slot],
                            mark.field().index(),
                            value.truth(),
                            Window.LIFE)));
      }
    }
    for (EventType marked : schema.eventTypes()) {
      outcomes
          .of(marked)
          .forEach(
              (index, match) -> {
                if (match.type().index() == type.index()) {
                  outcome(type, marked, index, match).ifPresent(markings::add);
                }
              });
    }
    return markings;
  }

  /** The schema keeps conditions over events, the fold wants them over slots: compiled again. */
  private Optional<YamlNode> markText(EventType type, Mark mark) {
    return schemaRoot
        .get("events")
        .flatMap(YamlNode::map)
        .flatMap(events -> events.get(type.name()))
        .flatMap(YamlNode::map)
        .flatMap(body -> body.get("marks"))
        .flatMap(YamlNode::map)
        .flatMap(marks -> marks.get(mark.field().name()));
  }

  private Optional<Marking> outcome(
      EventType type, EventType marked, int index, Options.Match match) {
    Optional<CheckedWhole> id = expressions.path(type, Optional.empty(), match.by());
    Optional<Truth> value =
        match
            .where()
            .map(n -> expressions.conditionNow(type, Optional.empty(), n).map(c -> c.truth()))
            .orElse(Optional.of((slots, row) -> true));
    if (id.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Marking(marked.index(), id.get().value(), index, value.get(), match.withinMillis()));
  }

  /** Columns by what they are: where they stand depends on the order of features. */
  private String layout(Subject subject) {
    List<String> columns = subject.columns().stream().map(columnText::apply).toList();
    Subject kept =
        new Subject(subject.keepMillis(), subject.slots(), List.of(), subject.markSlots());
    return columns.isEmpty() ? kept.toString() : kept + " " + columns;
  }

  /** What shapes the state, as text. */
  String layout() {
    StringBuilder out = new StringBuilder();
    for (TypePlan plan : plans()) {
      out.append("type ").append(plan.type().name()).append(' ').append(plan.slots());
      out.append(' ').append(plan.subject().stream().map(this::layout).toList());
      out.append(' ').append(outcomes.texts(plan.type()));
      out.append('\n');
    }
    return out.toString();
  }
}
