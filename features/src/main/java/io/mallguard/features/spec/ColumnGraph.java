package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.plan.Window;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What columns are computed from: the order in which they can be, their stages, and which event
 * types need them.
 */
final class ColumnGraph {
  private final EventSchema schema;
  private final EventExpressions expressions;
  private final KeyResolver keys;
  private final Map<String, ColumnDraft> byName;
  private final List<ColumnDraft> sorted = new ArrayList<>();
  private final Set<ColumnDraft> inCycle = new LinkedHashSet<>();

  ColumnGraph(
      EventSchema schema,
      EventExpressions expressions,
      KeyResolver keys,
      Map<String, ColumnDraft> byName) {
    this.schema = schema;
    this.expressions = expressions;
    this.keys = keys;
    this.byName = byName;
  }

  /** Links all columns; the answer has each after those it reads. */
  List<ColumnDraft> link(List<ColumnDraft> columns) {
    for (ColumnDraft column : columns) {
      if (column instanceof ColumnDraft.Lane lane) {
        resolve(lane);
      }
    }
    for (ColumnDraft column : columns) {
      column.reads().addAll(reads(column));
    }
    for (ColumnDraft column : columns) {
      visit(column, new ArrayList<>());
    }
    sorted.forEach(this::describe);
    ColumnDemand demand = new ColumnDemand(schema, expressions, this);
    for (int i = sorted.size() - 1; i >= 0; i--) {
      demand.spread(sorted.get(i));
    }
    return sorted;
  }

  private void resolve(ColumnDraft.Lane lane) {
    AggregateEntry entry = lane.entry();
    for (Flow flow : entry.flows()) {
      KeyResolver.Resolution found = keys.update(entry, flow.use());
      if (found.touch().isPresent()) {
        lane.updates().put(flow, found.touch().get());
      } else {
        refuseKey(entry, flow, found);
      }
    }
    for (EventType type : schema.eventTypes()) {
      lane.readings()
          .put(type.index(), keys.read(entry, type, List.copyOf(lane.updates().values())));
    }
  }

  private void refuseKey(AggregateEntry entry, Flow flow, KeyResolver.Resolution found) {
    if (found.why().startsWith("a role of " + flow.use().type().name() + " under roles")) {
      flow.use().place().refuse("no_such_role", found.why());
      return;
    }
    for (YamlNode part : entry.key()) {
      if (keys.update(entry.withKey(List.of(part)), flow.use()).touch().isEmpty()) {
        boolean isKnown = isKnownSomewhere(part.text().orElse(""));
        String code =
            found.ambiguous() ? "ambiguous_key" : isKnown ? "no_such_key" : "unknown_word";
        part.refuse(code, isKnown ? found.why() : Names.oneOf(part.text().orElse(""), legal(flow)));
      }
    }
  }

  private boolean isKnownSomewhere(String part) {
    return part.contains("/")
        || schema.entities().contains(part)
        || schema.eventTypes().stream()
            .anyMatch(t -> expressions.names().of(t).has(part, Optional.empty(), false));
  }

  private List<String> legal(Flow flow) {
    List<String> legal = new ArrayList<>(schema.entities());
    flow.use().type().fields().forEach(field -> legal.add(field.name()));
    return legal;
  }

  /** The nodes of a lane that are read when events of a flow arrive. */
  static List<YamlNode> nodes(AggregateEntry entry, Flow flow, Optional<Touch> touch) {
    List<YamlNode> nodes = new ArrayList<>();
    flow.of().ifPresent(nodes::add);
    flow.where().ifPresent(nodes::add);
    entry.options().by().ifPresent(nodes::add);
    entry.options().weight().ifPresent(nodes::add);
    touch.ifPresent(t -> t.parts().forEach(p -> nodes.addAll(p.alternatives())));
    return nodes;
  }

  private Set<ColumnDraft> reads(ColumnDraft column) {
    Set<ColumnDraft> reads = new LinkedHashSet<>();
    if (column instanceof ColumnDraft.Lane lane) {
      reads.addAll(stagedReads(lane));
      lane.readings()
          .forEach(
              (type, found) ->
                  found
                      .touch()
                      .ifPresent(
                          t ->
                              t.parts().stream()
                                  .flatMap(p -> p.alternatives().stream())
                                  .forEach(
                                      n -> reads.addAll(named(t.type(), Optional.empty(), n)))));
    } else if (column instanceof ColumnDraft.Derived derived) {
      for (EventType type : schema.eventTypes()) {
        if (isFor(derived, type)) {
          reads.addAll(named(type, Optional.empty(), derived.expression()));
        }
      }
      reads.remove(column);
    } else if (column instanceof ColumnDraft.Quotient quotient) {
      reads.add(quotient.numerator());
      reads.add(quotient.denominator());
    } else if (column instanceof ColumnDraft.Divergence divergence) {
      reads.add(divergence.own());
      reads.add(divergence.other());
    }
    return reads;
  }

