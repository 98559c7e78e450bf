package io.mallguard.features.schema;

import io.mallguard.features.event.Computation;
import io.mallguard.features.event.Field;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the computed fields of one event type. */
final class ComputedReader {
  private final List<Field> fields = new ArrayList<>();
  private final List<Computation> computations = new ArrayList<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  /** The fields, in schema order. */
  List<Field> fields() {
    return fields;
  }

  /** How they follow from the others, one each. */
  List<Computation> computations() {
    return computations;
  }

  /** Their expressions by name, for the canonical form. */
  Map<String, String> texts() {
    return texts;
  }

  /**
   * Reads them all.
   *
   * @param taken names of the type's other fields
   */
  void readAll(YamlMap map, List<String> taken) {
    for (String name : map.keys()) {
      YamlNode key = map.key(name);
      ValueReader.checkName(key, name);
      if (taken.contains(name)) {
        key.refuse("duplicate_name", "a name that no other field of this event type has");
      }
      map.get(name).ifPresent(node -> read(name, node));
    }
  }

  private void read(String name, YamlNode node) {
    node.text()
        .ifPresent(
            text -> {
              boolean isCondition = text.matches(".*(exists|all)\\(.*|.*[=<>].*");
              fields.add(Field.computed(name, isCondition ? Field.Kind.BOOL : Field.Kind.INTEGER));
              computations.add(event -> Field.ABSENT);
              texts.put(name, text);
            });
  }
}
