package io.mallguard.features.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.Names;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of events: an envelope with {@code event_id}, {@code event_type}, {@code
 * occurred_at}, optional {@code observed_at}, and {@code data} with the type's fields. Immutable,
 * safe for use by many threads.
 */
public final class EventJson {
  private static final List<String> ENVELOPE =
      List.of("event_id", "event_type", "occurred_at", "observed_at", "data");

  private final EventSchema schema;
  private final List<List<String>> knownByType;

  /** The JSON form of a schema's events. */
  public EventJson(EventSchema schema) {
    this.schema = schema;
    this.knownByType = schema.eventTypes().stream().map(EventJson::known).toList();
  }

  /**
   * Reads one event.
   *
   * @param envelope the JSON value
   * @param receivedAtMillis what {@code observed_at} is when it is not given
   * @param pointer JSON pointer of the envelope in its document, empty for the document itself
   * @param problems receives every problem, with JSON pointers as places
   * @param warnings receives the pointers of unknown fields
   * @return the event, or empty if there is any problem
   */
  public Optional<Event> read(
      JsonNode envelope,
      long receivedAtMillis,
      String pointer,
      Problems problems,
      List<String> warnings) {
    if (!envelope.isObject()) {
      problems.add(pointer, "wrong_kind", kind(envelope), "a JSON object");
      return Optional.empty();
    }
    long before = problems.count();
    String id = id(envelope.get("event_id"), pointer + "/event_id", problems);
    Optional<EventType> type = type(envelope.get("event_type"), pointer, problems);
    long occurredAt = time(envelope.get("occurred_at"), pointer + "/occurred_at", problems);
    JsonNode observed = envelope.get("observed_at");
    long observedAt =
        isAbsent(observed) ? receivedAtMillis : time(observed, pointer + "/observed_at", problems);
    warnUnknown(envelope, ENVELOPE, pointer, warnings);
    JsonNode data = envelope.get("data");
    if (data == null || !data.isObject()) {
      problems.add(pointer + "/data", "wrong_kind", kind(data), "a JSON object");
      return Optional.empty();
    }
    if (type.isEmpty()) {
      return Optional.empty();
    }
    long[] numbers = new long[type.get().fields().size()];
    @Nullable String[] texts = new @Nullable String[numbers.length];
    readFields(type.get(), data, pointer + "/data", problems, numbers, texts);
    warnUnknown(data, knownByType.get(type.get().index()), pointer + "/data", warnings);
    return problems.count() > before
        ? Optional.empty()
        : Optional.of(new Event(type.get(), id, occurredAt, observedAt, numbers, texts));
  }

