package io.mallguard.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.scoring.decision.PolicyOutcome;
import io.mallguard.scoring.decision.PolicyOutcome.Measure;
import io.mallguard.service.decisions.DecisionRecord;
import io.mallguard.service.decisions.Versions;
import java.time.Instant;
import java.util.List;

/** The JSON form of decisions. */
final class DecisionJson {
  private DecisionJson() {}

  /** What both the answer and the record say of a decision. */
  static void putDecision(ObjectNode json, DecisionRecord decision, FeatureSpec spec) {
    PolicyOutcome outcome = decision.outcome();
    json.put("event_id", decision.event().eventId());
    json.put("event_type", decision.event().eventType());
    json.put("decision", outcome.decision().word());
    json.putObject("decided_by")
        .put("kind", outcome.decidedBy().kind())
        .put("id", outcome.decidedBy().id())
        .put("policy_version", outcome.policyVersion());
    ArrayNode measures = json.putArray("measures");
    for (Measure measure : outcome.measures()) {
      measures.addObject().put("measure", measure.measure()).put("hours", measure.hours());
    }
    json.put("score", decision.score().probability());
    json.put("score_scale", "calibrated_probability");
    json.put("risk_level", outcome.riskLevel().word());
    json.put("anomaly_score", decision.score().anomalyScore());
    json.set("data_quality", quality(decision, spec));
  }

  /** Name, version and identity of what scored. */
  static ObjectNode model(Versions versions) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", versions.modelName())
        .put("version", versions.modelVersion())
        .put("bundle_sha256", versions.bundleSha256())
        .put("spec_hash", versions.specHash());
  }

  /** The row by name; missing is null. */
  static ObjectNode features(DecisionRecord decision, FeatureSpec spec) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Feature feature : spec.features()) {
      double value = decision.row()[feature.index()];
      if (Double.isNaN(value)) {
        json.putNull(feature.name());
      } else {
        json.put(feature.name(), value);
      }
    }
    return json;
  }

  /** The whole record. */
  static ObjectNode record(DecisionRecord decision, FeatureSpec spec) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("prediction_id", decision.predictionId());
    json.put("sequence", decision.event().sequence());
    putDecision(json, decision, spec);
    json.put("occurred_at", time(decision.event().occurredAtMillis()));
    json.put("observed_at", time(decision.event().observedAtMillis()));
    json.put("fold_time", time(decision.event().foldTimeMillis()));
    json.put("raw_score", decision.score().rawLogOdds());
    json.set("model", model(decision.versions()));
    json.set("features", features(decision, spec));
    json.put("row_hash", String.format("%016x", decision.rowHash()));
    return json;
  }

  private static ObjectNode quality(DecisionRecord decision, FeatureSpec spec) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("state", decision.qualityState());
    List<Feature> features = spec.features();
    ArrayNode missing = json.putArray("missing");
    for (Feature feature : features) {
      if (Double.isNaN(decision.row()[feature.index()])) {
        missing.add(feature.name());
      }
    }
    ArrayNode insufficient = json.putArray("insufficient_history");
    for (int column : decision.insufficientHistory()) {
      insufficient.add(features.get(column).name());
    }
    json.put("clamped", decision.clamped());
    json.put("truncated", decision.truncated());
    return json;
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
