package io.mallguard.features.schema;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.yaml.Durations;
import io.mallguard.features.yaml.Quoted;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The canonical YAML form of a schema: one spelling per meaning, readable by {@link SchemaReader}.
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
      Map<String, List<String>> markTexts) {
    SchemaWriter writer = new SchemaWriter();
    writer.line("schema: " + name);
    writer.line("time_zone: " + Quoted.of(zone.getId()));
    writer.line("currency: " + currency);
    writer.line("entities: [" + String.join(", ", entities) + "]");
    writer.line("events:");
    types.forEach(type -> writer.eventType(type, markTexts.getOrDefault(type.name(), List.of())));
    return writer.out.toString();
  }

  private void eventType(EventType type, List<String> markTexts) {
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
    type.fields().forEach(field -> line("      " + field.name() + ": " + describe(field)));
    type.markedFields().forEach(this::marked);
    if (!type.marks().isEmpty()) {
      line("    marks:");
      for (int i = 0; i < markTexts.size(); i++) {
        line("      " + type.marks().get(i).field().name() + ": " + Quoted.of(markTexts.get(i)));
      }
    }
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
