package io.mallguard.features.schema;

import io.mallguard.features.event.Condition;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.event.Mark;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.expression.CheckedCondition;
import io.mallguard.features.expression.Expressions;
import io.mallguard.features.expression.Tables;
import io.mallguard.features.expression.Truth;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one event type of a schema. */
final class EventTypeReader {
  private static final double[] NO_ROW = {};

  private final String name;
  private final YamlMap body;
  private final FieldReader fieldReader;
  private final ZoneId zone;
  private final Tables tables;
  private final Map<String, String> markTexts = new LinkedHashMap<>();
  private final Map<String, String> computedTexts = new LinkedHashMap<>();

  EventTypeReader(String name, YamlMap body, List<String> entities, ZoneId zone, Tables tables) {
    this.name = name;
    this.body = body;
    this.zone = zone;
    this.tables = tables;
    this.fieldReader = new FieldReader(entities);
  }

  /** The type with its fields; marks need the other types and come after. */
  EventType withoutMarks(int index) {
    boolean scored = body.get("scored").flatMap(YamlNode::yesNo).orElse(false);
    String subject = body.get("subject").flatMap(YamlNode::text).orElse("");
    Optional<YamlMap> written = body.require("fields").flatMap(YamlNode::map);
    written.ifPresent(fieldReader::readAll);
    if (!subject.isEmpty()) {
      fieldReader.addSubject();
    }
    if (!subject.isEmpty() && body.get("id").isEmpty()) {
      fieldReader.addSupersedes(written);
    }
    ComputedReader computedReader =
        new ComputedReader(name, fieldReader.fields(), fieldReader.lists(), zone, tables);
    body.get("computed")
        .flatMap(YamlNode::map)
        .ifPresent(map -> computedReader.readAll(map, takenNames()));
    List<Field> fields = new ArrayList<>(fieldReader.fields());
    int idField = idField(fields);
    int subjectField = subject.isEmpty() ? -1 : indexOf(EventType.SUBJECT, fields);
    fields.addAll(computedReader.fields());
    computedTexts.putAll(computedReader.texts());
    return new EventType(
        name,
        index,
        scored,
        idField,
        fields,
        computedReader.computations(),
        fieldReader.lists(),
        fieldReader.marked(),
        subject,
        subjectField,
        List.of());
  }

  private List<String> takenNames() {
    return Stream.of(
            fieldReader.fields().stream().map(Field::name),
            fieldReader.lists().stream().map(ListField::name),
            fieldReader.marked().stream().map(MarkedField::name))
        .flatMap(names -> names)
        .toList();
  }

  private int idField(List<Field> fields) {
    Optional<YamlNode> id = body.get("id");
    if (id.isEmpty()) {
      return -1;
    }
    String wanted = id.get().text().orElse("");
    int index = indexOf(wanted, fields);
    if (index < 0 || fields.get(index).kind() != Field.Kind.ID) {
      List<String> ids =
          fields.stream().filter(f -> f.kind() == Field.Kind.ID).map(Field::name).toList();
      String legal = "a field of this event type whose kind is id: " + Names.oneOf(wanted, ids);
      id.get().refuse("not_an_id_field", legal);
      return -1;
    }
    return index;
  }

  private static int indexOf(String wanted, List<Field> fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(wanted)) {
        return i;
      }
    }
    return -1;
  }

  void checkMarkedBy(List<String> typeNames) {
    fieldReader.checkMarkedBy(typeNames);
  }

  /** The finished type. */
  EventType withMarks(EventType plain, List<EventType> types) {
    List<Mark> marks = new ArrayList<>();
    Optional<EventType> subject =
        types.stream().filter(type -> type.name().equals(plain.subject())).findFirst();
    if (!plain.subject().isEmpty() && subject.isEmpty()) {
      List<String> names = types.stream().map(EventType::name).toList();
      body.get("subject")
          .ifPresent(
              node -> node.refuse("unknown_event_type", Names.oneOf(plain.subject(), names)));
    }
    body.get("marks")
        .flatMap(YamlNode::map)
        .ifPresent(map -> readMarks(map, plain, subject, marks));
    body.refuseOthers();
    return plain.withMarks(marks);
  }

  private void readMarks(
      YamlMap map, EventType plain, Optional<EventType> subject, List<Mark> marks) {
    List<MarkedField> markable =
        subject.map(EventType::markedFields).orElse(List.of()).stream()
            .filter(field -> field.markedBy().equals(name))
            .toList();
    for (String fieldName : map.keys()) {
      Optional<MarkedField> field =
          markable.stream().filter(f -> f.name().equals(fieldName)).findFirst();
      if (field.isEmpty()) {
        List<String> names = markable.stream().map(MarkedField::name).toList();
        String legal =
            "a field of the subject with marked_by: "
                + name
                + (names.isEmpty() ? "; it has none" : ": " + Names.oneOf(fieldName, names));
        map.key(fieldName).refuse("not_a_marked_field", legal);
        continue;
      }
      YamlNode text = map.require(fieldName).orElseThrow();
      Optional<CheckedCondition> condition =
          Expressions.condition(text, EventScope.of(plain, zone, tables).build());
      condition.ifPresent(
          checked -> {
            marks.add(new Mark(field.get(), onEvents(checked.truth())));
            markTexts.put(fieldName, text.text().orElse(""));
          });
    }
  }

  private static Condition onEvents(Truth truth) {
    return (event, marks) -> truth.test(EventScope.slots(event, marks), NO_ROW);
  }

  /** The expressions of the marks by field, for the canonical form. */
  Map<String, String> markTexts() {
    return markTexts;
  }

  /** The expressions of the computed fields by name, for the canonical form. */
  Map<String, String> computedTexts() {
    return computedTexts;
  }
}
