package io.mallguard.features.spec;

import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The section {@code edges}. Mutable while it is read, one owner thread. */
final class EdgeSets {
  private final EventWords events;
  private final Map<String, EdgeSet> byName = new LinkedHashMap<>();
  private final Map<String, YamlNode> places = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  private EdgeSets(EventWords events) {
    this.events = events;
  }

  static EdgeSets read(Optional<YamlNode> section, EventWords events) {
    EdgeSets sets = new EdgeSets(events);
    section.flatMap(YamlNode::map).ifPresent(sets::readAll);
    return sets;
  }

  private void readAll(YamlMap map) {
    for (String name : map.keys()) {
      if (!FeatureName.isLegal(name)) {
        map.key(name).refuse("not_a_name", FeatureName.LEGAL);
      }
      List<EdgeSet.Edge> edges = new ArrayList<>();
      for (YamlNode node : map.get(name).map(YamlNode::list).orElse(List.of())) {
        node.map().ifPresent(edge -> edges.addAll(edges(edge)));
      }
      byName.put(name, new EdgeSet(name, edges));
      places.put(name, map.key(name));
    }
  }

  /** One per event type that is named. */
  private List<EdgeSet.Edge> edges(YamlMap map) {
    List<EventWords.Use> uses = map.require("event").map(events::uses).orElse(List.of());
    Optional<Path> from = map.require("from").flatMap(EdgeSets::path);
    Optional<Path> to = map.require("to").flatMap(EdgeSets::path);
    Optional<YamlNode> amount = text(map, "amount");
    Optional<YamlNode> tag = text(map, "tag");
    Optional<YamlNode> where = text(map, "where");
    map.refuseOthers();
    List<EdgeSet.Edge> edges = new ArrayList<>();
    for (EventWords.Use use : uses) {
      if (!use.role().isEmpty()) {
        use.place().refuse("no_such_role", "an event type without a role: from and to say whom");
      } else if (from.isPresent() && to.isPresent()) {
        edges.add(
            new EdgeSet.Edge(use.type(), from.get(), to.get(), amount, tag, where, map.self()));
      }
    }
    return edges;
  }

  private static Optional<YamlNode> text(YamlMap map, String key) {
    return map.get(key).filter(node -> node.text().isPresent());
  }

  private static Optional<Path> path(YamlNode node) {
    boolean written =
        !node.list().isEmpty() && node.list().stream().allMatch(n -> n.text().isPresent());
    if (node.list().isEmpty()) {
      node.refuse("wrong_key", "one place or more, of which the first known counts");
    }
    return written ? Optional.of(Path.of(node)) : Optional.empty();
  }

  /** The set that a node names; empty, with a problem, if there is none. */
  Optional<EdgeSet> named(YamlNode node) {
    Optional<String> name = node.text();
    EdgeSet found = name.map(byName::get).orElse(null);
    if (name.isPresent() && found == null) {
      node.refuse("unknown_word", Names.oneOf(name.get(), List.copyOf(byName.keySet())));
    }
    name.ifPresent(used::add);
    return Optional.ofNullable(found);
  }

  /** Refuses sets that no feature names. */
  void refuseUnread() {
    places.forEach(
        (name, place) -> {
          if (!used.contains(name)) {
            place.refuse("never_read", "edges that some feature under graph names");
          }
        });
  }

  /** The canonical form of the section, empty if there is none. */
  String written(Filters filters) {
    StringBuilder out = new StringBuilder(byName.isEmpty() ? "" : "edges:\n");
    byName.forEach(
        (name, set) -> {
          out.append("  ").append(name).append(":\n");
          for (EdgeSet.Edge edge : set.edges()) {
            out.append("    - ").append(edge.written(filters)).append('\n');
          }
        });
    return out.toString();
  }
}
