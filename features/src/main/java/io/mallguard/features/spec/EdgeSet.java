package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.yaml.Quoted;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
   * @param with further nodes of the edge
   * @param amount what goes over it
   * @param tag what comes back with it, such as a shop
   * @param where which events are edges
   * @param place where it is written
   */
  record Edge(
      EventType type,
      Place from,
      Place to,
      List<Place> with,
      Optional<YamlNode> amount,
      Optional<YamlNode> tag,
      Optional<YamlNode> where,
      YamlNode place) {
    Edge {
      with = List.copyOf(with);
    }

    /** Its nodes, the one that it leaves first. */
    List<Place> nodes() {
      List<Place> nodes = new ArrayList<>(List.of(from, to));
      nodes.addAll(with);
      return nodes;
    }

    /** Its canonical form; equal texts, equal edges. */
    String written(Filters filters) {
      Map<String, String> written = new LinkedHashMap<>();
      written.put("event", type.name());
      put(written, "from", from);
      put(written, "to", to);
      if (!with.isEmpty()) {
        String all = with.stream().map(Place::written).collect(Collectors.joining(", "));
        written.put("with", "[" + all + "]");
      }
      put(written, "amount", amount, filters);
      put(written, "tag", tag, filters);
      put(written, "where", where, filters);
      return "{" + SpecText.entries(written) + "}";
    }

    private static void put(Map<String, String> written, String key, Place place) {
      if (!place.isNone()) {
        written.put(key, place.written());
      }
    }

    private static void put(
        Map<String, String> written, String key, Optional<YamlNode> node, Filters filters) {
      node.flatMap(YamlNode::text).ifPresent(t -> written.put(key, Quoted.of(filters.expand(t))));
    }
  }

  /** The edges that one entry says, one per event type that it names. */
  static List<Edge> read(YamlMap map, EventWords events) {
    List<EventWords.Use> uses = map.require("event").map(events::uses).orElse(List.of());
    Optional<YamlNode> from = map.require("from");
    Optional<YamlNode> to = map.require("to");
    return edges(map, uses, from, to).stream()
        .filter(edge -> !edge.from().isNone() && !edge.to().isNone())
        .toList();
  }

  /** The same where either end may be left out. */
  static List<Edge> readEnds(YamlMap map, EventWords events) {
    List<EventWords.Use> uses = map.require("event").map(events::uses).orElse(List.of());
    return edges(map, uses, map.get("from"), map.get("to"));
  }

  private static List<Edge> edges(
      YamlMap map,
      List<EventWords.Use> uses,
      Optional<YamlNode> fromNode,
      Optional<YamlNode> toNode) {
    Place from = fromNode.map(Place::read).orElse(Place.NONE);
    Place to = toNode.map(Place::read).orElse(Place.NONE);
    // A list here holds nodes: a node that has alternatives is a list in it.
    List<Place> with = new ArrayList<>();
    map.get("with").map(YamlNode::list).orElse(List.of()).forEach(n -> with.add(Place.read(n)));
    Optional<YamlNode> amount = text(map, "amount");
    Optional<YamlNode> tag = text(map, "tag");
    Optional<YamlNode> where = text(map, "where");
    refuseEach(map, "an edge");
    map.refuseOthers();
    boolean whole =
        fromNode.isPresent() != from.isNone()
            && toNode.isPresent() != to.isNone()
            && with.stream().noneMatch(Place::isNone);
    List<Edge> edges = new ArrayList<>();
    for (EventWords.Use use : uses) {
      if (!use.role().isEmpty()) {
        use.place().refuse("no_such_role", "an event type without a role: from and to say whom");
      } else if (whole) {
        edges.add(new Edge(use.type(), from, to, with, amount, tag, where, map.self()));
      }
    }
    return edges;
  }

  /** Aggregates and look-ups have it, so it is looked for here too. */
  static void refuseEach(YamlMap map, String what) {
    if (map.keys().contains("each")) {
      map.get("each")
          .ifPresent(
              n ->
                  n.refuse(
                      "not_used", "left out: " + what + " is of an event, not of list elements"));
    }
  }

  private static Optional<YamlNode> text(YamlMap map, String key) {
    return map.get(key).filter(node -> node.text().isPresent());
  }

  /** Whether an event of some type is more than one of some edges. */
  static boolean repeatsType(List<Edge> edges) {
    return edges.stream().map(edge -> edge.type().index()).distinct().count() < edges.size();
  }

  /** Whether all edges of an event say the same node. */
  static boolean agrees(List<Edge> edges, boolean from) {
    return edges.stream()
        .allMatch(
            one ->
                edges.stream()
                    .filter(other -> other.type().index() == one.type().index())
                    .allMatch(other -> end(other, from).equals(end(one, from))));
  }

  private static String end(Edge edge, boolean from) {
    Place place = from ? edge.from() : edge.to();
    return place.isNone() ? "" : place.written();
  }
}
