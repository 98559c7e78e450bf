package io.mallguard.features.schema;

import io.mallguard.features.event.Field;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads fields that hold one value, of an event or of the elements of a list. */
final class ValueReader {
  /** The kinds that need no more than their word. */
  static final List<String> KINDS = List.of("id", "text", "money", "integer", "bool", "time");

  private static final List<String> ENVELOPE =
      List.of("event_id", "event_type", "occurred_at", "observed_at", "sequence", "fold_time");

  private final List<String> entities;

  ValueReader(List<String> entities) {
    this.entities = entities;
  }

  /** Checks the name of a field, of whatever sort. */
  static void checkName(YamlNode key, String name) {
    SchemaReader.name(key, name);
    if (ENVELOPE.contains(name)) {
      key.refuse("reserved_name", "another name than those of the envelope: " + ENVELOPE);
    }
  }

  /** A field written as a word or as a mapping. */
  Optional<Field> read(String name, YamlNode node) {
    if (!node.isMap()) {
      return node.oneOf(KINDS).map(word -> new Field(name, kind(word), "", List.of(), true));
    }
    YamlMap map = node.map().orElseThrow();
    Optional<Field> field = read(name, map);
    map.refuseOthers();
    return field;
  }

  /** A field written as a mapping whose other keys the caller refuses. */
  Optional<Field> read(String name, YamlMap map) {
    boolean required = !map.get("optional").flatMap(YamlNode::yesNo).orElse(false);
    Optional<YamlNode> entity = map.get("entity");
    if (entity.isPresent()) {
      return entity
          .get()
          .oneOf(entities)
          .map(found -> new Field(name, Field.Kind.ENTITY, found, List.of(), required));
    }
    Optional<YamlNode> values = map.get("enum");
    if (values.isPresent()) {
      return Optional.of(new Field(name, Field.Kind.ENUM, "", words(values.get()), required));
    }
    return map.require("type")
        .flatMap(type -> type.oneOf(KINDS))
        .map(word -> new Field(name, kind(word), "", List.of(), required));
  }

  private static List<String> words(YamlNode node) {
    Set<String> words = new LinkedHashSet<>();
    for (YamlNode element : node.list()) {
      Optional<String> word = SchemaReader.name(element);
      if (word.isPresent() && !words.add(word.get())) {
        element.refuse("duplicate_name", "a word that stands only once");
      }
    }
    return List.copyOf(words);
  }

  private static Field.Kind kind(String word) {
    return Field.Kind.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
