package io.mallguard.features.schema;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.yaml.Durations;
import io.mallguard.features.yaml.Quoted;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The canonical YAML form of a schema: one spelling per meaning, readable by {@link SchemaReader}.
 * What a schema does not use leaves no trace, so that its hash outlives what is added to the form.
 */
final class SchemaWriter {
  private final StringBuilder out = new StringBuilder();

  private SchemaWriter() {}

  static String write(
      String name,
      ZoneId zone,
      String currency,
      List<String> entities,
      List<EventType> types,
      SchemaTexts texts) {
    SchemaWriter writer = new SchemaWriter();
    writer.line("schema: " + name);
    writer.line("time_zone: " + Quoted.of(zone.getId()));
    writer.line("currency: " + currency);
    writer.line("entities: [" + String.join(", ", entities) + "]");
    writer.tables(texts.tables());
    writer.line("events:");
    for (EventType type : types) {
      writer.eventType(
          type,
          texts.computed().getOrDefault(type.name(), Map.of()),
          texts.marks().getOrDefault(type.name(), Map.of()));
    }
    return writer.out.toString();
  }

  private void tables(Map<String, String> tables) {
    if (tables.isEmpty()) {
      return;
    }
    line("tables:");
    tables.forEach(
        (name, content) -> {
          line("  " + name + ":");
          out.append(content);
        });
  }

  private void eventType(EventType type, Map<String, String> computed, Map<String, String> marks) {
    line("  " + type.name() + ":");
    if (type.scored()) {
      line("    scored: true");
    }
    if (type.idField() >= 0) {
      line("    id: " + type.fields().get(type.idField()).name());
    }
    if (type.hasSubject()) {
      line("    subject: " + type.subject());
    }
    line("    fields:");
    for (Field field : type.fields()) {
      if (field.origin() == Field.Origin.SENT) {
        line("      " + field.name() + ": " + describe(field));
      }
    }
    type.lists().forEach(this::list);
    type.markedFields().forEach(this::marked);
    expressions("computed", computed);
    expressions("marks", marks);
  }

  private void expressions(String key, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      line("    " + key + ":");
      texts.forEach((name, text) -> line("      " + name + ": " + Quoted.of(text)));
    }
  }

  private void list(ListField list) {
    boolean isWord = list.isPlain() && isWord(list.fields().get(0));
    String elements =
        isWord
            ? describe(list.fields().get(0))
            : list.fields().stream()
                .map(field -> field.name() + ": " + describe(field))
                .collect(Collectors.joining(", ", "{", "}"));
    String optional = list.required() ? "" : ", optional: true";
    line("      " + list.name() + ": {list: " + elements + optional + "}");
  }

  private void marked(MarkedField field) {
    line(
        "      "
            + field.name()
            + ": {type: bool, marked_by: "
            + field.markedBy()
            + ", known_after: "
            + Durations.write(field.knownAfterMillis())
            + "}");
  }

  private static boolean isWord(Field field) {
    return field.kind() != Field.Kind.ENTITY && field.kind() != Field.Kind.ENUM;
  }

  private static String describe(Field field) {
    String optional = field.required() ? "" : ", optional: true";
    return switch (field.kind()) {
      case ENTITY -> "{entity: " + field.entity() + optional + "}";
      case ENUM -> "{enum: [" + String.join(", ", field.values()) + "]" + optional + "}";
      case ID, TEXT, MONEY, INTEGER, BOOL, TIME -> {
        String kind = field.kind().name().toLowerCase(Locale.ROOT);
        yield field.required() ? kind : "{type: " + kind + optional + "}";
      }
    };
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
