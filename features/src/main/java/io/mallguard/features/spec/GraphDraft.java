package io.mallguard.features.spec;

import io.mallguard.features.graph.SeedRank;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphStore;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A graph store being compiled, with all that the columns sharing it need, by text. Mutable, one
 * owner thread.
 *
 * @param kinds words of the kinds of what entities use, by number
 */
record GraphDraft(
    GraphShape shape,
    List<GraphFeed> feeds,
    List<GraphFeed> deals,
    List<String> kinds,
    TreeMap<String, GraphStore.Sum> sums,
    TreeMap<String, GraphStore.Labels> labels,
    TreeMap<String, Walks> ranks) {

  /** Walks from those whom labels call fraud, the labels by text. */
  record Walks(String labels, SeedRank.Settings settings) {}

  static GraphDraft of(
      GraphShape shape, List<GraphFeed> feeds, List<GraphFeed> deals, List<String> kinds) {
    return new GraphDraft(
        shape, feeds, deals, kinds, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  static int index(TreeMap<String, ?> of, String text) {
    return List.copyOf(of.keySet()).indexOf(text);
  }

  GraphStore store() {
    List<GraphStore.Rank> walks = new ArrayList<>();
    ranks
        .values()
        .forEach(w -> walks.add(new GraphStore.Rank(index(labels, w.labels()), w.settings())));
    return shape.store(
        new GraphShape.Contents(
            feeds, deals, List.copyOf(sums.values()), List.copyOf(labels.values()), walks));
  }

  /** All but shape and edges, as text. */
  String layout() {
    StringBuilder out = new StringBuilder();
    sums.keySet().forEach(sum -> out.append(' ').append(sum));
    labels.keySet().forEach(set -> out.append(' ').append(set));
    ranks.keySet().forEach(rank -> out.append(' ').append(rank));
    return out.toString();
  }
}
