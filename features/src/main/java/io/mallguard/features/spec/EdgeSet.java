package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.yaml.Quoted;
import io.mallguard.features.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which events are edges from one node to another, as the spec declares it. Immutable.
 *
 * @param name its name
 * @param edges one per event type, or several
 */
record EdgeSet(String name, List<Edge> edges) {
  EdgeSet {
    edges = List.copyOf(edges);
  }

  /**
   * What an event of one type says.
   *
   * @param from where the node stands that the edge leaves
   * @param to where the node stands that it reaches
   * @param amount what goes over it
   * @param tag what comes back with it, such as a shop
   * @param where which events are edges
   * @param place where it is written
   */
  record Edge(
      EventType type,
      Path from,
      Path to,
      Optional<YamlNode> amount,
      Optional<YamlNode> tag,
      Optional<YamlNode> where,
      YamlNode place) {

    /** Its canonical form; equal texts, equal edges. */
    String written(Filters filters) {
      Map<String, String> written = new LinkedHashMap<>();
      written.put("event", type.name());
      written.put("from", from.written());
      written.put("to", to.written());
      put(written, "amount", amount, filters);
      put(written, "tag", tag, filters);
      put(written, "where", where, filters);
      return "{" + SpecText.entries(written) + "}";
    }

    private static void put(
        Map<String, String> written, String key, Optional<YamlNode> node, Filters filters) {
      node.flatMap(YamlNode::text).ifPresent(t -> written.put(key, Quoted.of(filters.expand(t))));
    }
  }

  /** Whether some event of a type is an edge. */
  boolean has(EventType type) {
    return edges.stream().anyMatch(edge -> edge.type().index() == type.index());
  }

  /** Whether an event of some type is more than one edge. */
  boolean repeatsType() {
    return edges.stream().map(edge -> edge.type().index()).distinct().count() < edges.size();
  }

  /** Whether all edges of an event leave the same node. */
  boolean hasOneStart() {
    return edges.stream()
        .allMatch(
            one ->
                edges.stream()
                    .filter(other -> other.type().index() == one.type().index())
                    .allMatch(other -> other.from().texts().equals(one.from().texts())));
  }
}
