package io.mallguard.features.schema;

import io.mallguard.features.event.Computation;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.expression.Computed;
import io.mallguard.features.expression.Expressions;
import io.mallguard.features.expression.Scope;
import io.mallguard.features.expression.Tables;
import io.mallguard.features.expression.ValueKind;
import io.mallguard.features.expression.Variable;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the computed fields of one event type. */
final class ComputedReader {
  private final String type;
  private final List<Field> sent;
  private final List<ListField> lists;
  private final ZoneId zone;
  private final Tables tables;
  private final List<Field> fields = new ArrayList<>();
  private final List<Computation> computations = new ArrayList<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  ComputedReader(String type, List<Field> sent, List<ListField> lists, ZoneId zone, Tables tables) {
    this.type = type;
    this.sent = List.copyOf(sent);
    this.lists = List.copyOf(lists);
    this.zone = zone;
    this.tables = tables;
  }

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
    Scope.Builder scope = EventScope.of(type, known(), zone, tables);
    for (int i = 0; i < lists.size(); i++) {
      Variable elements = new Variable.Elements(i, lists.get(i).fields());
      scope.add(lists.get(i).name(), elements);
    }
    Optional<Computed> computed = Expressions.computed(node, scope.build());
    computed.ifPresent(
        value -> {
          boolean isCondition = value.kind() == ValueKind.BOOL;
          fields.add(Field.computed(name, isCondition ? Field.Kind.BOOL : Field.Kind.INTEGER));
          computations.add(value::at);
          texts.put(name, node.text().orElse(""));
        });
  }

  /** What an expression may read: all that is sent, and what was computed before. */
  private List<Field> known() {
    return Stream.concat(sent.stream(), fields.stream()).toList();
  }
}
