package io.mallguard.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventJson;
import io.mallguard.features.problem.Problems;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Reads events from requests and checks their times against the clock. Safe for many threads. */
final class EventRequest {
  /** How far a client's clock may be ahead of ours, and an event ahead of its being observed. */
  static final long MAX_AHEAD_MILLIS = 5 * 60 * 1000;

  private final EventJson eventJson;
  private final LongSupplier clockMillis;

  EventRequest(EventJson eventJson, LongSupplier clockMillis) {
    this.eventJson = eventJson;
    this.clockMillis = clockMillis;
  }

  /**
   * Reads one event.
   *
   * @param json its envelope
   * @param pointer where it is in the request
   * @param strict whether unknown fields are problems, else they are warnings
   * @return the event, or empty if there are problems
   */
  Optional<Event> read(
      JsonNode json, String pointer, boolean strict, Problems problems, List<String> warnings) {
    long nowMillis = clockMillis.getAsLong();
    Optional<Event> event = eventJson.read(json, nowMillis, pointer, problems, warnings);
    if (strict) {
      for (String unknown : warnings) {
        problems.add(unknown, "unknown_field", "", "left out: the schema has no such field");
      }
      warnings.clear();
    }
    event.ifPresent(e -> checkTimes(e, nowMillis, pointer, problems));
    return problems.isEmpty() ? event : Optional.empty();
  }

  private static void checkTimes(Event event, long nowMillis, String pointer, Problems problems) {
    if (event.observedAtMillis() > nowMillis + MAX_AHEAD_MILLIS) {
      problems.add(
          pointer + "/observed_at",
          "too_far_ahead",
          "",
          "at most 5 minutes later than the service's clock");
    }
    if (event.occurredAtMillis() > event.observedAtMillis() + MAX_AHEAD_MILLIS) {
      problems.add(
          pointer + "/occurred_at", "too_far_ahead", "", "at most 5 minutes after observed_at");
    }
  }
}
