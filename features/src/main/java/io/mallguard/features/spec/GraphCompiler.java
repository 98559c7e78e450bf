package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.expression.CheckedCondition;
import io.mallguard.features.expression.CheckedWhole;
import io.mallguard.features.expression.Truth;
import io.mallguard.features.expression.ValueKind;
import io.mallguard.features.expression.Whole;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compiles columns read from graphs; those of equal shape and edges share a store. */
final class GraphCompiler {
  private static final Whole ABSENT = (slots, row) -> Field.ABSENT;

  private final List<EventType> types;
  private final EventExpressions expressions;
  private final Filters filters;
  private final GraphKeys keys;

  /** By what shapes the state, so that the order of features does not matter. */
  private final TreeMap<String, Draft> drafts = new TreeMap<>();

  /** A store with the sums of all columns that share it, by text. */
  private record Draft(
      GraphShape shape, List<GraphFeed> feeds, TreeMap<String, GraphStore.Sum> sums) {
    GraphStore store() {
      return shape.store(feeds, List.copyOf(sums.values()));
    }
  }

  GraphCompiler(List<EventType> types, EventExpressions expressions, Filters filters) {
    this.types = types;
    this.expressions = expressions;
    this.filters = filters;
    this.keys = new GraphKeys(expressions);
  }

  /** Compiles a column's store. */
  void compile(ColumnDraft.Graph column) {
    GraphEntry entry = column.entry();
    List<GraphFeed> feeds = new ArrayList<>();
    for (EdgeSet.Edge edge : entry.edges().edges()) {
      feed(edge, entry.shape().isMoney()).ifPresent(feeds::add);
    }
    Draft draft = new Draft(entry.shape(), feeds, new TreeMap<>());
    Draft shared = drafts.computeIfAbsent(text(entry), text -> draft);
    entry.sum().ifPresent(sum -> shared.sums.putIfAbsent(sum.text(filters), sum(sum)));
  }

  private GraphStore.Sum sum(GraphEntry.Sum sum) {
    List<GraphFeed> feeds = new ArrayList<>();
    for (EdgeSet.Edge edge : sum.values()) {
      if (!sum.counts() && edge.amount().isEmpty()) {
        edge.place().refuse("missing_key", "given: amount, since it is summed");
      }
      feed(edge, false).map(f -> sum.counts() ? counting(f) : f).ifPresent(feeds::add);
    }
    return new GraphStore.Sum(sum.sum(), feeds);
  }

  private static GraphFeed counting(GraphFeed feed) {
    return new GraphFeed(
        feed.eventType(), feed.keys(), (slots, row) -> 1, feed.tag(), feed.where());
  }

  /** What a column is read from, as text; names of edges do not matter. */
  String text(GraphEntry entry) {
    return entry.shape()
        + " "
        + entry.edges().edges().stream().map(edge -> edge.written(filters)).sorted().toList();
  }

  private Optional<GraphFeed> feed(EdgeSet.Edge edge, boolean money) {
    EventType type = edge.type();
    if (money && edge.amount().isEmpty()) {
      edge.place().refuse("missing_key", "given: amount, since money goes over these edges");
    }
    Optional<Whole> from = keys.of(type, edge.from(), money);
    Optional<Whole> to = keys.of(type, edge.to(), money);
    Optional<Whole> amount = number(type, edge.amount());
    Optional<Whole> tag = edge.tag().isEmpty() ? Optional.of(ABSENT) : tag(type, edge.tag().get());
    Optional<Truth> where = where(type, edge.where());
    if (from.isEmpty() || to.isEmpty() || amount.isEmpty() || tag.isEmpty() || where.isEmpty()) {
      return Optional.empty();
    }
    List<Whole> ends = List.of(from.get(), to.get());
    return Optional.of(new GraphFeed(type.index(), ends, amount.get(), tag.get(), where.get()));
  }

  private Optional<Whole> number(EventType type, Optional<YamlNode> node) {
    if (node.isEmpty()) {
      return Optional.of(ABSENT);
    }
    Optional<CheckedWhole> checked = whole(type, node.get());
    if (checked.isPresent() && checked.get().kind() != ValueKind.NUMBER) {
      node.get().refuse("not_a_number", "an amount in an event of type " + type.name());
      return Optional.empty();
    }
    return checked.map(CheckedWhole::value);
  }

  private Optional<Whole> tag(EventType type, YamlNode node) {
    return whole(type, node).map(CheckedWhole::value);
  }

  private Optional<CheckedWhole> whole(EventType type, YamlNode node) {
    return readsColumns(type, node)
        ? Optional.empty()
        : expressions.whole(type, Optional.empty(), node);
  }

  private Optional<Truth> where(EventType type, Optional<YamlNode> node) {
    if (node.isEmpty()) {
      return Optional.of((slots, row) -> true);
    }
    return readsColumns(type, node.get())
        ? Optional.empty()
        : expressions.conditionNow(type, Optional.empty(), node.get()).map(CheckedCondition::truth);
  }

  private boolean readsColumns(EventType type, YamlNode node) {
    boolean reads = !expressions.columnsOf(type, Optional.empty(), node).isEmpty();
    if (reads) {
      GraphKeys.refuseColumns(node);
    }
    return reads;
  }

  /** The stores, by what shapes them. */
  List<GraphStore> stores() {
    return drafts.values().stream().map(Draft::store).toList();
  }

  /** A column whose store was compiled. */
  Column finished(ColumnDraft.Graph column) {
    GraphEntry entry = column.entry();
    String text = text(entry);
    int index = List.copyOf(drafts.keySet()).indexOf(text);
    Draft draft = List.copyOf(drafts.values()).get(index);
    @Nullable GraphFeed[] asks = new @Nullable GraphFeed[types.size()];
    for (GraphFeed feed : entry.asksFrom() ? starts(entry) : draft.feeds) {
      if (types.get(feed.eventType()).scored()) {
        asks[feed.eventType()] = feed;
      }
    }
    return new Column.Graph(
        column.index(),
        index,
        read(entry, draft),
        Collections.unmodifiableList(Arrays.asList(asks)),
        entry.includeCurrent());
  }

  /** A scored event asks about an account even if it is no edge, such as without a device. */
  private List<GraphFeed> starts(GraphEntry entry) {
    List<GraphFeed> starts = new ArrayList<>();
    for (EdgeSet.Edge edge : entry.edges().edges()) {
      int type = edge.type().index();
      keys.of(edge.type(), edge.from(), false)
          .map(from -> new GraphFeed(type, List.of(from), ABSENT, ABSENT, (slots, row) -> true))
          .ifPresent(starts::add);
    }
    return starts;
  }

  private GraphRead read(GraphEntry entry, Draft draft) {
    if (entry.read() instanceof GraphRead.Component component && entry.sum().isPresent()) {
      String text = entry.sum().get().text(filters);
      int index = List.copyOf(draft.sums.keySet()).indexOf(text);
      return new GraphRead.Component(component.what(), index);
    }
    return entry.read();
  }

  /** What shapes the state, as text. */
  String layout() {
    StringBuilder out = new StringBuilder();
    drafts.forEach(
        (text, draft) -> {
          out.append("graph ").append(text);
          draft.sums.keySet().forEach(sum -> out.append(' ').append(sum));
          out.append('\n');
        });
    return out.toString();
  }
}
