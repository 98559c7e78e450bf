package io.mallguard.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.mallguard.features.event.Event;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.service.decisions.DecisionRecord;
import io.mallguard.service.live.Ask;
import io.mallguard.service.live.Ask.Wish;
import io.mallguard.service.live.Outcome;
import io.mallguard.service.live.Outcome.Decided;
import io.mallguard.service.live.Outcome.Decided.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** {@code POST /predict}: score one event and fold it in. Safe for use by many threads. */
final class PredictRoute {
  static final int MAX_BYTES = 64 << 10;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Gate gate;
  private final EventRequest events;
  private final Requests requests;
  private final RecordedModels models;
  private final Evidence evidence;
  private final PredictMetrics metrics;
  private final LongSupplier nanos;

  PredictRoute(
      Gate gate,
      EventRequest events,
      Requests requests,
      RecordedModels models,
      Evidence evidence,
      PredictMetrics metrics,
      LongSupplier nanos) {
    this.gate = gate;
    this.events = events;
    this.requests = requests;
    this.models = models;
    this.evidence = evidence;
    this.metrics = metrics;
    this.nanos = nanos;
  }

  void handle(Context ctx) {
    long begunNanos = nanos.getAsLong();
    metrics.begin();
    try {
      gate.requireReady();
      predict(ctx, begunNanos);
    } catch (RefusedException e) {
      metrics.refused(e.refusal());
      throw e;
    } finally {
      metrics.end();
    }
  }

  private void predict(Context ctx, long begunNanos) {
    boolean strict = Requests.isStrict(ctx);
    long deadlineNanos = requests.deadlineNanos(ctx);
    Body.mediaType(ctx, List.of(Body.JSON));
    JsonNode body = Body.parse(Body.bytes(ctx, MAX_BYTES));
    List<String> warnings = new ArrayList<>();
    Problems problems = new Problems();
    PredictOptions options = PredictOptions.take(body, problems, warnings);
    Optional<Event> event = events.read(body, "", strict, problems, warnings);
    event.ifPresent(e -> requireScored(e, problems));
    if (event.isEmpty() || !problems.isEmpty()) {
      throw new RefusedException(
          Refusal.INVALID_REQUEST, Refusal.INVALID_REQUEST.title(), problems.list());
    }
    Wish wish = options.record() ? Wish.SCORE : Wish.DRY_RUN;
    Outcome outcome = gate.outcomes(List.of(new Ask(event.get(), wish, deadlineNanos))).get(0);
    if (!(outcome instanceof Decided decided)) {
      throw Gate.refused(outcome, "");
    }
    answer(ctx, decided, options, warnings, begunNanos);
  }

  private static void requireScored(Event event, Problems problems) {
    if (!event.type().scored()) {
      problems.add("/event_type", "not_scored", "", "a type that is scored; others go to /events");
    }
  }

  private void answer(
      Context ctx,
      Decided decided,
      PredictOptions options,
      List<String> warnings,
      long begunNanos) {
    DecisionRecord decision = decided.decision();
    FeatureSpec spec = models.spec(decision.versions());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (decided.kind() != Kind.DRY_RUN) {
      json.put("prediction_id", decision.predictionId());
    }
    json.put("request_id", Requests.id(ctx));
    String status = decided.kind().name().toLowerCase(Locale.ROOT);
    json.put("status", status);
    DecisionJson.putDecision(json, decision, spec);
    evidence.put(json, decision);
    json.set("model", models.model(decision.versions()));
    if (options.includeFeatures()) {
      json.set("features", DecisionJson.features(decision, spec));
    }
    ArrayNode warned = json.putArray("warnings");
    warnings.forEach(pointer -> warned.add(pointer + ": unknown field"));
    long totalNanos = nanos.getAsLong() - begunNanos;
    json.set("timing_ms", timing(decided.times(), totalNanos));
    ctx.header("Server-Timing", serverTiming(decided.times(), totalNanos));
    if (decided.kind() == Kind.DUPLICATE) {
      ctx.header("Idempotency-Replayed", "true");
    }
    Body.answer(ctx, 200, Body.JSON, json);
    metrics.decided(decision, status, decided.times(), totalNanos);
  }

  private static ObjectNode timing(Outcome.StageTimes times, long totalNanos) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("total", millis(totalNanos))
        .put("features", millis(times.features()))
        .put("model", millis(times.model()))
        .put("durable", millis(times.durable()));
  }

  private static String serverTiming(Outcome.StageTimes times, long totalNanos) {
    return "total;dur="
        + millis(totalNanos)
        + ", features;dur="
        + millis(times.features())
        + ", model;dur="
        + millis(times.model())
        + ", durable;dur="
        + millis(times.durable());
  }

  /** Milliseconds with three digits. */
  private static double millis(long nanos) {
    return Math.rint(nanos / NANOS_PER_MILLI * 1000) / 1000;
  }
}
