package io.mallguard.features.schema;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.Mark;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.expression.CheckedCondition;
import io.mallguard.features.expression.Expressions;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one event type of a schema. */
final class EventTypeReader {
  private static final double[] NO_ROW = {};
  static final String SUBJECT_FIELD = "subject_id";

  private final String name;
  private final YamlMap body;
  private final FieldReader fieldReader;
  private final List<String> markTexts = new ArrayList<>();

  EventTypeReader(String name, YamlMap body, List<String> entities) {
    this.name = name;
    this.body = body;
    this.fieldReader = new FieldReader(entities);
  }

  /** The type with its fields; marks need the other types and come after. */
  EventType withoutMarks(int index) {
    boolean scored = body.get("scored").flatMap(YamlNode::yesNo).orElse(false);
    String subject = body.get("subject").flatMap(YamlNode::text).orElse("");
    body.require("fields").flatMap(YamlNode::map).ifPresent(fieldReader::readAll);
    if (!subject.isEmpty()) {
      fieldReader.addSubject();
    }
    List<Field> fields = fieldReader.fields();
    int idField = idField(fields);
    int subjectField = subject.isEmpty() ? -1 : indexOf(SUBJECT_FIELD, fields);
    return new EventType(
        name,
        index,
        scored,
        idField,
        fields,
        List.of(),
        fieldReader.marked(),
        subject,
        subjectField,
        List.of());
  }

  private int idField(List<Field> fields) {
    Optional<YamlNode> id = body.get("id");
    if (id.isEmpty()) {
      return -1;
    }
    String wanted = id.get().text().orElse("");
    int index = indexOf(wanted, fields);
    if (index < 0 || fields.get(index).kind() != Field.Kind.ID) {
      id.get().refuse("not_an_id_field", "a field of this event type whose kind is id");
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
  EventType withMarks(EventType plain, List<EventType> types, ZoneId zone) {
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
        .ifPresent(map -> readMarks(map, plain, subject, zone, marks));
    body.refuseOthers();
    return new EventType(
        plain.name(),
        plain.index(),
        plain.scored(),
        plain.idField(),
        plain.fields(),
        plain.lists(),
        plain.markedFields(),
        plain.subject(),
        plain.subjectField(),
        marks);
  }

  private void readMarks(
      YamlMap map, EventType plain, Optional<EventType> subject, ZoneId zone, List<Mark> marks) {
    for (String fieldName : map.keys()) {
      Optional<MarkedField> field = subject.flatMap(type -> type.markedField(fieldName));
      if (field.isEmpty() || !field.get().markedBy().equals(name)) {
        map.key(fieldName)
            .refuse("not_a_marked_field", "a field of the subject with marked_by: " + name);
        continue;
      }
      YamlNode text = map.require(fieldName).orElseThrow();
      Optional<CheckedCondition> condition =
          Expressions.condition(text, EventScope.of(plain, zone).build());
      condition.ifPresent(
          checked -> {
            marks.add(
                new Mark(
                    field.get(),
                    (event, marksOf) ->
                        checked.truth().test(EventScope.slots(event, marksOf), NO_ROW)));
            markTexts.add(text.text().orElse(""));
          });
    }
  }

  List<String> markTexts() {
    return markTexts;
  }
}
