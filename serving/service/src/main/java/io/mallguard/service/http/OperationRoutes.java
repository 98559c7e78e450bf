package io.mallguard.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.mallguard.features.spec.Feature;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.bundle.BundleFile;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongSupplier;

/** What an operator asks: health, metrics, the model, the contract. Safe for many threads. */
final class OperationRoutes {
  /** With less, the next write may fail: others should be asked before it does. */
  private static final long MIN_FREE_BYTES = 16L << 20;

  private final Gate gate;
  private final Bundle bundle;
  private final PrometheusMeterRegistry registry;
  private final LongSupplier freeBytes;
  private final byte[] openApi = resource();

  OperationRoutes(
      Gate gate, Bundle bundle, PrometheusMeterRegistry registry, LongSupplier freeBytes) {
    this.gate = gate;
    this.bundle = bundle;
    this.registry = registry;
    this.freeBytes = freeBytes;
  }

  void live(Context ctx) {
    Body.answer(ctx, 200, Body.JSON, JsonNodeFactory.instance.objectNode().put("status", "live"));
  }

  void ready(Context ctx) {
    gate.requireReady();
    if (freeBytes.getAsLong() < MIN_FREE_BYTES) {
      throw RefusedException.of(Refusal.NOT_READY, "The disk of the data folder is full");
    }
    Body.answer(ctx, 200, Body.JSON, JsonNodeFactory.instance.objectNode().put("status", "ready"));
  }

  void metrics(Context ctx) {
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8");
    ctx.result(registry.scrape().getBytes(StandardCharsets.UTF_8));
  }

  void openApi(Context ctx) {
    ctx.contentType(Body.JSON);
    ctx.result(openApi);
  }

  void model(Context ctx) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", bundle.manifest().name());
    json.put("version", bundle.manifest().version());
    json.put("alias", "champion");
    json.put("bundle_sha256", bundle.sha256());
    json.put("spec_hash", bundle.spec().specHash());
    json.put("layout_hash", bundle.spec().layoutHash());
    json.put("trained_until", bundle.manifest().trainedUntil().toString());
    json.put("schema", bundle.schema().name());
    json.put("schema_hash", bundle.schema().hash());
    json.put("policy_version", bundle.policy().version());
    json.put(
        "fallback_decision", bundle.policy().fallbackDecision().name().toLowerCase(Locale.ROOT));
    ArrayNode features = json.putArray("features");
    for (Feature feature : bundle.spec().features()) {
      features
          .addObject()
          .put("name", feature.name())
          .put("unit", feature.unit())
          .put("meaning", feature.meaning());
    }
    json.set("provenance", parsed(BundleFile.PROVENANCE));
    Body.answer(ctx, 200, Body.JSON, json);
  }

  private JsonNode parsed(BundleFile file) {
    return Body.parse(bundle.text(file).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] resource() {
    try (InputStream in = OperationRoutes.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("openapi.json must be on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
