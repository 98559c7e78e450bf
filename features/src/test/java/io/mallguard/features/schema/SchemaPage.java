package io.mallguard.features.schema;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.event.ReferenceTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A schema as a page to read; the words beside a field are the comment on its line. */
final class SchemaPage {
  private static final Pattern LINE = Pattern.compile("( *)([a-z0-9_]+):(.*?)(?: +# (.*))?");

  private final EventSchema schema;
  private final Map<String, String> comments = new HashMap<>();
  private final Map<String, String> expressions = new HashMap<>();
  private final StringBuilder out = new StringBuilder();

  private SchemaPage(EventSchema schema, String yaml) {
    this.schema = schema;
    String type = "";
    for (String line : yaml.lines().toList()) {
      Matcher found = LINE.matcher(line);
      if (found.matches()) {
        type = found.group(1).length() == 2 ? found.group(2) : type;
        String name = found.group(1).length() == 2 ? type : type + "." + found.group(2);
        expressions.put(name, found.group(3).strip().replace("\"", ""));
        comments.put(name, found.group(4) == null ? "" : found.group(4));
      }
    }
  }

  static String of(EventSchema schema, String yaml) {
    return new SchemaPage(schema, yaml).page();
  }

  private String page() {
    line("# The events of the schema `" + schema.name() + "`");
    line("");
    line(
        "Made from the built-in schema by a test (`mvn test -Dgolden.write=true` writes it anew);");
    line("[schema.md](schema.md) says what the words mean. Every event has `event_id`,");
    line("`event_type`, `occurred_at` and `observed_at` beside its fields. Times are in");
    line(schema.zone() + ", money is " + schema.currency() + " in minor units.");
    line("");
    line("Reference tables:");
    line("");
    schema.tables().forEach(this::table);
    schema.eventTypes().forEach(this::type);
    return out.toString();
  }

  private void table(ReferenceTable table) {
    line(
        "- `%s` (%s; %d keys): %s"
            .formatted(
                table.name(),
                String.join(", ", table.columns()),
                table.size(),
                comment(table.name())));
  }

  private void type(EventType type) {
    line("");
    line("## " + type.name() + (type.scored() ? " (scored)" : ""));
    line("");
    if (!comment(type.name()).isEmpty()) {
      line(sentence(comment(type.name())));
      line("");
    }
    line("| field | is | |");
    line("|---|---|---|");
    for (Field field : type.fields()) {
      row(type, field.name(), kind(field), words(type, field));
    }
    for (ListField list : type.lists()) {
      String of =
          list.isPlain()
              ? "list of " + kind(list.fields().get(0))
              : "list of "
                  + list.fields().stream()
                      .map(f -> "`" + f.name() + "` " + kind(f))
                      .collect(Collectors.joining(", "));
      row(type, list.name(), of + (list.required() ? "" : ", optional"), "");
    }
    for (MarkedField field : type.markedFields()) {
      String days = Duration.ofMillis(field.knownAfterMillis()).toDays() + " days";
      row(type, field.name(), "known later", "set by " + field.markedBy() + ", after " + days);
    }
  }

  private void row(EventType type, String name, String kind, String words) {
    String comment = comment(type.name() + "." + name);
    String both = comment.isEmpty() || words.isEmpty() ? comment + words : words + "; " + comment;
    line("| `" + name + "` | " + kind + " | " + both + " |");
  }

  private String words(EventType type, Field field) {
    return switch (field.origin()) {
      case SENT -> field.name().equals(EventType.SUBJECT) ? "names the " + type.subject() : "";
      case IMPLICIT -> "event id of the earlier verdict that this one takes the place of";
      case COMPUTED ->
          "computed: `" + expressions.getOrDefault(type.name() + "." + field.name(), "") + "`";
    };
  }

  private static String kind(Field field) {
    String kind =
        switch (field.kind()) {
          case ENTITY -> field.entity();
          case ENUM -> String.join(" / ", field.values());
          case ID, TEXT, MONEY, INTEGER, BOOL, TIME -> field.kind().name().toLowerCase(Locale.ROOT);
        };
    boolean open = !field.required() && field.origin() == Field.Origin.SENT;
    return kind + (open ? ", optional" : "");
  }

  private String comment(String name) {
    return comments.getOrDefault(name, "");
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
