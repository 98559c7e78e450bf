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
import java.util.stream.Collectors;

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
  Optional<Whole> of(EventType type, Place place, boolean idsOnly) {
    List<Whole> parts = new ArrayList<>();
    for (Path path : place.parts()) {
      part(type, path, idsOnly).ifPresent(parts::add);
    }
    if (place.isNone() || parts.size() < place.parts().size()) {
      return Optional.empty();
    }
    return Optional.of(parts.stream().reduce(GraphKeys::both).orElseThrow());
  }

  private Optional<Whole> part(EventType type, Path path, boolean idsOnly) {
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
    Optional<CheckedWhole> checked = checked(type, node);
    if (checked.isPresent() && idsOnly && checked.get().kind() != ValueKind.ID) {
      node.refuse("not_an_id", "an id, such as that of an account, in an event of " + type.name());
      return Optional.empty();
    }
    return checked.map(c -> joined(IdHash.of(kind(type, node, c)), c.value()));
  }

  private Optional<CheckedWhole> checked(EventType type, YamlNode node) {
    if (!expressions.columnsOf(type, Optional.empty(), node).isEmpty()) {
      refuseColumns(node);
      return Optional.empty();
    }
    return expressions.whole(type, Optional.empty(), node);
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

  private static Whole both(Whole one, Whole other) {
    return (slots, row) -> {
      long left = one.at(slots, row);
      long right = left == Field.ABSENT ? left : other.at(slots, row);
      return right == Field.ABSENT ? right : IdHash.join(left, right);
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

  /** The kind of a node in words; empty, with a problem, if alternatives are of several. */
  Optional<String> kind(EventType type, Place place) {
    List<String> kinds = new ArrayList<>();
    for (Path path : place.parts()) {
      List<String> different =
          path.alternatives().stream()
              .flatMap(node -> checked(type, node).map(c -> kind(type, node, c)).stream())
              .distinct()
              .toList();
      if (different.size() > 1) {
        path.place().refuse("ambiguous_kind", "places of one kind of node, not of " + different);
      }
      different.stream().findFirst().filter(k -> different.size() == 1).ifPresent(kinds::add);
    }
    boolean known = !place.isNone() && kinds.size() == place.parts().size();
    return known ? Optional.of(kinds.stream().collect(Collectors.joining("+"))) : Optional.empty();
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
