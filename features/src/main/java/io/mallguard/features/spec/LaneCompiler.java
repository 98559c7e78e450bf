package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.expression.CheckedWhole;
import io.mallguard.features.expression.Whole;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compiles aggregate columns onto the lanes of their families. One owner thread. */
final class LaneCompiler {
  private final EventSchema schema;
  private final EventExpressions expressions;
  private final KeyResolver keys;
  private final ColumnTexts texts;
  private final OutcomeMarks outcomes;
  private final Defaults defaults;
  private final Map<String, FamilyDraft> families = new TreeMap<>();

  /**
   * A column whose lane is known, but not yet where things stand in it.
   *
   * @param touches by event type how it reads the entity
   */
  record Compiled(
      ColumnDraft.Lane column,
      FamilyDraft family,
      LaneDraft lane,
      LaneShape shape,
      Map<Integer, TouchDraft> touches) {}

  LaneCompiler(
      EventSchema schema,
      EventExpressions expressions,
      KeyResolver keys,
      ColumnTexts texts,
      OutcomeMarks outcomes,
      Defaults defaults) {
    this.schema = schema;
    this.expressions = expressions;
    this.keys = keys;
    this.texts = texts;
    this.outcomes = outcomes;
    this.defaults = defaults;
  }

  Collection<FamilyDraft> families() {
    return families.values();
  }

  /** Compiles one column; empty, with problems, if it cannot be. */
  Optional<Compiled> compile(ColumnDraft.Lane column) {
    AggregateEntry entry = column.entry();
    FamilyDraft family = family(entry);
    Map<String, TouchDraft> touches = new TreeMap<>();
    Map<String, List<Flow>> flows = new TreeMap<>();
    boolean complete = column.isReached();
    for (Map.Entry<Flow, Touch> update : column.updates().entrySet()) {
      Optional<TouchDraft> touch = touch(family, update.getValue(), entry.each());
      complete &= touch.isPresent();
      touch.ifPresent(
          t -> {
            touches.put(t.text(), t);
            flows.computeIfAbsent(t.text(), k -> new ArrayList<>()).add(update.getKey());
          });
    }
    checkFlows(entry, flows.values(), touches.values());
    Map<Integer, TouchDraft> readings = readings(column, family);
    List<List<Flow>> bySource = List.copyOf(flows.values());
    Optional<LaneShape> shape = complete ? shape(entry, bySource) : Optional.empty();
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    LaneDraft lane = lane(column, family, List.copyOf(touches.values()), shape.get());
    shape.get().addTo(lane);
    texts.put(column.name(), definition(entry, family, lane, shape.get(), readings));
    return Optional.of(new Compiled(column, family, lane, shape.get(), readings));
  }

  private FamilyDraft family(AggregateEntry entry) {
    List<String> parts = entry.family();
    String name = AggregateEntry.keyName(parts);
    String text = AggregateEntry.keyName(parts.stream().map(this::familyPart).toList());
    return families.computeIfAbsent(text, t -> new FamilyDraft(name, t, defaults.ttlMillis(name)));
  }

  private String familyPart(String part) {
    return schema.entities().contains(part) ? part : texts.of(part);
  }

  private static void checkFlows(
      AggregateEntry entry, Collection<List<Flow>> flows, Collection<TouchDraft> touches) {
    for (List<Flow> alike : flows) {
      if (alike.size() > 1 && alike.get(0).kind() == Flow.Kind.PLAIN) {
        alike.get(1).use().place().refuse("duplicate_name", "another way to the same entity");
      }
    }
    boolean elements = touches.stream().allMatch(t -> t.touch().list() >= 0);
    if (entry.each().isPresent() && !elements) {
      entry
          .keyPlace()
          .refuse("not_each", "a key with a field of the elements of " + entry.each().get());
    }
  }

  private Map<Integer, TouchDraft> readings(ColumnDraft.Lane column, FamilyDraft family) {
    Map<Integer, TouchDraft> readings = new LinkedHashMap<>();
    for (int type : column.types()) {
      KeyResolver.Resolution found = column.readings().get(type);
      if (found != null && found.touch().isPresent()) {
        touch(family, found.touch().get(), Optional.empty())
            .ifPresent(touch -> readings.put(type, touch));
      } else if (found != null && found.ambiguous()) {
        column.entry().keyPlace().refuse("ambiguous_key", found.why());
      }
    }
    return readings;
  }

