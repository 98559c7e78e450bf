package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.yaml.Quoted;
import io.mallguard.features.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A look-up as the spec declares it. Immutable.
 *
 * @param name its name in expressions
 * @param from types of the events that leave a record
 * @param each the list of which every element leaves one
 * @param by where the id stands in those events, one path per part
 * @param keepMillis how long a record is kept
 * @param latest whether the latest record of an id counts, else the first
 * @param where which events leave a record
 * @param find where other events say the id, by type
 * @param implied whether the spec does not write it: the subject of labels
 */
record LookUpDeclaration(
    String name,
    List<EventType> from,
    Optional<String> each,
    List<Path> by,
    long keepMillis,
    boolean latest,
    Optional<YamlNode> where,
    Map<String, List<Path>> find,
    boolean implied) {
  LookUpDeclaration {
    from = List.copyOf(from);
    by = List.copyOf(by);
    find = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(find));
  }

  /** The fields of a record: those of the events that leave it and of their list elements. */
  Map<String, Field> fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (EventType type : from) {
      list(type).ifPresent(l -> l.fields().forEach(f -> fields.putIfAbsent(f.name(), f)));
    }
    for (EventType type : from) {
      type.fields().forEach(f -> fields.putIfAbsent(f.name(), f));
    }
    for (String time : List.of("occurred_at", "observed_at")) {
      fields.putIfAbsent(time, new Field(time, Field.Kind.TIME, "", List.of(), true));
    }
    return fields;
  }

  Optional<ListField> list(EventType type) {
    int index = each.map(type::listIndex).orElse(-1);
    return index < 0 ? Optional.empty() : Optional.of(type.lists().get(index));
  }

  /** Whether an event of the type is its own record. */
  boolean isSelf(EventType type) {
    return from.contains(type) && !latest && where.isEmpty() && isByOwnId(type);
  }

  /** Whether records of the type's events are found by the id that later events name. */
  boolean isByOwnId(EventType type) {
    if (each.isPresent() || by.size() != 1) {
      return false;
    }
    String path = by.get(0).single().orElse("");
    return path.equals(TypeNames.OWN_ID)
        || (type.idField() >= 0 && path.equals(type.fields().get(type.idField()).name()));
  }

  /** Its canonical form. */
  String written(Filters filters) {
    Map<String, String> written = new LinkedHashMap<>();
    written.put("name", name);
    written.put("from", SpecText.oneOrList(from.stream().map(EventType::name).toList()));
    each.ifPresent(list -> written.put("each", list));
    boolean choice = by.size() == 1 && by.get(0).single().isEmpty();
    written.put("by", choice ? "[" + paths(by) + "]" : paths(by));
    written.put("keep", SpecText.window(keepMillis));
    written.put("take", latest ? "latest" : "first");
    where
        .flatMap(YamlNode::text)
        .ifPresent(t -> written.put("where", Quoted.of(filters.expand(t))));
    if (!find.isEmpty()) {
      Map<String, String> finds = new LinkedHashMap<>();
      find.forEach((type, paths) -> finds.put(type, paths(paths)));
      written.put("find", "{" + SpecText.entries(finds) + "}");
    }
    return "{" + SpecText.entries(written) + "}";
  }

  private static String paths(List<Path> paths) {
    String joined = String.join(", ", paths.stream().map(Path::written).toList());
    return paths.size() == 1 ? joined : "[" + joined + "]";
  }

  /** Where an event of the type says the id, if it can. */
  Optional<List<Path>> pathsOn(EventType type) {
    List<Path> declared = find.get(type.name());
    if (declared != null) {
      return Optional.of(declared);
    }
    List<Path> sameNames =
        by.stream()
            .filter(p -> type.fieldIndex(p.texts().get(0)) >= 0)
            .map(p -> new Path(List.of(p.place())))
            .toList();
    if (sameNames.size() == by.size()) {
      return Optional.of(sameNames);
    }
    boolean subject =
        type.hasSubject()
            && from.stream().anyMatch(t -> t.name().equals(type.subject()) && isByOwnId(t));
    if (!subject) {
      return Optional.empty();
    }
    String field = type.fields().get(type.subjectField()).name();
    return Optional.of(List.of(new Path(List.of(by.get(0).place().withText(field)))));
  }
}
