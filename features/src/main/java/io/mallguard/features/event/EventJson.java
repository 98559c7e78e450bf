package io.mallguard.features.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of events: an envelope with {@code event_id}, {@code event_type}, {@code
 * occurred_at}, optional {@code observed_at}, and {@code data} with the type's fields. A computed
 * field is never sent: one that comes all the same is an unknown field, a warning, and its value is
 * ignored. Immutable, safe for use by many threads.
 */
public final class EventJson {
  private static final List<String> ENVELOPE =
      List.of("event_id", "event_type", "occurred_at", "observed_at", "data");

  private final EventSchema schema;
  private final List<List<String>> knownByType;
  private final List<List<ListJson>> listsByType;

  /** The JSON form of a schema's events. */
  public EventJson(EventSchema schema) {
    this.schema = schema;
    this.knownByType = schema.eventTypes().stream().map(EventJson::known).toList();
    this.listsByType =
        schema.eventTypes().stream()
            .map(type -> type.lists().stream().map(ListJson::new).toList())
            .toList();
  }

  /**
   * Reads one event.
   *
   * @param envelope the JSON value
   * @param receivedAtMillis what {@code observed_at} is when it is not given
   * @param pointer JSON pointer of the envelope in its document, empty for the document itself
   * @param problems receives every problem, with JSON pointers as places
   * @param warnings receives the pointers of unknown and of computed fields
   * @return the event, or empty if there is any problem
   */
  public Optional<Event> read(
      JsonNode envelope,
      long receivedAtMillis,
      String pointer,
      Problems problems,
      List<String> warnings) {
    if (!envelope.isObject()) {
      problems.add(pointer, "wrong_kind", FieldJson.kind(envelope), "a JSON object");
      return Optional.empty();
    }
    long before = problems.count();
    String id = id(envelope.get("event_id"), pointer + "/event_id", problems);
    Optional<EventType> type = type(envelope.get("event_type"), pointer, problems);
    long occurredAt = time(envelope.get("occurred_at"), pointer + "/occurred_at", problems);
    JsonNode observed = envelope.get("observed_at");
    long observedAt =
        FieldJson.isAbsent(observed)
            ? receivedAtMillis
            : time(observed, pointer + "/observed_at", problems);
    FieldJson.warnUnknown(envelope, ENVELOPE, pointer, warnings);
    JsonNode data = envelope.get("data");
    if (data == null || !data.isObject()) {
      problems.add(pointer + "/data", "wrong_kind", FieldJson.kind(data), "a JSON object");
      return Optional.empty();
    }
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Event event = event(type.get(), id, occurredAt, observedAt, data, pointer, problems, warnings);
    return problems.count() > before ? Optional.empty() : Optional.of(event);
  }

  private Event event(
      EventType type,
      String id,
      long occurredAt,
      long observedAt,
      JsonNode data,
      String pointer,
      Problems problems,
      List<String> warnings) {
    long before = problems.count();
    String inData = pointer + "/data";
    long[] numbers = new long[type.fields().size()];
    Arrays.fill(numbers, Field.ABSENT);
    @Nullable String[] texts = new @Nullable String[numbers.length];
    FieldJson.readAll(type.fields(), data, inData, problems, numbers, texts);
    refuseMarked(type, data, inData, problems);
    ListValue[] lists = new ListValue[type.lists().size()];
    for (int i = 0; i < lists.length; i++) {
      lists[i] = listsByType.get(type.index()).get(i).read(data, inData, problems, warnings);
    }
    FieldJson.warnUnknown(data, knownByType.get(type.index()), inData, warnings);
    // Nothing is worked out from values that are wrong.
    return problems.count() > before
        ? new Event(type, id, occurredAt, observedAt, numbers, texts, lists)
        : Event.received(type, id, occurredAt, observedAt, numbers, texts, lists);
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
      if (event.has(i) && fields.get(i).origin() != Field.Origin.COMPUTED) {
        data.set(
            fields.get(i).name(), FieldJson.write(fields.get(i), event.number(i), event.text(i)));
      }
    }
    List<ListJson> lists = listsByType.get(event.type().index());
    for (int i = 0; i < lists.size(); i++) {
      lists.get(i).write(event.list(i), data);
    }
    return envelope;
  }

  private static List<String> known(EventType type) {
    return Stream.of(
            type.fields().subList(0, type.sentFields()).stream().map(Field::name),
            type.lists().stream().map(ListField::name),
            type.markedFields().stream().map(MarkedField::name))
        .flatMap(names -> names)
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
    problems.add(
        place,
        FieldJson.isAbsent(node) ? "missing_field" : "wrong_value",
        FieldJson.kind(node),
        LEGAL_ID);
    return "";
  }

  private static long time(@Nullable JsonNode node, String place, Problems problems) {
    if (node != null && node.isTextual()) {
      var millis = FieldValues.parseTimeMillis(node.textValue());
      if (millis.isPresent()) {
        return millis.getAsLong();
      }
    }
    problems.add(
        place,
        FieldJson.isAbsent(node) ? "missing_field" : "wrong_value",
        FieldJson.kind(node),
        LEGAL_TIME);
    return 0;
  }

  private static final Field ID = new Field("event_id", Field.Kind.ID, "", List.of(), true);
  private static final Field TIME = new Field("occurred_at", Field.Kind.TIME, "", List.of(), true);
  private static final String LEGAL_ID = FieldValues.legal(ID);
  private static final String LEGAL_TIME = FieldValues.legal(TIME);
}
