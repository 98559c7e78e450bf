package io.mallguard.features.spec;

import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * The sections {@code edges} and {@code labels}, and how single edges are read. Mutable while it is
 * read, one owner thread.
 */
final class GraphSets {
  private final EventWords events;
  private final NamedSets<EdgeSet> edges;
  private final NamedSets<LabelSet> labels;

  private GraphSets(EventWords events, NamedSets<EdgeSet> edges, NamedSets<LabelSet> labels) {
    this.events = events;
    this.edges = edges;
    this.labels = labels;
  }

  static GraphSets read(YamlMap root, EventWords events) {
    return new GraphSets(
        events,
        NamedSets.read(root.get("edges"), map -> EdgeSet.read(map, events), EdgeSet::new),
        NamedSets.read(root.get("labels"), map -> LabelSet.read(map, events), LabelSet::new));
  }

  /** The edges that a node names; empty, with a problem, if there are none. */
  Optional<EdgeSet> edges(YamlNode node) {
    return edges.named(node);
  }

  /** The labels that a node names; empty, with a problem, if there are none. */
  Optional<LabelSet> labels(YamlNode node) {
    return labels.named(node);
  }

  /** What events say that are no edges: either end may be left out. */
  List<EdgeSet.Edge> about(YamlNode node) {
    return node.list().stream()
        .flatMap(element -> element.map().stream())
        .flatMap(map -> EdgeSet.readEnds(map, events).stream())
        .toList();
  }

  /** Refuses sets that no feature names. */
  void refuseUnread() {
    edges.refuseUnread("edges");
    labels.refuseUnread("labels");
  }

  /** The canonical form of both sections. */
  String written(Filters filters) {
    return edges.written(
            "edges", set -> set.edges().stream().map(edge -> edge.written(filters)).toList())
        + labels.written(
            "labels", set -> set.labels().stream().map(label -> label.written(filters)).toList());
  }
}
