package io.mallguard.service;

import static io.mallguard.service.TestService.NOON;
import static io.mallguard.service.TestService.json;
import static io.mallguard.service.TestService.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.features.parquet.Column;
import io.mallguard.features.parquet.Column.Kind;
import io.mallguard.features.parquet.TableReader;
import io.mallguard.features.schema.Schemas;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.service.audit.Replay;
import io.mallguard.service.decisions.BundleArchive;
import io.mallguard.service.log.DataFolder;
import io.mallguard.service.log.RocksEventLog;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
  private static final long DAY = 24 * 3_600_000L;
  @TempDir Path dir;

  @Test
  void decisionsRollToOneFilePerLocalDayAndTheOpenDayIsMadeAnew() throws IOException {
    Path data = dir.resolve("data");
    try (TestService service = TestService.start(data)) {
      service.post("/predict", transaction("e1", NOON - DAY, 10));
      // 23:30 UTC is the next local day in Brussels.
      service.post("/predict", transaction("e2", NOON - DAY + DAY / 2 - 1_800_000, 20));
      service.post("/predict", transaction("e3", NOON, 30));
    }
    assertThat(files(data)).containsExactly("2026-11-21.parquet", "2026-11-22.parquet");
    assertThat(ids(data, "2026-11-21")).containsExactly("e1");
    assertThat(ids(data, "2026-11-22")).containsExactly("e2", "e3");
    byte[] closed = Files.readAllBytes(data.resolve("decisions/2026-11-21.parquet"));
    try (TestService service = TestService.start(data)) {
      service.post("/predict", transaction("e4", NOON + 1, 40));
    }
    assertThat(ids(data, "2026-11-22")).containsExactly("e2", "e3", "e4");
    assertThat(Files.readAllBytes(data.resolve("decisions/2026-11-21.parquet"))).isEqualTo(closed);
  }

  @Test
  void whileItsLogIsNotThereYetTheServiceIsAliveAndNotReady() throws IOException {
    Path bundleDir = dir.resolve("bundle");
    Bundle bundle = TestBundle.write(bundleDir, "1", -1);
    BundleArchive archive = new BundleArchive(dir.resolve("bundles"));
    var setup =
        new RunningService.Setup(
            bundle,
            archive,
            dir.resolve("decisions"),
            () -> NOON,
            System::nanoTime,
            () -> 1L << 40,
            8);
    try (RunningService service = RunningService.listen(setup, 0)) {
      TestClient client = new TestClient(service.port());
      assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
      for (HttpResponse<String> answer :
          List.of(
              client.get("/health/ready"),
              client.get("/predictions/p_0000000000000001"),
              client.get("/predictions?event_id=e1"),
              client.post("/predict", transaction("e1", NOON, 10)))) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).get("code").asText()).isEqualTo("not_ready");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      }
    }
    assertThat(dir.resolve("decisions")).doesNotExist();
  }

  @Test
  void anotherBundleOfTheSameLayoutGoesOnAndEachRecordKeepsItsOwn() throws IOException {
    Path data = dir.resolve("data");
    Path second = dir.resolve("second");
    Bundle bundle = TestBundle.write(second, "2", 1);
    String firstId;
    try (TestService service = TestService.start(data)) {
      firstId =
          json(service.post("/predict", transaction("e1", NOON, 10))).get("prediction_id").asText();
    }
    try (TestService service = TestService.start(data, bundle, second)) {
      JsonNode answer = json(service.post("/predict", transaction("e2", NOON, 10)));
      assertThat(answer.get("model").get("version").asText()).isEqualTo("2");
      JsonNode stored = json(service.post("/predict", transaction("e1", NOON, 10)));
      assertThat(stored.get("model").get("version").asText()).isEqualTo("1");
      assertThat(stored.get("model").has("alias")).isFalse();
      assertThat(json(service.get("/predictions/" + firstId)).get("features")).hasSize(15);
    }
    try (RocksEventLog log = RocksEventLog.openReadOnly(DataFolder.log(data))) {
      BundleArchive archive = new BundleArchive(DataFolder.bundles(data));
      Replay.Report report = new Replay(log, archive::bundle).run(sequence -> {});
      assertThat(report.decisionCount()).isEqualTo(2);
      assertThat(report.differingCount()).isZero();
    }
  }

  @Test
  void aReplayWithAnotherModelThanTheOneThatServedFindsTheDifference() throws IOException {
    Path data = dir.resolve("data");
    try (TestService service = TestService.start(data)) {
      service.post("/predict", transaction("e1", NOON, 10));
    }
    Bundle other = TestBundle.write(dir.resolve("other"), "1", 0.5);
    try (RocksEventLog log = RocksEventLog.openReadOnly(DataFolder.log(data))) {
      Replay.Report report = new Replay(log, sha256 -> other).run(sequence -> {});
      assertThat(report.differingCount()).isEqualTo(1);
      assertThat(report.differences()).containsKey("(score)");
    }
  }

  @Test
  void aTornCopyOfABundleIsMadeAnew() throws IOException {
    Path source = dir.resolve("source");
    Bundle bundle = TestBundle.write(source, "1", 0);
    Path archive = dir.resolve("bundles");
    new BundleArchive(archive).keep(bundle, source);
    Files.write(archive.resolve(bundle.sha256()).resolve("policy.yaml"), new byte[0]);
    new BundleArchive(archive).keep(bundle, source);
    assertThat(new BundleArchive(archive).bundle(bundle.sha256()).sha256())
        .isEqualTo(bundle.sha256());
  }

  @Test
  void aDayOnWhichBundlesOfOneLayoutButOtherColumnsDecidedKeepsEachRecordsFeatures()
      throws IOException {
    Path data = dir.resolve("data");
    Path second = dir.resolve("second");
    String fewer = Schemas.specText("cards").replaceFirst("(?m)^.*name: night,.*\\R", "");
    Bundle bundle = TestBundle.write(second, "2", 1, fewer);
    assertThat(bundle.spec().features()).hasSize(14);
    try (TestService service = TestService.start(data)) {
      service.post("/predict", transaction("e1", NOON, 10));
    }
    try (TestService service = TestService.start(data, bundle, second)) {
      service.post("/predict", transaction("e2", NOON, 30));
    }
    List<Double> counts = new java.util.ArrayList<>();
    List<Double> nights = new java.util.ArrayList<>();
    try (TableReader rows =
        TableReader.open(
            data.resolve("decisions/2026-11-22.parquet"),
            List.of(
                Column.optional("customer_count_1d", Kind.REAL),
                Column.optional("night", Kind.REAL)))) {
      while (rows.advance()) {
        counts.add(rows.real(0));
        nights.add(rows.real(1));
      }
    }
    assertThat(counts).containsExactly(1.0, 2.0);
    assertThat(nights).containsExactly(0.0, Double.NaN);
  }

  @Test
  void historyShorterThanAFeaturesReachIsSaidToBeInsufficient() throws IOException {
    try (TestService service = TestService.start(dir.resolve("data"))) {
      JsonNode first = json(service.post("/predict", transaction("e1", NOON - 3 * DAY, 10)));
      assertThat(first.get("data_quality").get("state").asText()).isEqualTo("partial");
      assertThat(first.get("data_quality").get("insufficient_history")).hasSize(12);
      JsonNode later = json(service.post("/predict", transaction("e2", NOON, 10)));
      assertThat(later.get("data_quality").get("insufficient_history").toString())
          .doesNotContain("customer_count_1d")
          .contains("customer_count_7d");
    }
  }

  private static List<String> files(Path data) throws IOException {
    try (Stream<Path> list = Files.list(data.resolve("decisions"))) {
      return list.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> ids(Path data, String day) throws IOException {
    List<String> ids = new java.util.ArrayList<>();
    try (TableReader rows =
        TableReader.open(
            data.resolve("decisions").resolve(day + ".parquet"),
            List.of(
                Column.required("event_id", Kind.TEXT),
                Column.required("score", Kind.REAL),
                Column.optional("terminal_risk_30d", Kind.REAL)))) {
      while (rows.advance()) {
        ids.add(String.valueOf(rows.text(0)));
        assertThat(rows.real(1)).isBetween(0.0, 1.0);
      }
    }
    return ids;
  }
}