  /** Writes one event with all its times, such that {@link #read} gives an equal one. */
  public ObjectNode write(Event event) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("event_id", event.id());
    envelope.put("event_type", event.type().name());
    envelope.put("occurred_at", FieldValues.writeTime(event.occurredAtMillis()));
    envelope.put("observed_at", FieldValues.writeTime(event.observedAtMillis()));
    ObjectNode data = envelope.putObject("data");
    List<Field> fields = event.type().fields();
    for (int i = 0; i < fields.size(); i++) {
      if (event.has(i)) {
        put(data, fields.get(i), event.number(i), event.text(i));
      }
    }
    return envelope;
  }

  private static void readFields(
      EventType type,
      JsonNode data,
      String pointer,
      Problems problems,
      long[] numbers,
      @Nullable String[] texts) {
    Arrays.fill(numbers, Field.ABSENT);
    for (int i = 0; i < numbers.length; i++) {
      Field field = type.fields().get(i);
      JsonNode value = data.get(field.name());
      String place = pointer + "/" + field.name();
      if (value == null || value.isNull()) {
        if (field.required()) {
          problems.add(place, "missing_field", "", FieldValues.legal(field));
        }
      } else if (field.kind().isText()) {
        texts[i] = text(field, value, place, problems);
      } else {
        numbers[i] = number(field, value, place, problems);
      }
    }
    refuseMarked(type, data, pointer, problems);
  }

  private static List<String> known(EventType type) {
    return Stream.concat(
            type.fields().stream().map(Field::name),
            type.markedFields().stream().map(MarkedField::name))
        .toList();
  }

  private static void refuseMarked(
      EventType type, JsonNode data, String pointer, Problems problems) {
    type.markedFields()
        .forEach(
            field -> {
              if (data.has(field.name())) {
                problems.add(
                    pointer + "/" + field.name(),
                    "known_later",
                    "",
                    "left out: it becomes known later, by a " + field.markedBy() + " event");
              }
            });
  }

  private static @Nullable String text(
      Field field, JsonNode value, String place, Problems problems) {
    if (value.isTextual() && FieldValues.isLegal(field, value.textValue())) {
      return value.textValue();
    }
    problems.add(place, "wrong_value", kind(value), FieldValues.legal(field));
    return null;
  }

  private static long number(Field field, JsonNode value, String place, Problems problems) {
    long number =
        switch (field.kind()) {
          case MONEY, INTEGER ->
              value.isIntegralNumber() && value.canConvertToLong()
                  ? value.longValue()
                  : Field.ABSENT;
          case BOOL -> value.isBoolean() ? (value.booleanValue() ? 1 : 0) : Field.ABSENT;
          case ENUM -> {
            String word = value.isTextual() ? value.textValue() : "";
            yield FieldValues.enumIndex(field, word).orElse(Field.ABSENT);
          }
          case TIME ->
              value.isTextual()
                  ? FieldValues.parseTimeMillis(value.textValue()).orElse(Field.ABSENT)
                  : Field.ABSENT;
          case ID, ENTITY, TEXT -> Field.ABSENT;
        };
    if (number == Field.ABSENT || !FieldValues.isLegal(field, number)) {
      problems.add(place, "wrong_value", kind(value), FieldValues.legal(field));
    }
    return number;
  }

  private static void put(ObjectNode data, Field field, long number, @Nullable String text) {
    switch (field.kind()) {
      case ID, ENTITY, TEXT -> data.put(field.name(), text);
      case MONEY, INTEGER -> data.put(field.name(), number);
      case BOOL -> data.put(field.name(), number == 1);
      case ENUM -> data.put(field.name(), field.values().get((int) number));
      case TIME -> data.put(field.name(), FieldValues.writeTime(number));
    }
  }

  private Optional<EventType> type(@Nullable JsonNode node, String pointer, Problems problems) {
    String name = node != null && node.isTextual() ? node.textValue() : "";
    Optional<EventType> type = schema.eventType(name);
    if (type.isEmpty()) {
      List<String> names = schema.eventTypes().stream().map(EventType::name).toList();
      problems.add(pointer + "/event_type", "unknown_event_type", name, Names.oneOf(name, names));
    }
    return type;
  }

  private static String id(@Nullable JsonNode node, String place, Problems problems) {
    if (node != null && node.isTextual() && FieldValues.isLegalId(node.textValue())) {
      return node.textValue();
    }
    problems.add(place, isAbsent(node) ? "missing_field" : "wrong_value", kind(node), LEGAL_ID);
    return "";
  }

  private static long time(@Nullable JsonNode node, String place, Problems problems) {
    if (node != null && node.isTextual()) {
      var millis = FieldValues.parseTimeMillis(node.textValue());
      if (millis.isPresent()) {
        return millis.getAsLong();
      }
    }
    problems.add(place, isAbsent(node) ? "missing_field" : "wrong_value", kind(node), LEGAL_TIME);
    return 0;
  }

  private static final Field ID = new Field("event_id", Field.Kind.ID, "", List.of(), true);
  private static final Field TIME = new Field("occurred_at", Field.Kind.TIME, "", List.of(), true);
  private static final String LEGAL_ID = FieldValues.legal(ID);
  private static final String LEGAL_TIME = FieldValues.legal(TIME);

  private static void warnUnknown(
      JsonNode object, List<String> known, String pointer, List<String> warnings) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        warnings.add(pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
      }
    }
  }

  private static boolean isAbsent(@Nullable JsonNode node) {
    return node == null || node.isNull();
  }

  /** What kind of JSON value was found; never the value. */
  private static String kind(@Nullable JsonNode node) {
    if (node == null) {
      return "nothing";
    }
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "something else";
    };
  }
}
