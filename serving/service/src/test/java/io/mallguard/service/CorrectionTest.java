package io.mallguard.service;

import static io.mallguard.service.TestService.NOON;
import static io.mallguard.service.TestService.json;
import static io.mallguard.service.TestService.label;
import static io.mallguard.service.TestService.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.service.audit.LogExport;
import io.mallguard.service.audit.Replay;
import io.mallguard.service.decisions.BundleArchive;
import io.mallguard.service.log.DataFolder;
import io.mallguard.service.log.RocksEventLog;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A label that takes the place of an earlier one. */
class CorrectionTest {
  private static final long DAY = 24 * 3_600_000L;
  private static final String SPEC =
      """
      spec: corrected
      version: 1
      schema: cards
      features:
        - {name: labels, key: terminal, event: label, agg: count, window: 60d, meaning: Labels}
        - {name: frauds, key: terminal, event: label, agg: count, where: "verdict == 'fraud'",
           window: 60d, meaning: Labels that say fraud}
        - {name: risk, key: terminal, event: transaction, agg: share, where: fraud, window: 30d,
           delay: 7d, when_empty: 0, meaning: Share of fraud}
      """;

  @TempDir Path dir;
  private TestService service;

  @BeforeEach
  void start() throws IOException {
    Bundle bundle = TestBundle.write(dir.resolve("bundle"), "1", -1, SPEC);
    service = TestService.start(dir.resolve("data"), bundle, dir.resolve("bundle"));
    for (String id : List.of("e1", "e2")) {
      service.post("/predict", transaction(id, NOON - 8 * DAY, 2500));
    }
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static String corrected(String id, String subject, String verdict, String supersedes) {
    return label(id, subject, NOON - DAY, verdict)
        .replace("\"data\":{", "\"data\":{\"supersedes\":\"" + supersedes + "\",");
  }

  private JsonNode row(String id) {
    String ask =
        transaction(id, NOON, 1).replace("}}", "},\"options\":{\"include_features\":true}}");
    return json(service.post("/predict", ask)).get("features");
  }

  private void assertRow(String id, double labels, double frauds, double risk) {
    JsonNode row = row(id);
    assertThat(row.get("labels").asDouble()).as(row.toString()).isEqualTo(labels);
    assertThat(row.get("frauds").asDouble()).as(row.toString()).isEqualTo(frauds);
    assertThat(row.get("risk").asDouble()).as(row.toString()).isEqualTo(risk);
  }

  private void take(String path, String body) {
    HttpResponse<String> answer = service.post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  private void assertRefused(HttpResponse<String> answer, String... codes) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    JsonNode problem = json(answer);
    assertThat(problem.get("code").asText()).isEqualTo(codes[0]);
    assertThat(codes(problem)).containsExactly(codes);
  }

  private static List<String> codes(JsonNode problem) {
    List<String> codes = new ArrayList<>();
    problem.get("errors").forEach(error -> codes.add(error.get("code").asText()));
    return codes;
  }

  @Test
  void aCorrectedLabelLeavesMarksAndCounts() throws IOException {
    take("/labels", label("l1", "e1", NOON - DAY, "fraud"));
    take("/labels", label("l2", "e2", NOON - DAY, "fraud"));
    assertRow("a", 2, 2, 1);
    take("/labels", corrected("l3", "e1", "legit", "l1"));
    assertRow("b", 2, 1, 0.5);
    take("/events", corrected("l4", "e2", "legit", "l2"));
    assertRow("c", 2, 0, 0);
    take("/events", corrected("l5", "e2", "fraud", "l4"));
    assertRow("d", 2, 1, 0.5);
    auditAndExport();
  }

  private void auditAndExport() throws IOException {
    Path data = dir.resolve("data");
    try (RocksEventLog log = RocksEventLog.openReadOnly(DataFolder.log(data))) {
      BundleArchive archive = new BundleArchive(DataFolder.bundles(data));
      Replay.Report report = new Replay(log, archive::bundle).run(sequence -> {});
      assertThat(report.decisionCount()).isEqualTo(6);
      assertThat(report.differences()).isEmpty();
      LogExport.write(log, log.schema(), dir.resolve("export"), sequence -> {});
    }
    List<String> exported = new ArrayList<>();
    try (EventReader reader = EventFolder.open(dir.resolve("export")).read()) {
      while (reader.advance()) {
        var event = reader.current().event();
        event.supersedes().ifPresent(earlier -> exported.add(event.id() + " for " + earlier));
      }
    }
    assertThat(exported).containsExactly("l3 for l1", "l4 for l2", "l5 for l4");
  }

  @Test
  void whatIsSupersededMustBeAnEarlierLabelOfTheSameSubject() {
    take("/labels", label("l1", "e1", NOON - DAY, "fraud"));
    HttpResponse<String> unknown = service.post("/labels", corrected("x", "e1", "legit", "nobody"));
    assertRefused(unknown, "unknown_superseded");
    assertThat(unknown.body()).doesNotContain("nobody").contains("/data/supersedes");
    assertRefused(
        service.post("/labels", corrected("x", "e1", "legit", "x")), "unknown_superseded");
    assertRefused(service.post("/labels", corrected("x", "e1", "legit", "e1")), "other_subject");
    assertRefused(service.post("/events", corrected("x", "e2", "legit", "l1")), "other_subject");
    assertRow("a", 1, 1, 0.5);
  }

  @Test
  void aLabelIsSupersededOnceAlsoAfterARestartAndWithinOneRequest() throws IOException {
    take("/labels", label("l1", "e1", NOON - DAY, "fraud"));
    take("/labels", corrected("l2", "e1", "legit", "l1"));
    assertRefused(
        service.post("/labels", corrected("l3", "e1", "fraud", "l1")), "superseded_before");
    service.close();
    service =
        TestService.start(
            dir.resolve("data"),
            io.mallguard.scoring.bundle.BundleReader.read(dir.resolve("bundle")),
            dir.resolve("bundle"));
    assertRefused(
        service.post("/labels", corrected("l3", "e1", "fraud", "l1")), "superseded_before");
    String list =
        "{\"events\":["
            + String.join(
                ",",
                label("m1", "e2", NOON - DAY, "fraud"),
                corrected("m2", "e2", "legit", "m1"),
                corrected("m3", "e2", "legit", "m1"),
                corrected("m4", "e2", "fraud", "m2"),
                corrected("m5", "e2", "fraud", "m9"))
            + "]}";
    JsonNode results = json(service.post("/labels", list)).get("results");
    assertThat(codes(results.get(2).get("problem"))).containsExactly("superseded_before");
    assertThat(results.get(2).at("/problem/errors/0/pointer").asText())
        .isEqualTo("/events/2/data/supersedes");
    assertThat(results.get(3).get("status").asText()).isEqualTo("new");
    assertThat(codes(results.get(4).get("problem"))).containsExactly("unknown_superseded");
    assertRow("a", 2, 1, 0.5);
  }

  @Test
  void allProblemsOfACorrectionComeAtOnce() {
    take("/labels", label("l1", "e1", NOON - DAY, "fraud"));
    take("/labels", corrected("l2", "e1", "legit", "l1"));
    assertRefused(
        service.post("/labels", corrected("x", "nobody", "legit", "none")),
        "unknown_subject",
        "unknown_superseded");
    assertRefused(
        service.post("/labels", corrected("x", "nobody", "legit", "l1")),
        "unknown_subject",
        "other_subject",
        "superseded_before");
  }

  @Test
  void aCorrectionSentAgainIsADuplicateAndOtherContentIsRefused() {
    take("/labels", label("l1", "e1", NOON - DAY, "fraud"));
    take("/labels", corrected("l2", "e1", "legit", "l1"));
    HttpResponse<String> again = service.post("/labels", corrected("l2", "e1", "legit", "l1"));
    assertThat(json(again).at("/results/0/status").asText()).isEqualTo("duplicate");
    assertRefused(service.post("/labels", label("l2", "e1", NOON - DAY, "legit")), "id_reused");
    assertRefused(service.post("/labels", label("l1", "e1", NOON - DAY, "legit")), "id_reused");
    assertRow("a", 1, 0, 0);
  }

  @Test
  void whatHasNoSubjectCantBeCorrected() {
    String body =
        transaction("e3", NOON, 1).replace("\"data\":{", "\"data\":{\"supersedes\":\"e1\",");
    HttpResponse<String> strict = service.post("/predict?strict=true", body);
    assertThat(json(strict).get("code").asText()).isEqualTo("invalid_request");
    assertThat(codes(json(strict))).containsExactly("unknown_field");
    JsonNode warned = json(service.post("/predict", body));
    assertThat(warned.get("warnings").get(0).asText()).isEqualTo("/data/supersedes: unknown field");
  }

  @Test
  void everyEventWhoseFoldTimeIsNotWhenItOccurredIsCounted() {
    take("/labels", label("l1", "e1", NOON - DAY, "fraud"));
    take("/labels", label("l2", "e1", NOON, "legit"));
    JsonNode late = json(service.post("/predict", transaction("e3", NOON - 1, 1)));
    assertThat(late.at("/data_quality/clamped").asBoolean()).isTrue();
    JsonNode inTime = json(service.post("/predict", transaction("e4", NOON, 1)));
    assertThat(inTime.at("/data_quality/clamped").asBoolean()).isFalse();
    JsonNode ahead = json(service.post("/predict", transaction("e5", NOON + 1, 1)));
    assertThat(ahead.at("/data_quality/clamped").asBoolean()).isTrue();
    assertThat(service.get("/metrics").body())
        .contains("mallguard_clamped_events_total{event_type=\"label\"} 1.0")
        .contains("mallguard_clamped_events_total{event_type=\"transaction\"} 2.0");
  }
}
