package io.mallguard.features.schema;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the fields of one event type: single values, lists, and marked fields. */
final class FieldReader {
  /** Bit sets of marks have room for more; a type that needs more is several types. */
  private static final int MAX_MARKED_FIELDS = 16;

  private final ValueReader values;
  private final List<Field> fields = new ArrayList<>();
  private final List<ListField> lists = new ArrayList<>();
  private final List<MarkedField> marked = new ArrayList<>();
  private final List<YamlNode> markedByNodes = new ArrayList<>();

  FieldReader(List<String> entities) {
    this.values = new ValueReader(entities);
  }

  List<Field> fields() {
    return fields;
  }

  List<ListField> lists() {
    return lists;
  }

  List<MarkedField> marked() {
    return marked;
  }

  void readAll(YamlMap map) {
    for (String name : map.keys()) {
      ValueReader.checkName(map.key(name), name);
      map.get(name).ifPresent(node -> read(name, node));
    }
  }

  private void read(String name, YamlNode node) {
    if (!node.isMap()) {
      values.read(name, node).ifPresent(fields::add);
      return;
    }
    YamlMap map = node.map().orElseThrow();
    if (map.has("marked_by")) {
      readMarked(name, map);
    } else if (map.has("list")) {
      new ListReader(values).read(name, map).ifPresent(lists::add);
    } else {
      values.read(name, map).ifPresent(fields::add);
    }
    map.refuseOthers();
  }

  /** A type with a subject has a field that names it, whether it is written or not. */
  void addSubject() {
    if (fields.stream().noneMatch(f -> f.name().equals(EventType.SUBJECT))) {
      fields.add(0, new Field(EventType.SUBJECT, Field.Kind.ID, "", List.of(), true));
    }
  }

  /** An event about another one may take the place of an earlier event about it. */
  void addSupersedes(Optional<YamlMap> written) {
    Field implicit =
        new Field(EventType.SUPERSEDES, Field.Kind.ID, "", List.of(), false, Field.Origin.IMPLICIT);
    if (written.isEmpty() || !written.get().keys().contains(implicit.name())) {
      fields.add(implicit);
      return;
    }
    boolean fits =
        fields.stream()
            .anyMatch(
                f ->
                    f.name().equals(implicit.name()) && f.kind() == Field.Kind.ID && !f.required());
    if (!fits) {
      String legal =
          "left out or {type: id, optional: true}: the event id of the earlier event of this type"
              + " that the event takes the place of";
      written.get().key(implicit.name()).refuse("reserved_name", legal);
    }
  }

  private void readMarked(String name, YamlMap map) {
    map.require("type").ifPresent(FieldReader::checkBool);
    YamlNode markedBy = map.require("marked_by").orElseThrow();
    long knownAfterMillis =
        map.require("known_after")
            .map(YamlNode::durationMillis)
            .filter(OptionalLong::isPresent)
            .map(OptionalLong::getAsLong)
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
}
