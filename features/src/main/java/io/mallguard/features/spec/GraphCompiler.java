package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.yaml.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compiles columns read from graphs; those of equal shape and edges share a store. */
final class GraphCompiler {
  private final Filters filters;
  private final GraphFeeds feeds;
  private final GraphAsks asks;

  /** By what shapes the state, so that the order of features does not matter. */
  private final TreeMap<String, GraphDraft> drafts = new TreeMap<>();

  GraphCompiler(List<EventType> types, EventExpressions expressions, Filters filters) {
    this.filters = filters;
    this.feeds = new GraphFeeds(expressions);
    this.asks = new GraphAsks(types, feeds, filters);
  }

  /** Compiles a column's store, and whom it asks about. */
  void compile(ColumnDraft.Graph column) {
    GraphEntry entry = column.entry();
    GraphDraft draft = drafts.computeIfAbsent(text(entry), text -> draft(entry));
    entry.extras().sum().ifPresent(sum -> draft.sums().putIfAbsent(sum.text(filters), sum(sum)));
    entry.extras().labels().ifPresent(labels -> label(labels, draft));
    entry
        .extras()
        .via()
        .filter(via -> !draft.kinds().contains(via.plainText()))
        .ifPresent(via -> via.refuse("unknown_word", Names.oneOf(via.plainText(), draft.kinds())));
    asks.note(column);
  }

  private GraphDraft draft(GraphEntry entry) {
    List<EdgeSet.Edge> edges = entry.asked().edges().edges();
    if (entry.shape() instanceof GraphShape.Related) {
      return related(entry, edges);
    }
    List<GraphFeed> compiled = new ArrayList<>();
    for (EdgeSet.Edge edge : edges) {
      feeds.edge(edge, entry.shape().isMoney(), entry.shape().nodes()).ifPresent(compiled::add);
    }
    return GraphDraft.of(entry.shape(), compiled, List.of(), List.of());
  }

  /** Each edge is tagged with the kind of what is used; that must be of no entity's kind. */
  private GraphDraft related(GraphEntry entry, List<EdgeSet.Edge> edges) {
    List<EdgeSet.Edge> between = entry.extras().deals().map(EdgeSet::edges).orElse(List.of());
    Set<String> entities = new TreeSet<>();
    edges.forEach(edge -> kind(edge, edge.from()).ifPresent(entities::add));
    between.forEach(edge -> kind(edge, edge.from()).ifPresent(entities::add));
    between.forEach(edge -> kind(edge, edge.to()).ifPresent(entities::add));
    TreeSet<String> kinds = new TreeSet<>();
    for (EdgeSet.Edge edge : edges) {
      Optional<String> kind = kind(edge, edge.to());
      if (kind.isPresent() && entities.contains(kind.get())) {
        edge.to()
            .place()
            .refuse(
                "not_an_attribute",
                "of a kind that no entity is of, unlike "
                    + kind.get()
                    + "; edges between entities stand under deals");
      }
      kind.ifPresent(kinds::add);
    }
    List<String> words = List.copyOf(kinds);
    List<GraphFeed> uses = new ArrayList<>();
    for (EdgeSet.Edge edge : edges) {
      int number = kind(edge, edge.to()).map(words::indexOf).orElse(-1);
      feeds
          .edge(edge, false)
          .map(f -> GraphFeeds.with(f, f.amount(), (slots, row) -> number))
          .ifPresent(uses::add);
    }
    List<GraphFeed> deals = new ArrayList<>();
    between.forEach(edge -> feeds.edge(edge, false).ifPresent(deals::add));
    return GraphDraft.of(entry.shape(), uses, deals, words);
  }

  private Optional<String> kind(EdgeSet.Edge edge, Place place) {
    return feeds.keys().kind(edge.type(), place);
  }

  private GraphStore.Sum sum(GraphEntry.Sum sum) {
    List<GraphFeed> values = new ArrayList<>();
    for (EdgeSet.Edge edge : sum.values()) {
      if (!sum.counts() && edge.amount().isEmpty()) {
        edge.place().refuse("missing_key", "given: amount, since it is summed");
      }
      feeds
          .edge(edge, false)
          .map(f -> sum.counts() ? GraphFeeds.with(f, (slots, row) -> 1, f.tag()) : f)
          .ifPresent(values::add);
    }
    return new GraphStore.Sum(sum.sum(), values);
  }

  private void label(GraphEntry.Labels labels, GraphDraft draft) {
    String text = labels.text(filters);
    List<GraphFeed> compiled = new ArrayList<>();
    labels.set().labels().forEach(label -> feeds.label(label).ifPresent(compiled::add));
    draft.labels().putIfAbsent(text, new GraphStore.Labels(compiled, labels.keepMillis()));
    labels
        .rank()
        .ifPresent(
            walk -> draft.ranks().putIfAbsent(text + walk, new GraphDraft.Walks(text, walk)));
  }

  /** What a column is read from, as text; names of edges do not matter. */
  private String text(GraphEntry entry) {
    String deals = entry.extras().deals().map(set -> " deals " + written(set)).orElse("");
    return entry.shape() + " " + written(entry.asked().edges()) + deals;
  }

  private List<String> written(EdgeSet set) {
    return set.edges().stream().map(edge -> edge.written(filters)).sorted().toList();
  }

  /** The stores, by what shapes them. */
  List<GraphStore> stores() {
    return drafts.values().stream().map(GraphDraft::store).toList();
  }

  /** A column whose store was compiled. */
  Column finished(ColumnDraft.Graph column) {
    GraphEntry entry = column.entry();
    int index = GraphDraft.index(drafts, text(entry));
    GraphDraft draft = List.copyOf(drafts.values()).get(index);
    return new Column.Graph(
        column.index(),
        index,
        read(entry, draft),
        asks.of(entry),
        entry.includeCurrent(),
        column.feedsLanes());
  }

  /** With the places of what it shares. */
  private GraphRead read(GraphEntry entry, GraphDraft draft) {
    GraphEntry.Extras extras = entry.extras();
    if (entry.read() instanceof GraphRead.Component component && extras.sum().isPresent()) {
      int sum = GraphDraft.index(draft.sums(), extras.sum().get().text(filters));
      return new GraphRead.Component(component.what(), sum);
    }
    if (entry.read() instanceof GraphRead.Shared && extras.via().isPresent()) {
      return new GraphRead.Shared(draft.kinds().indexOf(extras.via().get().plainText()));
    }
    if (extras.labels().isPresent()) {
      String text = extras.labels().get().text(filters);
      if (entry.read() instanceof GraphRead.Near near) {
        int labels = GraphDraft.index(draft.labels(), text);
        return new GraphRead.Near(labels, near.maxHops(), near.budget(), near.what());
      }
      String walk = text + extras.labels().get().rank().orElseThrow();
      return new GraphRead.Mass(GraphDraft.index(draft.ranks(), walk));
    }
    return entry.read();
  }

  /** What shapes the state, as text. */
  String layout() {
    StringBuilder out = new StringBuilder();
    drafts.forEach(
        (text, draft) -> out.append("graph ").append(text).append(draft.layout()).append('\n'));
    return out.toString();
  }
}
