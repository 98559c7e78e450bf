package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.plan.Window;
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

/** Reads the section {@code lookups} and adds the look-ups that labels imply. */
final class LookUpReader {
  private final EventSchema schema;
  private final EventWords events;
  private final Set<String> names = new LinkedHashSet<>();
  private final List<LookUpDeclaration> lookUps = new ArrayList<>();

  LookUpReader(EventSchema schema, EventWords events) {
    this.schema = schema;
    this.events = events;
  }

  List<LookUpDeclaration> read(Optional<YamlNode> section, YamlNode root, long impliedKeepMillis) {
    for (YamlNode node : section.map(YamlNode::list).orElse(List.of())) {
      node.map().flatMap(this::lookUp).ifPresent(lookUps::add);
    }
    for (EventType type : schema.eventTypes()) {
      boolean named = schema.eventTypes().stream().anyMatch(t -> t.subject().equals(type.name()));
      if (named && names.add(type.name())) {
        lookUps.add(subject(type, root, impliedKeepMillis));
      }
    }
    return lookUps;
  }

  /** A label's subject can be looked up without a word in the spec. */
  private static LookUpDeclaration subject(EventType type, YamlNode root, long keepMillis) {
    return new LookUpDeclaration(
        type.name(),
        List.of(type),
        Optional.empty(),
        List.of(new Path(List.of(root.withText(TypeNames.OWN_ID)))),
        keepMillis,
        false,
        Optional.empty(),
        Map.of(),
        true);
  }

  private Optional<LookUpDeclaration> lookUp(YamlMap map) {
    Optional<String> name = map.require("name").flatMap(this::name);
    Optional<YamlNode> fromNode = map.require("from");
    List<EventType> from = fromNode.map(events::types).orElse(List.of());
    Optional<String> each = map.get("each").flatMap(n -> list(n, from));
    List<Path> by = map.require("by").map(LookUpReader::paths).orElse(List.of());
    long keepMillis = map.require("keep").map(LookUpReader::keepMillis).orElse(0L);
    boolean latest =
        map.get("take")
            .flatMap(n -> n.oneOf(List.of("first", "latest")))
            .map("latest"::equals)
            .orElse(false);
    Optional<YamlNode> where = map.get("where").filter(n -> n.text().isPresent());
    Map<String, List<Path>> find = find(map.get("find"), by.size());
    map.refuseOthers();
    if (name.isEmpty() || from.isEmpty() || by.isEmpty() || keepMillis == 0) {
      return Optional.empty();
    }
    LookUpDeclaration lookUp =
        new LookUpDeclaration(name.get(), from, each, by, keepMillis, latest, where, find, false);
    fromNode.ifPresent(n -> checkKinds(n, lookUp));
    return Optional.of(lookUp);
  }

  private Optional<String> name(YamlNode node) {
    Optional<String> name = node.text();
    if (name.isPresent() && !FeatureName.isLegal(name.get())) {
      node.refuse("not_a_name", FeatureName.LEGAL);
      return Optional.empty();
    }
    if (name.isPresent() && !names.add(name.get())) {
      node.refuse("duplicate_name", "a look-up that stands only once");
      return Optional.empty();
    }
    return name;
  }

  private static Optional<String> list(YamlNode node, List<EventType> from) {
    String name = node.text().orElse("");
    for (EventType type : from) {
      if (type.listIndex(name) < 0) {
        List<String> legal = type.lists().stream().map(l -> l.name()).toList();
        node.refuse("unknown_list", "a list of " + type.name() + ": " + Names.oneOf(name, legal));
        return Optional.empty();
      }
    }
    return Optional.of(name);
  }

  private static List<Path> paths(YamlNode node) {
    return node.list().stream().filter(LookUpReader::isWritten).map(Path::of).toList();
  }

  private static boolean isWritten(YamlNode node) {
    return !node.list().isEmpty() && node.list().stream().allMatch(n -> n.text().isPresent());
  }

  private static long keepMillis(YamlNode node) {
    if (!node.isList() && !node.isMap() && node.text().orElse("").equals("life")) {
      return Window.LIFE;
    }
    return node.durationMillis().orElse(0);
  }

  private Map<String, List<Path>> find(Optional<YamlNode> node, int parts) {
    Map<String, List<Path>> find = new LinkedHashMap<>();
    Optional<YamlMap> map = node.flatMap(YamlNode::map);
    List<String> types = schema.eventTypes().stream().map(EventType::name).toList();
    for (String type : map.map(YamlMap::keys).orElse(List.of())) {
      YamlMap section = map.orElseThrow();
      section.key(type).oneOf(types);
      YamlNode value = section.require(type).orElseThrow();
      List<Path> paths = parts == 1 && isWritten(value) ? List.of(Path.of(value)) : paths(value);
      if (paths.size() != parts) {
        value.refuse("wrong_length", "as many parts as 'by': " + parts);
      } else {
        find.put(type, paths);
      }
    }
    return find;
  }

  /** A field of several types must mean the same in all of them. */
  private static void checkKinds(YamlNode node, LookUpDeclaration lookUp) {
    for (Map.Entry<String, Field> entry : lookUp.fields().entrySet()) {
      for (EventType type : lookUp.from()) {
        int index = type.fieldIndex(entry.getKey());
        if (index >= 0
            && lookUp.list(type).isEmpty()
            && differ(type.fields().get(index), entry.getValue())) {
          node.refuse(
              "different_kinds",
              "event types whose field " + entry.getKey() + " is of the same kind");
        }
      }
    }
  }

  private static boolean differ(Field one, Field other) {
    return TypeNames.isNumber(one) != TypeNames.isNumber(other)
        || one.kind().isText() != other.kind().isText()
        || !one.values().equals(other.values());
  }
}
