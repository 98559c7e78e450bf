package io.mallguard.training.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.features.event.LoggedEvent;

/**
 * What the service answered to one scored event. Immutable.
 *
 * @param event the event sent
 * @param score calibrated probability, NaN if none was given
 * @param anomalyScore NaN if none was given
 * @param decision such as {@code pass}
 * @param riskLevel such as {@code normal}
 * @param status {@code new} or {@code duplicate}
 */
public record Prediction(
    LoggedEvent event,
    double score,
    double anomalyScore,
    String decision,
    String riskLevel,
    String status) {

  static Prediction of(LoggedEvent event, JsonNode answer) {
    return new Prediction(
        event,
        answer.path("score").asDouble(Double.NaN),
        answer.path("anomaly_score").asDouble(Double.NaN),
        answer.path("decision").asText(),
        answer.path("risk_level").asText(),
        answer.path("status").asText());
  }

  /** Whether the service had seen the event before. */
  public boolean isDuplicate() {
    return status.equals("duplicate");
  }
}
