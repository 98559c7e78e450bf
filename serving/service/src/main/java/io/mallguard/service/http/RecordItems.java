package io.mallguard.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the events of one request to record. One owner thread. */
final class RecordItems {
  private final EventRequest events;
  private final boolean strict;
  private final List<EventType> onlyTypes;
  private final List<RecordItem> items = new ArrayList<>();

  /**
   * An empty list.
   *
   * @param events reads one event
   * @param strict whether unknown fields are problems
   * @param onlyTypes the types that are legal, empty for all; a single one may go unnamed
   */
  RecordItems(EventRequest events, boolean strict, List<EventType> onlyTypes) {
    this.events = events;
    this.strict = strict;
    this.onlyTypes = List.copyOf(onlyTypes);
  }

  List<RecordItem> list() {
    return items;
  }

  /** Reads one event, or an object with a list of them. */
  void readBody(JsonNode body, boolean single) {
    if (single) {
      add(body, "");
      return;
    }
    JsonNode list = body.get("events");
    if (!list.isArray() || list.size() > RecordRoute.MAX_EVENTS) {
      throw RefusedException.at(
          Refusal.INVALID_REQUEST,
          "/events",
          "wrong_kind",
          "an array of at most " + RecordRoute.MAX_EVENTS + " events");
    }
    for (JsonNode item : list) {
      add(item, "/events/" + items.size());
    }
  }

  /** Reads one event per line; empty lines are passed over. */
  void readLines(byte[] bytes) {
    int from = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '\n') {
        readLine(bytes, from, i - from);
        from = i + 1;
      }
    }
  }

  private void readLine(byte[] bytes, int from, int length) {
    if (isBlank(bytes, from, length)) {
      return;
    }
    if (items.size() == RecordRoute.MAX_EVENTS) {
      throw RefusedException.at(
          Refusal.INVALID_REQUEST,
          "",
          "too_many_events",
          "at most " + RecordRoute.MAX_EVENTS + " events");
    }
    try {
      add(Body.parse(bytes, from, length), "");
    } catch (RefusedException e) {
      items.add(RecordItem.refused(items.size(), "", e));
    }
  }

  private static boolean isBlank(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\r' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private void add(JsonNode json, String pointer) {
    Problems problems = new Problems();
    List<String> warnings = new ArrayList<>();
    if (onlyTypes.size() == 1 && json instanceof ObjectNode label && !label.has("event_type")) {
      label.put("event_type", onlyTypes.get(0).name());
    }
    Optional<Event> event = events.read(json, pointer, strict, problems, warnings);
    event.ifPresent(e -> requireType(e, pointer, problems));
    RecordItem item =
        event.isPresent() && problems.isEmpty()
            ? RecordItem.of(items.size(), pointer, event.get(), warnings)
            : RecordItem.refused(items.size(), pointer, invalid(problems));
    items.add(item);
  }

  private void requireType(Event event, String pointer, Problems problems) {
    if (!onlyTypes.isEmpty() && !onlyTypes.contains(event.type())) {
      List<String> names = onlyTypes.stream().map(EventType::name).toList();
      problems.add(
          pointer + "/event_type", "not_a_label", "", "one of " + String.join(", ", names));
    }
  }

  private static RefusedException invalid(Problems problems) {
    return new RefusedException(
        Refusal.INVALID_REQUEST, Refusal.INVALID_REQUEST.title(), problems.list());
  }
}
