package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.expression.CheckedWhole;
import io.mallguard.features.expression.ValueKind;
import io.mallguard.features.expression.Whole;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Nodes of graphs as numbers made of kind and id, so that a device and a phone never share one. The
 * kind of a field that names an entity is the entity; of anything else what sort of value it is.
 */
final class GraphKeys {
  private final EventExpressions expressions;

  GraphKeys(EventExpressions expressions) {
    this.expressions = expressions;
  }

  /**
   * Where an event says a node; empty, with a problem, if it does not.
   *
   * @param idsOnly whether numbers and enums are refused
   */
  Optional<Whole> of(EventType type, Path path, boolean idsOnly) {
    List<Whole> keys = new ArrayList<>();
    for (YamlNode node : path.alternatives()) {
      key(type, node, idsOnly).ifPresent(keys::add);
    }
    if (keys.size() < path.alternatives().size()) {
      return Optional.empty();
    }
    return Optional.of(keys.size() == 1 ? keys.get(0) : firstKnown(keys.toArray(Whole[]::new)));
  }

  private Optional<Whole> key(EventType type, YamlNode node, boolean idsOnly) {
    if (!expressions.columnsOf(type, Optional.empty(), node).isEmpty()) {
      refuseColumns(node);
      return Optional.empty();
    }
    Optional<CheckedWhole> checked = expressions.whole(type, Optional.empty(), node);
    if (checked.isPresent() && idsOnly && checked.get().kind() != ValueKind.ID) {
      node.refuse("not_an_id", "an id, such as that of an account, in an event of " + type.name());
      return Optional.empty();
    }
    return checked.map(c -> joined(IdHash.of(kind(type, node, c)), c.value()));
  }

  static void refuseColumns(YamlNode node) {
    node.refuse("reads_columns", "an expression over the event and look-ups, without columns");
  }

  private static Whole joined(long kind, Whole id) {
    return (slots, row) -> {
      long value = id.at(slots, row);
      return value == Field.ABSENT ? value : IdHash.join(kind, value);
    };
  }

  private static Whole firstKnown(Whole[] keys) {
    return (slots, row) -> {
      for (Whole key : keys) {
        long known = key.at(slots, row);
        if (known != Field.ABSENT) {
          return known;
        }
      }
      return Field.ABSENT;
    };
  }

  private String kind(EventType type, YamlNode node, CheckedWhole checked) {
    return field(type, node.text().orElse("").trim())
        .filter(field -> field.kind() == Field.Kind.ENTITY)
        .map(Field::entity)
        .orElse("/" + checked.kind().name().toLowerCase(Locale.ROOT));
  }

  /** The field that a name stands for: of a look-up or of the event. */
  private Optional<Field> field(EventType type, String name) {
    int dot = name.indexOf('.');
    String rest = name.substring(dot + 1);
    Optional<Field> attached =
        expressions.names().lookUps().stream()
            .filter(l -> dot >= 0 && l.name().equals(name.substring(0, dot)))
            .findFirst()
            .flatMap(l -> Optional.ofNullable(l.fields().get(rest)));
    boolean own = dot < 0 || name.startsWith(type.name() + ".");
    int index = own ? type.fieldIndex(rest) : -1;
    return attached.or(() -> index < 0 ? Optional.empty() : Optional.of(type.fields().get(index)));
  }
}
