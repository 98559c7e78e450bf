package io.mallguard.features.schema;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the fields of one event type. */
final class FieldReader {
  private static final List<String> KINDS =
      List.of("id", "text", "money", "integer", "bool", "time");
  private static final int MAX_MARKED_FIELDS = 3;
  private static final List<String> ENVELOPE =
      List.of("event_id", "event_type", "occurred_at", "observed_at", "sequence", "fold_time");

  private final List<String> entities;
  private final List<Field> fields = new ArrayList<>();
  private final List<MarkedField> marked = new ArrayList<>();
  private final List<YamlNode> markedByNodes = new ArrayList<>();

  FieldReader(List<String> entities) {
    this.entities = entities;
  }

  List<Field> fields() {
    return fields;
  }

  List<MarkedField> marked() {
    return marked;
  }

  /** A type with a subject has a field that names it, whether it is written or not. */
  void addSubject() {
    if (fields.stream().noneMatch(f -> f.name().equals(EventTypeReader.SUBJECT_FIELD))) {
      fields.add(0, new Field(EventTypeReader.SUBJECT_FIELD, Field.Kind.ID, "", List.of(), true));
    }
  }

  void readAll(YamlMap map) {
    for (String name : map.keys()) {
      YamlNode key = map.key(name);
      SchemaReader.name(key, name);
      if (ENVELOPE.contains(name)) {
        key.refuse("reserved_name", "another name than those of the envelope: " + ENVELOPE);
      }
      map.get(name).ifPresent(node -> read(name, node));
    }
  }

  private void read(String name, YamlNode node) {
    if (!node.isMap()) {
      node.oneOf(KINDS)
          .ifPresent(kind -> fields.add(new Field(name, kind(kind), "", List.of(), true)));
      return;
    }
    YamlMap map = node.map().orElseThrow();
    if (map.has("marked_by")) {
      readMarked(name, map);
    } else {
      readDetailed(name, map);
    }
    map.refuseOthers();
  }

  private void readDetailed(String name, YamlMap map) {
    boolean required = !map.get("optional").flatMap(YamlNode::yesNo).orElse(false);
    Optional<YamlNode> entity = map.get("entity");
    Optional<YamlNode> values = map.get("enum");
    if (entity.isPresent()) {
      entity
          .get()
          .oneOf(entities)
          .ifPresent(e -> fields.add(new Field(name, Field.Kind.ENTITY, e, List.of(), required)));
    } else if (values.isPresent()) {
      fields.add(new Field(name, Field.Kind.ENUM, "", words(values.get()), required));
    } else {
      map.require("type")
          .flatMap(type -> type.oneOf(KINDS))
          .ifPresent(kind -> fields.add(new Field(name, kind(kind), "", List.of(), required)));
    }
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

  private void readMarked(String name, YamlMap map) {
    map.require("type").ifPresent(type -> checkBool(type));
    YamlNode markedBy = map.require("marked_by").orElseThrow();
    long knownAfterMillis =
        map.require("known_after")
            .map(YamlNode::durationMillis)
            .filter(java.util.OptionalLong::isPresent)
            .map(java.util.OptionalLong::getAsLong)
            .orElse(0L);
    if (marked.size() == MAX_MARKED_FIELDS) {
      markedBy.refuse("too_many", "at most " + MAX_MARKED_FIELDS + " marked fields of one type");
      return;
    }
    markedByNodes.add(markedBy);
    marked.add(new MarkedField(name, marked.size(), markedBy.text().orElse(""), knownAfterMillis));
  }

  void checkMarkedBy(List<String> typeNames) {
    for (int i = 0; i < marked.size(); i++) {
      String typeName = marked.get(i).markedBy();
      if (!typeNames.contains(typeName)) {
        markedByNodes.get(i).refuse("unknown_event_type", Names.oneOf(typeName, typeNames));
      }
    }
  }

  private static void checkBool(YamlNode type) {
    if (!type.text().orElse("").equals("bool")) {
      type.refuse("wrong_kind", "bool: a marked field is true or false");
    }
  }

  private static Field.Kind kind(String word) {
    return Field.Kind.valueOf(word.toUpperCase(java.util.Locale.ROOT));
  }
}
