package io.mallguard.features.proof;

import io.mallguard.features.proof.Names.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A schema: its event types, what touches what, and the keys under which features make sense.
 *
 * @param roles per event type the role (or plain entity) and the path that names the entity
 * @param lookUps look-ups a spec of this world may declare
 * @param lanes keys and event types that go together
 * @param paths per event type what its look-ups attach, for random expressions
 */
record World(
    String name,
    List<String> entities,
    List<EventKind> types,
    Map<String, Map<String, String>> roles,
    List<LookUp> lookUps,
    List<Lane> lanes,
    Map<String, List<FieldModel>> paths) {

  /**
   * A field of an event type.
   *
   * @param kind id, entity, money, integer, bool or enum
   * @param from where random ids come from: {@code +pool} makes a new one, {@code pool} picks one
   */
  record FieldModel(
      String name, String kind, String entity, List<String> words, boolean optional, String from) {
    Word word(int ordinal) {
      return new Word(words.get(ordinal), ordinal);
    }

    /** What a present value stands for in an expression. */
    Object meaning(Object value) {
      return kind.equals("enum") ? new Word((String) value, words.indexOf(value)) : value;
    }

    boolean isNumber() {
      return kind.equals("money") || kind.equals("integer");
    }

    String yaml() {
      String extra = optional ? ", optional: true" : "";
      return switch (kind) {
        case "entity" -> "{entity: " + entity + extra + "}";
        case "enum" -> "{enum: " + words + extra + "}";
        default -> optional ? "{type: " + kind + extra + "}" : kind;
      };
    }
  }

  /** A list field. */
  record ListModel(String name, List<FieldModel> fields, boolean optional) {}

  /** A field derived from the event by the schema. */
  record Computed(FieldModel field, String text, Function<Fact, @Nullable Object> value) {}

  /**
   * An event type.
   *
   * @param weight how often it happens
   * @param marked name of the field that its label marks, or empty
   * @param marks condition under which an event of this type marks its subject
   */
  record EventKind(
      String name,
      int weight,
      boolean scored,
      String idField,
      List<FieldModel> fields,
      List<ListModel> lists,
      List<Computed> computed,
      String marked,
      String markedBy,
      String subject,
      Optional<Expr> marks) {

    Optional<FieldModel> field(String field) {
      return fields.stream().filter(f -> f.name().equals(field)).findFirst();
    }

    /** Fields an expression can name, computed ones included. */
    List<FieldModel> named() {
      List<FieldModel> named = new ArrayList<>(fields);
      computed.forEach(c -> named.add(c.field()));
      return named;
    }
  }

  /** A look-up; {@code find} gives per event type the paths that may say the id. */
  record LookUp(
      String name,
      List<String> from,
      String each,
      List<String> by,
      boolean latest,
      Map<String, List<String>> find) {}

  /**
   * A key and the events under it.
   *
   * @param events each {@code type} or {@code type/role}
   * @param role by which role scored events read, or empty
   * @param each the list whose elements name the key, or empty
   */
  record Lane(List<String> key, List<String> events, String role, String each) {
    /** The key as written, without roles: all roles of an entity share its state. */
    String keyText() {
      String first = key.get(0);
      int slash = first.indexOf('/');
      return key.size() > 1
          ? "[" + String.join(", ", key) + "]"
          : first.substring(0, slash < 0 ? first.length() : slash);
    }
  }

  EventKind type(String typeName) {
    return types.stream().filter(t -> t.name().equals(typeName)).findFirst().orElseThrow();
  }

  LookUp lookUp(String lookUp) {
    return lookUps.stream().filter(l -> l.name().equals(lookUp)).findFirst().orElseThrow();
  }

  /** The schema as YAML. */
  String yaml() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("schema: ").append(name).append("\ntime_zone: ").append(Functions.ZONE);
    yaml.append("\ncurrency: CNY\nentities: ").append(entities).append("\nevents:\n");
    types.forEach(type -> append(yaml, type));
    return yaml.toString();
  }

  private static void append(StringBuilder yaml, EventKind type) {
    yaml.append("  ").append(type.name()).append(":\n");
    if (type.scored()) {
      yaml.append("    scored: true\n");
    }
    if (!type.idField().isEmpty()) {
      yaml.append("    id: ").append(type.idField()).append('\n');
    }
    if (!type.subject().isEmpty()) {
      yaml.append("    subject: ").append(type.subject()).append('\n');
    }
    yaml.append("    fields:\n");
    for (FieldModel field : type.fields()) {
      if (!field.name().equals("subject_id") && !field.name().equals("supersedes")) {
        yaml.append("      ").append(field.name()).append(": ").append(field.yaml()).append('\n');
      }
    }
    type.lists().forEach(list -> yaml.append("      ").append(text(list)).append('\n'));
    if (!type.marked().isEmpty()) {
      yaml.append(
          "      %s: {type: bool, marked_by: %s, known_after: 7d}\n"
              .formatted(type.marked(), type.markedBy()));
    }
    if (!type.computed().isEmpty()) {
      yaml.append("    computed:\n");
      type.computed()
          .forEach(c -> yaml.append("      %s: \"%s\"\n".formatted(c.field().name(), c.text())));
    }
    type.marks()
        .ifPresent(m -> yaml.append("    marks: {fraud: \"").append(m.text()).append("\"}\n"));
  }

  private static String text(ListModel list) {
    String extra = list.optional() ? ", optional: true" : "";
    if (list.fields().size() == 1 && list.fields().get(0).name().equals("value")) {
      return list.name() + ": {list: " + list.fields().get(0).yaml() + extra + "}";
    }
    List<String> elements = list.fields().stream().map(f -> f.name() + ": " + f.yaml()).toList();
    return list.name() + ": {list: {" + String.join(", ", elements) + "}" + extra + "}";
  }
}
