package io.mallguard.service;

import static io.mallguard.service.TestService.NOON;
import static io.mallguard.service.TestService.json;
import static io.mallguard.service.TestService.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.service.live.Ask;
import io.mallguard.service.live.Decider;
import io.mallguard.service.live.LiveMetrics;
import io.mallguard.service.live.LiveWriter;
import io.mallguard.service.live.Outcome;
import io.mallguard.service.log.EventLog;
import io.mallguard.service.log.LogIdentity;
import io.mallguard.service.log.RocksEventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
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
  void aServiceWhoseDiskIsFullIsNotReadyBeforeItsNextWriteFails() throws IOException {
    try (TestService service = TestService.start(dir.resolve("data"))) {
      service.free(16 << 20);
      assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
      service.free((16 << 20) - 1);
      HttpResponse<String> full = service.get("/health/ready");
      assertThat(full.statusCode()).isEqualTo(503);
      assertThat(json(full).get("detail").asText()).contains("disk", "full");
      assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(service.post("/predict", transaction("e1", NOON, 1)).statusCode())
          .as("what still fits is still taken")
          .isEqualTo(200);
    }
  }

  @Test
  void anEventThatCantBeTakenFailsAloneAndNotWithTheOthersOfItsBatch() throws Exception {
    Bundle bundle = TestBundle.write(dir.resolve("bundle"), "1", -1);
    FailingLog log =
        new FailingLog(
            RocksEventLog.open(dir.resolve("log"), LogIdentity.of(bundle.spec()), bundle.schema()));
    log.poison = "bad";
    log.appendGate = new CountDownLatch(1);
    LiveMetrics metrics = new LiveMetrics(new SimpleMeterRegistry());
    LongSupplier nanos = System::nanoTime;
    try (log;
        LiveWriter writer =
            new LiveWriter(log, new Decider(bundle), metrics, nanos, foldTime -> {}, 8)) {
      writer.start(sequence -> {});
      List<CompletableFuture<List<Outcome>>> answers = new ArrayList<>();
      for (String id : List.of("e1", "e2", "bad", "e3")) {
        answers.add(writer.submit(List.of(ask(bundle, id))).orElseThrow());
      }
      log.appendGate.countDown();
      assertThat(answers.get(0).get()).first().isInstanceOf(Outcome.Decided.class);
      assertThat(answers.get(1).get()).first().isInstanceOf(Outcome.Decided.class);
      assertThat(answers.get(2).get()).containsExactly(Outcome.Refused.FAILED);
      assertThat(answers.get(3).get()).first().isInstanceOf(Outcome.Decided.class);
      assertThat(log.lastSequence()).isEqualTo(3);
    }
  }

  private static Ask ask(Bundle bundle, String id) {
    EventType type = bundle.schema().eventType("transaction").orElseThrow();
    Event event =
        new Event(type, id, NOON, NOON, new long[] {0, 0, 0, 7}, new String[] {id, "c", "t", null});
    return new Ask(event, Ask.Wish.SCORE, System.nanoTime() + Long.MAX_VALUE / 2);
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