  private Optional<TouchDraft> touch(FamilyDraft family, Touch touch, Optional<String> each) {
    Optional<String> list = touch.list() < 0 ? Optional.empty() : each;
    List<Whole> parts = new ArrayList<>();
    List<String> words = new ArrayList<>();
    Set<Integer> slots = new TreeSet<>();
    Set<Integer> columns = new TreeSet<>();
    for (Path path : touch.parts()) {
      Optional<CheckedWhole> part = expressions.path(touch.type(), list, path);
      part.ifPresent(
          p -> {
            parts.add(p.value());
            slots.addAll(p.slots());
            columns.addAll(p.columns());
          });
      words.add(
          String.join(
              " else ",
              path.alternatives().stream()
                  .map(n -> texts.of(expressions, touch.type(), list, n))
                  .toList()));
    }
    if (parts.size() != touch.parts().size()) {
      return Optional.empty();
    }
    String text = String.format("%04d %d %s", touch.type().index(), touch.list(), words);
    return Optional.of(
        family.touch(
            new TouchDraft(touch, text, new Key(parts, !columns.isEmpty()), slots, columns)));
  }

  private Optional<LaneShape> shape(AggregateEntry entry, List<List<Flow>> bySource) {
    if (entry.agg() == Agg.LEVEL || entry.agg() == Agg.FIFO) {
      List<Flow> flat = bySource.stream().flatMap(List::stream).toList();
      return new FlowShapes(entry, terms(entry, flat), bySource).shape();
    }
    List<Flow> flows = bySource.stream().map(f -> f.get(0)).toList();
    return new LaneShapes(entry, terms(entry, flows), this::outcome, flows).shape();
  }

  private LaneTerms terms(AggregateEntry entry, List<Flow> flows) {
    return new LaneTerms(expressions, keys, texts, schema.entities(), entry, flows);
  }

  /** The condition that the outcome came, per source. */
  private Terms.Condition outcome(
      Terms.Condition condition, List<Flow> flows, Options.Match match, boolean negate) {
    List<Integer> slots = new ArrayList<>();
    List<Integer> marks = new ArrayList<>();
    for (Flow flow : flows) {
      EventType type = flow.use().type();
      int mark = outcomes.mark(type, match);
      marks.add(mark);
      slots.add(expressions.names().of(type).markSlots().get(mark));
    }
    return condition.whereMarked(slots, marks, negate);
  }

  private LaneDraft lane(
      ColumnDraft.Lane column, FamilyDraft family, List<TouchDraft> sources, LaneShape shape) {
    boolean supersedable = sources.stream().anyMatch(source -> source.touch().type().hasSubject());
    AggregateEntry entry = column.entry();
    if (supersedable && entry.resolutionMillis() > 0) {
      column
          .place()
          .refuse(
              "resolution_of_labels",
              "without resolution: events that can be superseded are kept one by one");
    }
    return family.lane(
        sources,
        column.stage(),
        entry.resolutionMillis(),
        supersedable,
        entry.window().isLife(),
        shape.flagWidths());
  }

  private static String definition(
      AggregateEntry entry,
      FamilyDraft family,
      LaneDraft lane,
      LaneShape shape,
      Map<Integer, TouchDraft> readings) {
    return String.join(
        "\n",
        family.text(),
        lane.sources().stream().map(TouchDraft::text).toList().toString(),
        Long.toString(entry.resolutionMillis()),
        shape.measure().text(),
        shape.divisor().map(MeasureDraft::text).orElse(""),
        shape.readout().toString(),
        readings.values().stream().map(TouchDraft::text).toList().toString(),
        entry.includeCurrent() + " " + entry.whenEmpty());
  }

  /**
   * A finished column; its family's touches have their places by now.
   *
   * @param bin which of several
   */
  static Column finished(Compiled compiled, int family, int types, int bin) {
    List<Integer> touches = new ArrayList<>();
    for (int type = 0; type < types; type++) {
      TouchDraft touch = compiled.touches().get(type);
      touches.add(touch == null ? -1 : touch.index());
    }
    LaneShape shape = compiled.shape();
    AggregateEntry entry = compiled.column().entry();
    return new Column.Aggregate(
        compiled.column().index() + bin,
        compiled.column().stage(),
        family,
        compiled.family().lanes().indexOf(compiled.lane()),
        touches,
        shape.readout(),
        compiled.lane().indexOf(shape.measure()),
        shape.divisor().map(d -> compiled.lane().indexOf(d)).orElse(-1),
        shape.readout() == Column.Readout.BIN_SHARE ? bin : -1,
        entry.includeCurrent(),
        entry.whenEmpty(),
        compiled.column().readIndexes());
  }
}
