package io.mallguard.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.service.decisions.DecisionBytes;
import io.mallguard.service.decisions.DecisionRecord;
import io.mallguard.service.log.EventLog;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code GET /predictions}: decision records. Safe for use by many threads. */
final class LookupRoute {
  private final Gate gate;
  private final EventLog log;
  private final EventSchema schema;
  private final RecordedModels models;
  private final Evidence evidence;

  LookupRoute(
      Gate gate, EventLog log, EventSchema schema, RecordedModels models, Evidence evidence) {
    this.gate = gate;
    this.log = log;
    this.schema = schema;
    this.models = models;
    this.evidence = evidence;
  }

  void byId(Context ctx) {
    gate.requireStarted();
    OptionalLong sequence = DecisionRecord.sequenceOf(ctx.pathParam("id"));
    if (sequence.isEmpty()) {
      throw RefusedException.of(Refusal.NOT_FOUND, "There is no prediction with this id");
    }
    byte[] bytes =
        log.decision(sequence.getAsLong())
            .orElseThrow(
                () ->
                    RefusedException.of(Refusal.NOT_FOUND, "There is no prediction with this id"));
    Body.answer(ctx, 200, Body.JSON, json(DecisionBytes.read(bytes)));
  }

  void byEvent(Context ctx) {
    @Nullable String eventId = ctx.queryParam("event_id");
    if (eventId == null || eventId.isEmpty()) {
      throw RefusedException.of(Refusal.INVALID_QUERY, "event_id must be given");
    }
    gate.requireStarted();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode found = answer.putArray("predictions");
    for (EventType type : schema.eventTypes()) {
      OptionalLong sequence = log.find(type, eventId);
      if (sequence.isPresent()) {
        log.decision(sequence.getAsLong())
            .ifPresent(bytes -> found.add(json(DecisionBytes.read(bytes))));
      }
    }
    Body.answer(ctx, 200, Body.JSON, answer);
  }

  private ObjectNode json(DecisionRecord decision) {
    ObjectNode json = DecisionJson.record(decision, models.spec(decision.versions()));
    evidence.put(json, decision);
    return json;
  }
}
