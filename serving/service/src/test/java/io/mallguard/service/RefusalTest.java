package io.mallguard.service;

import static io.mallguard.service.TestService.NOON;
import static io.mallguard.service.TestService.json;
import static io.mallguard.service.TestService.label;
import static io.mallguard.service.TestService.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {
  @TempDir static Path dir;
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    service = TestService.start(dir.resolve("data"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void allProblemsOfARequestComeAtOnceWithoutItsValues() {
    String body =
        """
        {"event_id":"","event_type":"transaction","occurred_at":"yesterday-secret",
         "data":{"transaction_id":"t","customer_id":17,"amount_minor":-5}}
        """;
    HttpResponse<String> answer = service.post("/predict", body);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(pointers(answer))
        .containsExactlyInAnyOrder(
            "/event_id",
            "/occurred_at",
            "/data/customer_id",
            "/data/terminal_id",
            "/data/amount_minor");
    assertThat(answer.body()).doesNotContain("yesterday-secret").doesNotContain("-5");
  }

  @Test
  void malformedJsonIsSaidToBeSo() {
    for (String body : List.of("", "{", "[1,", "{\"a\":1}}", "{\"a\":1,\"a\":2}", "nul")) {
      assertRefused(service.post("/predict", body), 400, "malformed_json");
    }
  }

  @Test
  void anArrayIsNoEvent() {
    assertRefused(service.post("/predict", "[]"), 422, "invalid_request");
  }

  @Test
  void otherContentTypesAreRefused() {
    String body = transaction("c1", NOON, 1);
    assertRefused(
        service.post("/predict", body, "Content-Type", "text/plain"),
        415,
        "unsupported_media_type");
    assertRefused(
        service.post("/predict", body, "Content-Type", "application/x-ndjson"),
        415,
        "unsupported_media_type");
    for (String charset : List.of("utf-16", "\"ISO-8859-1\"", "")) {
      assertRefused(
          service.post("/predict", body, "Content-Type", "application/json;charset=" + charset),
          415,
          "unsupported_media_type");
    }
    for (String charset : List.of("; charset=utf-8", ";charset=\"UTF-8\"", "; v=1")) {
      assertThat(
              service
                  .post("/predict", body, "Content-Type", "Application/JSON" + charset)
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aBodyBeyondTheLimitIsRefused() {
    assertRefused(service.post("/predict", " ".repeat(70_000)), 413, "body_too_large");
  }

  @Test
  void unknownRoutesAndMethodsAreRefused() {
    assertRefused(service.get("/nothing"), 404, "not_found");
    HttpResponse<String> wrongMethod = service.get("/predict");
    assertRefused(wrongMethod, 405, "method_not_allowed");
    assertThat(wrongMethod.headers().firstValue("Allow")).contains("POST");
    assertRefused(
        service.send(service.request("/model").method("PUT", BodyPublishers.noBody()).build()),
        405,
        "method_not_allowed");
    assertRefused(service.get("/predictions/p_00000000000fffff"), 404, "not_found");
    assertRefused(service.get("/predictions/17"), 404, "not_found");
    assertRefused(service.get("/predictions"), 400, "invalid_query");
  }

  @Test
  void unknownFieldsAreWarnedOfAndRefusedWhenStrict() {
    String body = transaction("s1", NOON, 1).replace("\"data\":{", "\"data\":{\"colour\":\"red\",");
    assertRefused(service.post("/predict?strict=true", body), 422, "invalid_request");
    JsonNode answer = json(service.post("/predict", body));
    assertThat(answer.get("warnings").get(0).asText()).isEqualTo("/data/colour: unknown field");
    assertRefused(service.post("/predict?strict=perhaps", body), 400, "invalid_query");
  }

  @Test
  void aMarkedFieldCannotTravelInTheEvent() {
    String body = transaction("m1", NOON, 1).replace("\"data\":{", "\"data\":{\"fraud\":true,");
    HttpResponse<String> answer = service.post("/predict", body);
    assertRefused(answer, 422, "invalid_request");
    assertThat(pointers(answer)).containsExactly("/data/fraud");
  }

  @Test
  void timesTooFarAheadAreRefused() {
    assertThat(service.post("/predict", transaction("a0", NOON + 300_000, 1)).statusCode())
        .isEqualTo(200);
    assertRefused(
        service.post("/predict", transaction("a1", NOON + 300_001, 1)), 422, "invalid_request");
    String body = transaction("a2", NOON, 1);
    String ahead = Instant.ofEpochMilli(NOON + 300_001).toString();
    assertRefused(
        service.post(
            "/predict", body.replace("\"data\":", "\"observed_at\":\"" + ahead + "\",\"data\":")),
        422,
        "invalid_request");
  }

  @Test
  void aPassedDeadlineTakesNothing() {
    String body = transaction("d1", NOON, 1);
    HttpResponse<String> late = service.post("/predict", body, "X-Deadline-Ms", "0");
    assertRefused(late, 504, "deadline_exceeded");
    assertThat(json(late).get("fallback_decision").asText()).isEqualTo("review");
    assertThat(late.headers().firstValue("Retry-After")).contains("1");
    HttpResponse<String> again = service.post("/predict", body, "X-Deadline-Ms", "60000");
    assertThat(json(again).get("status").asText()).isEqualTo("new");
    assertRefused(service.post("/predict", body, "X-Deadline-Ms", "soon"), 400, "invalid_header");
  }

  @Test
  void aLabelIsNotScoredAndATransactionIsNoLabel() {
    assertRefused(
        service.post("/predict", label("l1", "x", NOON, "fraud")), 422, "invalid_request");
    assertRefused(service.post("/labels", transaction("l2", NOON, 1)), 422, "invalid_request");
  }

  @Test
  void aSecondEventUnderTheIdByWhichLabelsNameTheFirstIsRefused() {
    service.post("/predict", transaction("n1", NOON, 1));
    String other = transaction("n1", NOON, 1).replace("\"event_id\":\"n1\"", "\"event_id\":\"n2\"");
    HttpResponse<String> answer = service.post("/predict", other);
    assertRefused(answer, 422, "subject_reused");
    assertThat(pointers(answer)).containsExactly("/data");
    String both =
        "{\"events\":["
            + transaction("n3", NOON, 1)
            + ","
            + transaction("n3", NOON, 1).replace("\"event_id\":\"n3\"", "\"event_id\":\"n4\"")
            + "]}";
    JsonNode results = json(service.post("/events", both)).get("results");
    assertThat(results.get(0).get("status").asText()).isEqualTo("new");
    assertThat(results.get(1).get("problem").get("code").asText()).isEqualTo("subject_reused");
  }

  @Test
  void anEventRecordedWithoutAScoreCantBeScoredLater() {
    assertThat(service.post("/events", transaction("r1", NOON, 1)).statusCode()).isEqualTo(202);
    assertRefused(service.post("/predict", transaction("r1", NOON, 1)), 422, "not_scored_before");
  }

  @Test
  void optionsOfTheWrongKindAreRefused() {
    String body = transaction("o1", NOON, 1).replace("}}", "},\"options\":{\"record\":\"no\"}}");
    HttpResponse<String> answer = service.post("/predict", body);
    assertThat(pointers(answer)).containsExactly("/options/record");
    assertRefused(
        service.post("/predict", transaction("o1", NOON, 1).replace("}}", "},\"options\":3}")),
        422,
        "invalid_request");
  }

  @Test
  void listsAndLinesGetAResultPerEvent() {
    String good = transaction("b1", NOON, 5);
    String list = "{\"events\":[" + good + ",{\"event_id\":1}," + good + "]}";
    JsonNode results = json(service.post("/events", list)).get("results");
    assertThat(results.get(0).get("status").asText()).isEqualTo("new");
    assertThat(results.get(1).get("problem").get("errors").get(0).get("pointer").asText())
        .startsWith("/events/1/");
    assertThat(results.get(2).get("status").asText()).isEqualTo("duplicate");
    String lines =
        good.replace('\n', ' ')
            + "\n\n{oops\n"
            + label("b2", "b1", NOON, "legit").replace('\n', ' ');
    HttpResponse<String> answer =
        service.post("/events", lines, "Content-Type", "application/x-ndjson");
    JsonNode byLine = json(answer).get("results");
    assertThat(byLine).hasSize(3);
    assertThat(byLine.get(1).get("problem").get("code").asText()).isEqualTo("malformed_json");
    assertThat(byLine.get(2).get("status").asText()).isEqualTo("new");
    assertRefused(service.post("/events", "{\"events\":7}"), 422, "invalid_request");
  }

  @Test
  void requestIdAndTraceAreEchoed() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    HttpResponse<String> answer =
        service.post(
            "/predict", transaction("h1", NOON, 1), "X-Request-Id", "my-7", "traceparent", trace);
    assertThat(answer.headers().firstValue("X-Request-Id")).contains("my-7");
    assertThat(json(answer).get("request_id").asText()).isEqualTo("my-7");
    assertThat(answer.headers().firstValue("traceparent")).contains(trace);
    assertThat(answer.headers().firstValue("Server-Timing").orElse("")).contains("durable;dur=");
    assertThat(answer.headers().firstValue("X-Model-Version")).contains("1");
    HttpResponse<String> odd =
        service.post("/predict", transaction("h2", NOON, 1), "X-Request-Id", "a b<script>");
    assertThat(json(odd).get("request_id").asText()).doesNotContain("script");
  }

  @Test
  void operationRoutesAnswer() {
    assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(json(service.get("/model")).get("features")).hasSize(15);
    service.post("/predict", transaction("p1", NOON, 1));
    assertThat(service.get("/metrics").body())
        .contains("mallguard_predict_requests_total{")
        .contains("mallguard_predict_duration_seconds_count{stage=\"durable\"")
        .contains("mallguard_predict_in_progress")
        .contains("mallguard_log_sequence")
        .contains("mallguard_durable_batch_size_count")
        .contains("mallguard_clamped_events_total")
        .contains("mallguard_model_info{")
        .contains("mallguard_score_count{");
    assertThat(json(service.get("/openapi.json"))).isEqualTo(Contract.document());
  }

  @Test
  void theContractNamesEveryCode() {
    List<String> documented = new ArrayList<>();
    Contract.document()
        .at("/components/schemas/Problem/properties/code/enum")
        .forEach(code -> documented.add(code.asText()));
    assertThat(documented).hasSize(24);
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).get("code").asText()).isEqualTo(code);
    assertThat(json(answer).get("retryable").asBoolean()).isEqualTo(status >= 500);
  }

  private static List<String> pointers(HttpResponse<String> answer) {
    List<String> pointers = new ArrayList<>();
    json(answer).get("errors").forEach(error -> pointers.add(error.get("pointer").asText()));
    return pointers;
  }
}
