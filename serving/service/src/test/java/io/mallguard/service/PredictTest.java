package io.mallguard.service;

import static io.mallguard.service.TestService.NOON;
import static io.mallguard.service.TestService.json;
import static io.mallguard.service.TestService.label;
import static io.mallguard.service.TestService.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictTest {
  @TempDir Path dir;
  private TestService service;

  @BeforeEach
  void start() throws IOException {
    service = TestService.start(dir.resolve("data"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aTransactionIsScoredAndItsRecordCanBeRead() {
    HttpResponse<String> answer = service.post("/predict", transaction("e1", NOON, 2500));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode json = json(answer);
    assertThat(json.get("status").asText()).isEqualTo("new");
    JsonNode record = json(service.get("/predictions/" + json.get("prediction_id").asText()));
    assertThat(record.get("score").asDouble()).isEqualTo(json.get("score").asDouble());
    assertThat(record.get("features").get("amount_minor").asDouble()).isEqualTo(2500);
    JsonNode byEvent = json(service.get("/predictions?event_id=e1"));
    assertThat(byEvent.get("predictions").get(0)).isEqualTo(record);
  }

  @Test
  void theSameEventAgainGetsTheStoredAnswer() {
    JsonNode first = json(service.post("/predict", transaction("e1", NOON, 2500)));
    service.post("/predict", transaction("e2", NOON, 9900));
    HttpResponse<String> again = service.post("/predict", transaction("e1", NOON, 2500));
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(json(again).get("status").asText()).isEqualTo("duplicate");
    assertThat(json(again).get("prediction_id")).isEqualTo(first.get("prediction_id"));
    assertThat(json(again).get("score")).isEqualTo(first.get("score"));
  }

  @Test
  void theSameIdWithOtherContentIsRefused() {
    service.post("/predict", transaction("e1", NOON, 2500));
    HttpResponse<String> other = service.post("/predict", transaction("e1", NOON, 2501));
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(json(other).get("code").asText()).isEqualTo("id_reused");
    assertThat(other.body()).doesNotContain("2501");
  }

  @Test
  void aDryRunChangesNothing() {
    service.post("/predict", transaction("e1", NOON, 2500));
    String dry = transaction("e2", NOON, 100).replace("}}", "},\"options\":{\"record\":false}}");
    JsonNode one = json(service.post("/predict", dry));
    JsonNode two = json(service.post("/predict", dry));
    assertThat(one.get("status").asText()).isEqualTo("dry_run");
    assertThat(one.has("prediction_id")).isFalse();
    JsonNode real = json(service.post("/predict", transaction("e2", NOON, 100)));
    assertThat(real.get("status").asText()).isEqualTo("new");
    assertThat(one.get("score")).isEqualTo(two.get("score")).isEqualTo(real.get("score"));
    assertThat(real.get("prediction_id").asText()).isEqualTo("p_0000000000000002");
  }

  @Test
  void aLabelMovesTheRiskOfItsTerminalAfterTheDelay() {
    long day = 24 * 3600_000L;
    service.post("/predict", transaction("e1", NOON - 8 * day, 2500));
    HttpResponse<String> labelled = service.post("/labels", label("l1", "e1", NOON - day, "fraud"));
    assertThat(labelled.statusCode()).as(labelled.body()).isEqualTo(202);
    String ask =
        transaction("e2", NOON, 100).replace("}}", "},\"options\":{\"include_features\":true}}");
    JsonNode features = json(service.post("/predict", ask)).get("features");
    assertThat(features.get("terminal_risk_7d").asDouble()).isEqualTo(1.0);
  }

  @Test
  void aLabelForAnUnknownTransactionIsRefused() {
    HttpResponse<String> answer = service.post("/labels", label("l1", "nobody", NOON, "fraud"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).get("code").asText()).isEqualTo("unknown_subject");
    assertThat(answer.body()).doesNotContain("nobody");
  }

  @Test
  void aRestartGoesOnWithTheSameState() throws IOException {
    service.post("/predict", transaction("e1", NOON, 2500));
    String dry = transaction("x", NOON, 100).replace("}}", "},\"options\":{\"record\":false}}");
    JsonNode before = json(service.post("/predict", dry));
    service.close();
    service = TestService.start(dir.resolve("data"));
    JsonNode after = json(service.post("/predict", dry));
    assertThat(after.get("score")).isEqualTo(before.get("score"));
    assertThat(after.get("data_quality")).isEqualTo(before.get("data_quality"));
  }
}
