package io.mallguard.features.spec;

import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where an event says a node of a graph. Immutable.
 *
 * @param parts what the node is made of: mostly one id, or several, such as a shop and an hour; of
 *     each part the first alternative that is known counts. None if the event says no such node
 */
record Place(List<Path> parts) {
  static final Place NONE = new Place(List.of());

  Place {
    parts = List.copyOf(parts);
  }

  /** A place as it is written; {@link #NONE}, with a problem, if it is not. */
  static Place read(YamlNode node) {
    if (!node.isMap()) {
      return path(node).map(path -> new Place(List.of(path))).orElse(NONE);
    }
    Optional<YamlMap> map = node.map();
    List<Path> parts = new ArrayList<>();
    List<YamlNode> nodes =
        map.flatMap(m -> m.require("parts")).map(YamlNode::list).orElse(List.of());
    nodes.forEach(part -> path(part).ifPresent(parts::add));
    map.ifPresent(YamlMap::refuseOthers);
    return parts.size() == nodes.size() ? new Place(parts) : NONE;
  }

  private static Optional<Path> path(YamlNode node) {
    List<YamlNode> alternatives = node.list();
    if (alternatives.isEmpty()) {
      node.refuse("wrong_key", "one place or more, of which the first known counts");
    }
    boolean written =
        !alternatives.isEmpty() && alternatives.stream().allMatch(n -> n.text().isPresent());
    return written ? Optional.of(Path.of(node)) : Optional.empty();
  }

  boolean isNone() {
    return parts.isEmpty();
  }

  /** As it is written in canonical form. */
  String written() {
    String joined = parts.stream().map(Path::written).collect(Collectors.joining(", "));
    return parts.size() == 1 ? joined : "{parts: [" + joined + "]}";
  }

  /** For problems of the whole. */
  YamlNode place() {
    return parts.get(0).place();
  }
}
