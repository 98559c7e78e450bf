package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.plan.GraphAsk;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.spec.GraphEntry.Asked;
import io.mallguard.features.spec.GraphEntry.Whom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compiles whom events ask graphs about. */
final class GraphAsks {
  private final List<EventType> types;
  private final GraphFeeds feeds;
  private final Filters filters;

  /** Equal questions are one object, so that columns which ask alike are read together. */
  private final Map<String, List<@Nullable GraphAsk>> known = new HashMap<>();

  /** The event types in which some column that asks so has a value. */
  private final Map<String, Set<Integer>> wanted = new HashMap<>();

  GraphAsks(List<EventType> types, GraphFeeds feeds, Filters filters) {
    this.types = types;
    this.feeds = feeds;
    this.filters = filters;
  }

  /** Notes in which events a column has a value, and the problems of what it asks. */
  void note(ColumnDraft.Graph column) {
    String text = text(column.entry());
    if (wanted.computeIfAbsent(text, t -> new TreeSet<>()).addAll(column.types())) {
      known.remove(text);
    }
    of(column.entry());
  }

  /** Per event type whom it asks about, or null. */
  List<@Nullable GraphAsk> of(GraphEntry entry) {
    String text = text(entry);
    return known.computeIfAbsent(text, t -> compile(entry, wanted.getOrDefault(t, Set.of())));
  }

  private String text(GraphEntry entry) {
    Asked asked = entry.asked();
    List<EdgeSet.Edge> all = new ArrayList<>(asked.own());
    if (asked.whom() == Whom.AMONG) {
      entry.extras().deals().ifPresent(deals -> all.addAll(deals.edges()));
    }
    return asked.whom()
        + " "
        + entry.shape().isMoney()
        + (entry.read() instanceof GraphRead.Cycle)
        + " "
        + asked.about().stream().map(edge -> edge.written(filters)).sorted().toList()
        + " "
        + all.stream().map(edge -> edge.written(filters)).sorted().toList();
  }

  private List<@Nullable GraphAsk> compile(GraphEntry entry, Set<Integer> of) {
    @Nullable GraphAsk[] asks = new @Nullable GraphAsk[types.size()];
    for (EventType type : types) {
      if (of.contains(type.index())) {
        asks[type.index()] = ask(entry, type);
      }
    }
    return Collections.unmodifiableList(Arrays.asList(asks));
  }

  private @Nullable GraphAsk ask(GraphEntry entry, EventType type) {
    Asked asked = entry.asked();
    List<EdgeSet.Edge> about = of(type, asked.about());
    List<EdgeSet.Edge> own = of(type, asked.own());
    if (about.isEmpty() && own.isEmpty()) {
      return null;
    }
    boolean money = entry.shape().isMoney();
    EdgeSet.Edge first = about.isEmpty() ? own.get(0) : about.get(0);
    if (asked.whom() == Whom.EDGE) {
      boolean compared = entry.read() instanceof GraphRead.Cycle;
      return feeds.edge(first, compared).map(self -> new GraphAsk(self, List.of())).orElse(null);
    }
    Place place = asked.whom() == Whom.TO ? first.to() : first.from();
    List<GraphFeed> others = others(entry, type, about);
    return (about.isEmpty() ? feeds.node(type, place, money) : feeds.node(first, place))
        .map(self -> new GraphAsk(self, others))
        .orElse(null);
  }

  private List<GraphFeed> others(GraphEntry entry, EventType type, List<EdgeSet.Edge> about) {
    List<GraphFeed> others = new ArrayList<>();
    Whom whom = entry.asked().whom();
    if (whom == Whom.BETWEEN || whom == Whom.AMONG) {
      for (EdgeSet.Edge edge : about) {
        if (!edge.to().isNone()) {
          feeds.node(edge, edge.to()).ifPresent(others::add);
        }
      }
    }
    if (whom == Whom.AMONG && about.isEmpty()) {
      List<EdgeSet.Edge> deals =
          entry.extras().deals().map(set -> of(type, set.edges())).orElse(List.of());
      for (EdgeSet.Edge deal : deals) {
        feeds.node(type, deal.from(), false).ifPresent(others::add);
        feeds.node(type, deal.to(), false).ifPresent(others::add);
      }
    }
    return others;
  }

  private static List<EdgeSet.Edge> of(EventType type, List<EdgeSet.Edge> edges) {
    return edges.stream().filter(edge -> edge.type().index() == type.index()).toList();
  }
}
