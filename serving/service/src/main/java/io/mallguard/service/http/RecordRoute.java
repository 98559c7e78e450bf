package io.mallguard.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.service.live.Ask;
import io.mallguard.service.live.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code POST /events} and {@code POST /labels}: fold events in without scoring them. Safe for use
 * by many threads.
 */
final class RecordRoute {
  static final int MAX_BYTES = 8 << 20;
  static final int MAX_EVENTS = 10_000;

  private final Gate gate;
  private final EventRequest events;
  private final Requests requests;
  private final List<EventType> labelTypes;

  RecordRoute(Gate gate, EventRequest events, Requests requests, EventSchema schema) {
    this.gate = gate;
    this.events = events;
    this.requests = requests;
    this.labelTypes = schema.eventTypes().stream().filter(EventType::hasSubject).toList();
  }

  void events(Context ctx) {
    handle(ctx, new RecordItems(events, Requests.isStrict(ctx), List.of()));
  }

  void labels(Context ctx) {
    handle(ctx, new RecordItems(events, Requests.isStrict(ctx), labelTypes));
  }

  private void handle(Context ctx, RecordItems items) {
    gate.requireReady();
    long deadlineNanos = requests.deadlineNanos(ctx);
    String type = Body.mediaType(ctx, List.of(Body.JSON, Body.NDJSON));
    byte[] bytes = Body.bytes(ctx, MAX_BYTES);
    boolean single = false;
    if (type.equals(Body.NDJSON)) {
      items.readLines(bytes);
    } else {
      JsonNode body = Body.parse(bytes);
      single = !body.has("events");
      items.readBody(body, single);
    }
    answer(ctx, items, outcomes(items, deadlineNanos), single);
  }

  private List<Outcome> outcomes(RecordItems items, long deadlineNanos) {
    List<Ask> asks = new ArrayList<>();
    for (RecordItem item : items.list()) {
      item.event().ifPresent(e -> asks.add(new Ask(e, Ask.Wish.RECORD, deadlineNanos)));
    }
    return asks.isEmpty() ? List.of() : gate.outcomes(asks);
  }

  private static void answer(
      Context ctx, RecordItems items, List<Outcome> outcomes, boolean single) {
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    boolean allDuplicates = !outcomes.isEmpty();
    int taken = 0;
    for (RecordItem item : items.list()) {
      ObjectNode result = results.addObject().put("index", item.index());
      RefusedException refused = item.refused().orElse(null);
      if (refused == null && outcomes.get(taken++) instanceof Outcome.Recorded recorded) {
        putRecorded(result, item, recorded);
        allDuplicates &= recorded.duplicate();
        continue;
      }
      allDuplicates = false;
      if (refused == null) {
        refused = Gate.refused(outcomes.get(taken - 1), item.pointer());
      }
      if (single || refused.refusal().isUnavailable()) {
        throw refused;
      }
      result.set("problem", ProblemJson.of(refused, Requests.id(ctx)));
    }
    if (allDuplicates) {
      ctx.header("Idempotency-Replayed", "true");
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("request_id", Requests.id(ctx));
    json.set("results", results);
    Body.answer(ctx, 202, Body.JSON, json);
  }

  private static void putRecorded(ObjectNode result, RecordItem item, Outcome.Recorded recorded) {
    result.put("event_id", item.event().orElseThrow().id());
    result.put("status", recorded.duplicate() ? "duplicate" : "new");
    result.put("sequence", recorded.sequence());
    ArrayNode warned = result.putArray("warnings");
    item.warnings().forEach(pointer -> warned.add(pointer + ": unknown field"));
  }
}
