package io.mallguard.features.schema;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads list fields: {@code {list: id}} and {@code {list: {entity: item}}} hold values, {@code
 * {list: {item_id: id, quantity: integer}}} holds objects with these fields.
 */
final class ListReader {
  private final ValueReader values;

  ListReader(ValueReader values) {
    this.values = values;
  }

  Optional<ListField> read(String name, YamlMap map) {
    boolean required = !map.get("optional").flatMap(YamlNode::yesNo).orElse(false);
    YamlNode of = map.require("list").orElseThrow();
    List<Field> fields = elementFields(of);
    return fields.isEmpty() ? Optional.empty() : Optional.of(new ListField(name, fields, required));
  }

  private List<Field> elementFields(YamlNode of) {
    if (!of.isMap()) {
      return values.read(ListField.PLAIN, of).map(List::of).orElse(List.of());
    }
    YamlMap map = of.map().orElseThrow();
    if (isOneValue(map)) {
      return values.read(ListField.PLAIN, map).map(List::of).orElse(List.of());
    }
    if (map.keys().isEmpty()) {
      of.refuse("no_fields", "a kind of value or a mapping with at least one field");
    }
    List<Field> fields = new ArrayList<>();
    for (String name : map.keys()) {
      ValueReader.checkName(map.key(name), name);
      map.get(name).flatMap(node -> values.read(name, node)).ifPresent(fields::add);
    }
    return fields;
  }

  /** {@code {entity: item}} or {@code {enum: [a, b]}}, not fields that happen to be named so. */
  private static boolean isOneValue(YamlMap map) {
    if (map.keys().equals(List.of("enum"))) {
      return map.get("enum").orElseThrow().isList();
    }
    return map.keys().equals(List.of("entity"))
        && map.get("entity").filter(node -> !node.isMap()).isPresent()
        && map.get("entity").flatMap(YamlNode::text).filter(ValueReader.KINDS::contains).isEmpty();
  }
}
