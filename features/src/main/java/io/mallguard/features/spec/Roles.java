package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which entities events touch, where field types don't say it. Immutable once read. */
final class Roles {
  private final Map<String, Map<String, Role>> byType = new LinkedHashMap<>();

  /**
   * How an event touches an entity.
   *
   * @param entity name of the entity
   * @param role name of the role, empty for the entity's plain name
   * @param path where the id stands
   * @param updates whether events update the entity; else scored events only read it
   */
  record Role(String entity, String role, Path path, boolean updates) {
    String written() {
      return role.isEmpty() ? entity : entity + "/" + role;
    }
  }

  static Roles read(Optional<YamlNode> section, EventSchema schema) {
    Roles roles = new Roles();
    Optional<YamlMap> map = section.flatMap(YamlNode::map);
    List<String> types = schema.eventTypes().stream().map(EventType::name).toList();
    for (String type : map.map(YamlMap::keys).orElse(List.of())) {
      YamlMap all = map.orElseThrow();
      all.key(type).oneOf(types);
      all.get(type)
          .flatMap(YamlNode::map)
          .ifPresent(m -> roles.byType.put(type, ofType(m, schema.entities())));
    }
    return roles;
  }

  private static Map<String, Role> ofType(YamlMap map, List<String> entities) {
    Map<String, Role> roles = new LinkedHashMap<>();
    for (String key : map.keys()) {
      int slash = key.indexOf('/');
      String entity = slash < 0 ? key : key.substring(0, slash);
      String role = slash < 0 ? "" : key.substring(slash + 1);
      if (!entities.contains(entity)) {
        map.key(key).refuse("unknown_word", Names.oneOf(entity, entities));
      } else if (slash >= 0 && !FeatureName.isLegal(role)) {
        map.key(key).refuse("not_a_name", "entity or entity/role: " + FeatureName.LEGAL);
      }
      map.get(key)
          .flatMap(node -> role(entity, role, node))
          .ifPresent(r -> roles.put(r.written(), r));
    }
    return roles;
  }

  private static Optional<Role> role(String entity, String role, YamlNode node) {
    if (!node.isMap()) {
      return path(node).map(path -> new Role(entity, role, path, true));
    }
    YamlMap map = node.map().orElseThrow();
    Optional<Path> path = map.require("of").flatMap(Roles::path);
    boolean updates =
        !map.get("as")
            .flatMap(n -> n.oneOf(List.of("update", "read")))
            .map("read"::equals)
            .orElse(false);
    map.refuseOthers();
    return path.map(p -> new Role(entity, role, p, updates));
  }

  private static Optional<Path> path(YamlNode node) {
    boolean written =
        !node.list().isEmpty() && node.list().stream().allMatch(n -> n.text().isPresent());
    return written ? Optional.of(Path.of(node)) : Optional.empty();
  }

  /** The roles of an event type. */
  Map<String, Role> of(EventType type) {
    return byType.getOrDefault(type.name(), Map.of());
  }

  /** The section in canonical form, without its head. */
  String written() {
    StringBuilder out = new StringBuilder();
    byType.forEach(
        (type, roles) -> {
          out.append("  ").append(type).append(":\n");
          roles.values().forEach(role -> out.append(written(role)));
        });
    return out.toString();
  }

  private static String written(Role role) {
    String as = role.updates() ? "" : ", as: read";
    return "    "
        + SpecText.scalar(role.written())
        + ": {of: "
        + role.path().written()
        + as
        + "}\n";
  }
}
