package io.mallguard.service;

import static io.mallguard.service.TestService.NOON;
import static io.mallguard.service.TestService.json;
import static io.mallguard.service.TestService.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.service.log.EventLog;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteFailureTest {
  @TempDir Path dir;
  private final List<FailingLog> logs = new ArrayList<>();

  private EventLog failing(EventLog log) {
    logs.add(new FailingLog(log));
    return logs.get(0);
  }

  @Test
  void aFailedWriteIsNotAnsweredAsDoneAndTheNextEventSeesTheStateBeforeIt() throws IOException {
    try (TestService service = TestService.start(dir.resolve("data"), this::failing)) {
      service.post("/predict", transaction("e1", NOON, 2500));
      JsonNode expected = json(service.post("/predict", dryRun("e3")));
      logs.get(0).appendsToFail.set(1);
      HttpResponse<String> failed = service.post("/predict", transaction("e2", NOON, 99));
      assertThat(failed.statusCode()).isEqualTo(503);
      assertThat(json(failed).get("code").asText()).isEqualTo("not_written");
      assertThat(json(failed).get("retryable").asBoolean()).isTrue();
      JsonNode next = afterRecovery(service, dryRun("e3"));
      assertThat(next.get("score")).isEqualTo(expected.get("score"));
      JsonNode retried = json(service.post("/predict", transaction("e2", NOON, 99)));
      assertThat(retried.get("status").asText()).isEqualTo("new");
      assertThat(retried.get("prediction_id").asText()).isEqualTo("p_0000000000000002");
    }
  }

  @Test
  void whileTheFoldCantBeRebuiltTheServiceIsNotReadyAndThenRecovers() throws IOException {
    try (TestService service = TestService.start(dir.resolve("data"), this::failing)) {
      service.post("/predict", transaction("e1", NOON, 2500));
      logs.get(0).recoveriesToFail.set(1);
      logs.get(0).appendsToFail.set(1);
      assertThat(service.post("/predict", transaction("e2", NOON, 9)).statusCode()).isEqualTo(503);
      assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
      JsonNode answer = afterRecovery(service, transaction("e2", NOON, 9));
      assertThat(answer.get("prediction_id").asText()).isEqualTo("p_0000000000000002");
      assertThat(service.get("/metrics").body())
          .contains("mallguard_degraded_total{reason=\"log_write_failed\"} 1.0");
    }
  }

  @Test
  void whenTooManyWaitTheRestIsToldToComeBack() throws Exception {
    try (TestService service = TestService.start(dir.resolve("data"), this::failing)) {
      FailingLog log = logs.get(0);
      log.appendGate = new CountDownLatch(1);
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < TestService.QUEUE + 300; i++) {
        answers.add(service.postAsync("/predict", transaction("q" + i, NOON, i)));
      }
      HttpResponse<?> first =
          (HttpResponse<?>)
              CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)).get();
      assertThat(first.statusCode()).isEqualTo(503);
      log.appendGate.countDown();
      int taken = 0;
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        Contract.check(answer.get());
        assertThat(answer.get().statusCode()).isIn(200, 503);
        taken += answer.get().statusCode() == 200 ? 1 : 0;
      }
      assertThat(taken).isPositive().isLessThan(answers.size());
      assertThat(service.get("/predictions/" + "p_%016x".formatted(taken)).statusCode())
          .isEqualTo(200);
      assertThat(service.get("/predictions/" + "p_%016x".formatted(taken + 1)).statusCode())
          .isEqualTo(404);
    }
  }

  private static String dryRun(String id) {
    return transaction(id, NOON, 100).replace("}}", "},\"options\":{\"record\":false}}");
  }

  /** Asks again while the service says that it is not ready, as a client would. */
  private static JsonNode afterRecovery(TestService service, String body) {
    HttpResponse<String> answer = service.post("/predict", body);
    while (answer.statusCode() == 503) {
      Thread.onSpinWait();
      answer = service.post("/predict", body);
    }
    return json(answer);
  }
}
