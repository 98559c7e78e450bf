package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a spec names event types: {@code order}, {@code transfer/from}, or a group of its own. */
final class EventWords {
  private final EventSchema schema;
  private final Map<String, List<EventType>> groups = new LinkedHashMap<>();

  /**
   * Events of one type that update an entity.
   *
   * @param type the type
   * @param role the role that names the entity, empty for the only one
   * @param place where it is written
   */
  record Use(EventType type, String role, YamlNode place) {
    String written() {
      return role.isEmpty() ? type.name() : type.name() + "/" + role;
    }
  }

  EventWords(EventSchema schema, Optional<YamlNode> section) {
    this.schema = schema;
    Optional<YamlMap> map = section.flatMap(YamlNode::map);
    for (String name : map.map(YamlMap::keys).orElse(List.of())) {
      YamlMap groupMap = map.orElseThrow();
      if (!FeatureName.isLegal(name) || schema.eventType(name).isPresent()) {
        groupMap.key(name).refuse("not_a_name", "a name of no event type: " + FeatureName.LEGAL);
      }
      groupMap.get(name).ifPresent(node -> groups.put(name, types(node)));
    }
  }

  /** The event types at a node, one or a list. */
  List<EventType> types(YamlNode node) {
    return uses(node).stream().map(Use::type).toList();
  }

  /** The event types and roles at a node, one or a list; groups are written out. */
  List<Use> uses(YamlNode node) {
    Map<String, Use> uses = new LinkedHashMap<>();
    for (YamlNode element : node.list()) {
      for (Use use : element.text().map(text -> use(element, text)).orElse(List.of())) {
        if (uses.putIfAbsent(use.written(), use) != null) {
          element.refuse("duplicate_name", "an event type that stands only once");
        }
      }
    }
    return List.copyOf(uses.values());
  }

  private List<Use> use(YamlNode node, String text) {
    List<EventType> group = groups.get(text);
    if (group != null) {
      return group.stream().map(type -> new Use(type, "", node)).toList();
    }
    int slash = text.indexOf('/');
    String name = slash < 0 ? text : text.substring(0, slash);
    String role = slash < 0 ? "" : text.substring(slash + 1);
    Optional<EventType> type = schema.eventType(name);
    if (type.isEmpty()) {
      node.refuse("unknown_word", Names.oneOf(name, legal()));
      return List.of();
    }
    return List.of(new Use(type.get(), role, node));
  }

  private List<String> legal() {
    LinkedHashSet<String> legal = new LinkedHashSet<>();
    schema.eventTypes().forEach(type -> legal.add(type.name()));
    legal.addAll(groups.keySet());
    return new ArrayList<>(legal);
  }
}
