package io.mallguard.service;

import static io.mallguard.service.TestService.NOON;
import static io.mallguard.service.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.service.audit.Replay;
import io.mallguard.service.decisions.BundleArchive;
import io.mallguard.service.log.DataFolder;
import io.mallguard.service.log.RocksEventLog;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The payments of a cycle come with the answer, and stay with the record. */
class EvidenceTest {
  private static final long HOUR = 3_600_000L;
  private static final String SCHEMA =
      """
      schema: payments
      time_zone: UTC
      currency: EUR
      entities: [account]
      events:
        transaction:
          scored: true
          id: transaction_id
          fields:
            transaction_id: id
            payer_id: {entity: account}
            payee_id: {entity: account}
            amount_minor: money
      """;
  private static final String SPEC =
      """
      spec: loops
      version: 1
      schema: payments
      edges:
        money: [{event: transaction, from: payer_id, to: payee_id, amount: amount_minor}]
      graph:
        - {name: returns, kind: cycle, edges: money, within: [3h, 24h], max_hops: 3, read: closed, meaning: Money back}
      """;

  @TempDir Path dir;
  private Bundle bundle;
  private TestService service;

  @BeforeEach
  void start() throws IOException {
    bundle = TestBundle.write(dir.resolve("bundle"), "1", -1, SPEC, SCHEMA);
    service = TestService.start(dir.resolve("data"), bundle, dir.resolve("bundle"));
    for (String body :
        List.of(
            payment("t1", "A", "B", 10_000, NOON - 5 * HOUR),
            payment("t2", "B", "C", 9_500, NOON - 4 * HOUR))) {
      JsonNode answer = json(service.post("/predict", body));
      assertThat(answer.has("evidence")).as(answer.toString()).isFalse();
    }
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static String payment(String id, String payer, String payee, long minor, long millis) {
    return """
        {"event_id":"%s","event_type":"transaction","occurred_at":"%s",
         "data":{"transaction_id":"%s","payer_id":"%s","payee_id":"%s","amount_minor":%d}}
        """
        .formatted(id, Instant.ofEpochMilli(millis), id, payer, payee, minor);
  }

  private static final String CLOSING = payment("t3", "C", "A", 9_000, NOON);

  @Test
  void theAnswerNamesThePaymentsOfTheCycle() {
    JsonNode cycle = json(service.post("/predict", CLOSING)).at("/evidence/cycle");
    assertThat(cycle.get("amount_kept_ratio").asDouble()).isEqualTo(0.9);
    assertThat(cycle.get("span_seconds").asDouble()).isEqualTo(5 * 3600);
    assertThat(cycle.get("payments").findValuesAsText("event_id")).containsExactly("t1", "t2");
    assertThat(cycle.at("/payments/1").toString())
        .isEqualTo(
            """
            {"event_id":"t2","event_type":"transaction","occurred_at":"2026-11-22T08:00:00Z",\
            "amount_minor":9500,"ids":{"transaction_id":"t2","payer_id":"B","payee_id":"C"}}""");
  }

  @Test
  void dryRunAnswerRepetitionAndRecordSayTheSameAlsoAfterARestart() throws IOException {
    String dry = CLOSING.replace("}}", "},\"options\":{\"record\":false}}");
    JsonNode tried = json(service.post("/predict", dry)).get("evidence");
    JsonNode answer = json(service.post("/predict", CLOSING));
    service.close();
    service = TestService.start(dir.resolve("data"), bundle, dir.resolve("bundle"));
    HttpResponse<String> again = service.post("/predict", CLOSING);
    JsonNode record = json(service.get("/predictions/" + answer.get("prediction_id").asText()));
    assertThat(answer.get("evidence"))
        .isNotNull()
        .isEqualTo(tried)
        .isEqualTo(json(again).get("evidence"))
        .isEqualTo(record.get("evidence"));
  }

  @Test
  void theReplayFindsTheSameCycles() throws IOException {
    service.post("/predict", CLOSING);
    BundleArchive archive = new BundleArchive(DataFolder.bundles(dir.resolve("data")));
    try (RocksEventLog log = RocksEventLog.openReadOnly(DataFolder.log(dir.resolve("data")))) {
      Replay.Report report = new Replay(log, archive::bundle).run(sequence -> {});
      assertThat(report.decisionCount()).isEqualTo(3);
      assertThat(report.differences()).isEmpty();
    }
  }
}