  /** The columns whose values a lane freezes when events arrive. */
  private Set<ColumnDraft> stagedReads(ColumnDraft.Lane lane) {
    Set<ColumnDraft> reads = new LinkedHashSet<>();
    for (Flow flow : lane.entry().flows()) {
      reads.addAll(stagedReads(lane, flow));
    }
    return reads;
  }

  /** The same for the events of one flow. */
  Set<ColumnDraft> stagedReads(ColumnDraft.Lane lane, Flow flow) {
    Set<ColumnDraft> reads = new LinkedHashSet<>();
    Optional<Touch> touch = Optional.ofNullable(lane.updates().get(flow));
    for (YamlNode node : nodes(lane.entry(), flow, touch)) {
      reads.addAll(named(flow.use().type(), lane.entry().each(), node));
    }
    return reads;
  }

  private Set<ColumnDraft> named(EventType type, Optional<String> each, YamlNode node) {
    Set<ColumnDraft> found = new LinkedHashSet<>();
    for (String name : expressions.columnsOf(type, each, node)) {
      Optional.ofNullable(byName.get(name)).ifPresent(found::add);
    }
    return found;
  }

  /** Whether a derived column can have a value in events of a type. */
  boolean isFor(ColumnDraft.Derived derived, EventType type) {
    return derived.event().map(t -> t.index() == type.index()).orElse(true)
        && expressions.understands(type, Optional.empty(), derived.expression());
  }

  private void visit(ColumnDraft column, List<ColumnDraft> path) {
    if (sorted.contains(column) || inCycle.contains(column)) {
      return;
    }
    int before = path.indexOf(column);
    if (before >= 0) {
      List<ColumnDraft> cycle = path.subList(before, path.size());
      List<String> names = new ArrayList<>(cycle.stream().map(ColumnDraft::name).toList());
      names.add(column.name());
      inCycle.addAll(cycle);
      column
          .place()
          .refuse("cycle", "computed from others than itself: " + Filters.cycleWords(names));
      return;
    }
    path.add(column);
    for (ColumnDraft read : column.reads()) {
      visit(read, path);
    }
    path.remove(column);
    if (!inCycle.contains(column)) {
      sorted.add(column);
    }
  }

  private void describe(ColumnDraft column) {
    int stage = 1;
    long reach = 0;
    boolean current = false;
    for (ColumnDraft read : column.reads()) {
      stage = Math.max(stage, read.stage());
      reach = Math.max(reach, read.reachMillis());
      current |= read.isCurrent();
    }
    if (column instanceof ColumnDraft.Lane lane) {
      for (ColumnDraft read : stagedReads(lane)) {
        stage = Math.max(stage, read.stage() + 1);
        refuseCurrent(lane, read);
      }
      lane.reads().forEach(ColumnGraph::feedLanes);
      reach += reachMillis(lane.entry());
      current |= lane.entry().includeCurrent();
    } else if (column instanceof ColumnDraft.Graph graph) {
      reach = graph.entry().reachMillis();
      current = graph.entry().includeCurrent();
    }
    column.stage(stage);
    column.reachMillis(reach);
    column.current(current);
  }

  /** All graphs that a column is computed from must be read before lanes are. */
  private static void feedLanes(ColumnDraft column) {
    if (column instanceof ColumnDraft.Graph graph) {
      graph.feedLanes();
    }
    column.reads().forEach(ColumnGraph::feedLanes);
  }

  private static void refuseCurrent(ColumnDraft.Lane lane, ColumnDraft read) {
    if (read.isCurrent()) {
      lane.place()
          .refuse(
              "reads_current",
              "computed from columns that leave the current event out, unlike " + read.name());
    }
  }

  /** What is kept for life reads all there is: no history is too short for it. */
  static long reachMillis(AggregateEntry entry) {
    if (entry.agg() == Agg.PERIOD) {
      return Calendars.reachMillis(entry.options().period(), entry.options().periods());
    }
    Window window = entry.window();
    long against = entry.options().against().windowMillis();
    return window.isLife() ? 0 : Math.max(window.reachMillis(), against + window.delayMillis());
  }
}
