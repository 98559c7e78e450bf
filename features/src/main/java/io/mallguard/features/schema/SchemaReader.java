package io.mallguard.features.schema;

import io.mallguard.features.Digests;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.ReferenceTable;
import io.mallguard.features.expression.Tables;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.YamlDocument;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an event schema from YAML and checks all of it; every problem comes at once. */
public final class SchemaReader {
  static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  static final String LEGAL_NAME =
      "a name: a lower-case letter, then at most 63 lower-case letters, digits or _";
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private final YamlMap root;
  private final Problems problems;
  private final TableFiles files;
  private final SchemaTexts texts = new SchemaTexts();

  private SchemaReader(YamlMap root, Problems problems, TableFiles files) {
    this.root = root;
    this.problems = problems;
    this.files = files;
  }

  /**
   * Reads a schema file; the files of its tables stand beside it.
   *
   * @throws InvalidInputException with all problems
   */
  public static EventSchema read(Path file) {
    return parse(YamlDocument.textOf(file), file.toString(), TableFiles.beside(file));
  }

  /**
   * Reads a schema from text; its tables must be inline, as they are in the canonical form.
   *
   * @param yaml the schema
   * @param source its name in the places of problems
   * @throws InvalidInputException with all problems
   */
  public static EventSchema parse(String yaml, String source) {
    return parse(yaml, source, TableFiles.NONE);
  }

  static EventSchema parse(String yaml, String source, TableFiles files) {
    Problems problems = new Problems();
    SchemaReader reader =
        new SchemaReader(YamlDocument.parse(yaml, source, problems), problems, files);
    EventSchema schema = reader.schema();
    problems.throwIfAny(source);
    return schema;
  }

  private EventSchema schema() {
    String name = root.require("schema").flatMap(SchemaReader::name).orElse("");
    ZoneId zone = root.require("time_zone").flatMap(SchemaReader::zone).orElse(ZoneId.of("UTC"));
    String currency = root.require("currency").flatMap(SchemaReader::currency).orElse("");
    List<String> entities = entities();
    List<ReferenceTable> tables =
        root.get("tables")
            .flatMap(YamlNode::map)
            .map(map -> new TablesReader(files, texts).readAll(map))
            .orElse(List.of());
    List<EventType> types = eventTypes(entities, zone, SchemaTables.of(tables));
    root.refuseOthers();
    if (!problems.isEmpty()) {
      return new EventSchema(name, zone, currency, entities, tables, List.of(), "", "");
    }
    String canonical = SchemaWriter.write(name, zone, currency, entities, types, texts);
    checkSize(canonical);
    return new EventSchema(
        name, zone, currency, entities, tables, types, canonical, Digests.sha256Hex(canonical));
  }

  /** What is written must be readable. */
  private void checkSize(String canonical) {
    if (canonical.length() > YamlDocument.MAX_CHARS) {
      problems.add(
          root.place(),
          "too_large",
          canonical.length() + " characters with its tables",
          "at most " + YamlDocument.MAX_CHARS);
    }
  }

  private List<String> entities() {
    Set<String> names = new LinkedHashSet<>();
    for (YamlNode node : root.require("entities").map(YamlNode::list).orElse(List.of())) {
      Optional<String> name = name(node);
      if (name.isPresent() && !names.add(name.get())) {
        node.refuse("duplicate_name", "an entity that is named only once");
      }
    }
    return List.copyOf(names);
  }

  private List<EventType> eventTypes(List<String> entities, ZoneId zone, Tables tables) {
    Optional<YamlMap> map = root.require("events").flatMap(YamlNode::map);
    if (map.isEmpty()) {
      return List.of();
    }
    List<EventTypeReader> readers = new ArrayList<>();
    for (String typeName : map.get().keys()) {
      name(map.get().key(typeName), typeName);
      map.get()
          .get(typeName)
          .flatMap(YamlNode::map)
          .ifPresent(
              body -> readers.add(new EventTypeReader(typeName, body, entities, zone, tables)));
    }
    List<EventType> plain = new ArrayList<>();
    for (EventTypeReader reader : readers) {
      plain.add(reader.withoutMarks(plain.size()));
    }
    checkMarkedBy(readers, plain);
    List<EventType> types = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      types.add(readers.get(i).withMarks(plain.get(i), plain));
      texts.marks().put(plain.get(i).name(), readers.get(i).markTexts());
      texts.computed().put(plain.get(i).name(), readers.get(i).computedTexts());
    }
    if (types.isEmpty()) {
      problems.add(map.get().place(), "no_event_types", "", "at least one event type");
    }
    return types;
  }

  private static void checkMarkedBy(List<EventTypeReader> readers, List<EventType> types) {
    List<String> names = types.stream().map(EventType::name).toList();
    readers.forEach(reader -> reader.checkMarkedBy(names));
  }

  static Optional<String> name(YamlNode node) {
    return node.text().filter(text -> name(node, text));
  }

  static boolean name(YamlNode node, String text) {
    if (NAME.matcher(text).matches()) {
      return true;
    }
    node.refuse("not_a_name", LEGAL_NAME);
    return false;
  }

  private static Optional<ZoneId> zone(YamlNode node) {
    Optional<String> text = node.text();
    try {
      return text.map(ZoneId::of);
    } catch (DateTimeException e) {
      node.refuse("not_a_time_zone", "a time zone such as Asia/Shanghai");
      return Optional.empty();
    }
  }

  private static Optional<String> currency(YamlNode node) {
    Optional<String> text = node.text();
    if (text.isPresent() && !CURRENCY.matcher(text.get()).matches()) {
      node.refuse("not_a_currency", "an ISO 4217 code such as CNY");
      return Optional.empty();
    }
    return text;
  }
}
