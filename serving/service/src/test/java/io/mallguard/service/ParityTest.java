package io.mallguard.service;

import static io.mallguard.service.TestService.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mallguard.features.event.EventJson;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.problem.Problems;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.bundle.BundleReader;
import io.mallguard.service.audit.LogExport;
import io.mallguard.service.audit.Replay;
import io.mallguard.service.decisions.BundleArchive;
import io.mallguard.service.log.DataFolder;
import io.mallguard.service.log.RocksEventLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is served is what is computed offline, to the last bit. */
class ParityTest {
  private static final int CONNECTIONS = 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;
  private final Map<String, JsonNode> served = new ConcurrentHashMap<>();

  @Test
  void sixteenConnectionsServeWhatReplayAndExportGive() throws Exception {
    fromManyConnections(250);
  }

  @Test
  @Tag("slow")
  void aHundredThousandTransactionsServeWhatReplayAndExportGive() throws Exception {
    fromManyConnections(6_250);
  }

  private void fromManyConnections(int transactionsEach) throws Exception {
    long step = 40 * 24 * 3_600_000L / transactionsEach;
    long start = NOON - Traffic.spanMillis(transactionsEach, 2 * step);
    ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
    try (TestService service = TestService.start(dir.resolve("data"))) {
      List<Future<?>> sent = new ArrayList<>();
      for (int c = 0; c < CONNECTIONS; c++) {
        var traffic = Traffic.of("s" + c, transactionsEach, start, step, 100 + c);
        sent.add(senders.submit(() -> send(service.port(), traffic)));
      }
      for (Future<?> one : sent) {
        one.get();
      }
    } finally {
      senders.shutdown();
    }
    assertThat(served).hasSize(CONNECTIONS * transactionsEach);
    Path data = dir.resolve("data");
    try (RocksEventLog log = RocksEventLog.openReadOnly(DataFolder.log(data))) {
      BundleArchive archive = new BundleArchive(DataFolder.bundles(data));
      Replay.Report report = new Replay(log, archive::bundle).run(sequence -> {});
      assertThat(report.decisionCount()).isEqualTo(served.size());
      assertThat(report.differences()).isEmpty();
      LogExport.write(log, log.schema(), dir.resolve("export"), sequence -> {});
    }
    assertServedIs(offline(dir.resolve("export")));
  }

  @Test
  void oneConnectionInFileOrderServesWhatTheFileGives() throws Exception {
    var traffic = Traffic.of("b", 2_000, NOON - Traffic.spanMillis(2_000, 1_200_000), 600_000, 7);
    writeFolder(traffic, dir.resolve("events"));
    try (TestService service = TestService.start(dir.resolve("data"))) {
      send(service.port(), traffic);
    }
    assertThat(served).hasSize(2_000);
    assertServedIs(offline(dir.resolve("events")));
  }

  private int send(int port, List<Traffic.Request> traffic) {
    try (KeepAlive connection = new KeepAlive(port)) {
      for (Traffic.Request request : traffic) {
        String body = request.body();
        boolean scored = request.path().equals("/predict");
        if (scored) {
          body = body.substring(0, body.length() - 1) + ",\"options\":{\"include_features\":true}}";
        }
        int status = connection.post(request.path(), body.getBytes(StandardCharsets.UTF_8));
        assertThat(status).as(connection.body()).isEqualTo(scored ? 200 : 202);
        if (scored) {
          served.put(request.eventId(), JSON.readTree(connection.body()));
        }
      }
      return traffic.size();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void writeFolder(List<Traffic.Request> traffic, Path out) throws IOException {
    EventJson eventJson = new EventJson(TestBundle.CARDS);
    long sequence = 0;
    long foldTime = FoldTime.NONE;
    try (EventFolderWriter writer = EventFolderWriter.create(out, TestBundle.CARDS)) {
      for (Traffic.Request request : traffic) {
        var event =
            eventJson
                .read(JSON.readTree(request.body()), 0, "", new Problems(), new ArrayList<>())
                .orElseThrow();
        foldTime = FoldTime.next(foldTime, event);
        writer.write(new LoggedEvent(++sequence, foldTime, event));
      }
      writer.commit();
    }
  }

  private record Offline(List<Double> row, double probability, double anomaly) {}

  /** The fold and the bundle over an events folder, with nothing of the service. */
  private Map<String, Offline> offline(Path folder) throws IOException {
    Bundle bundle = BundleReader.read(dir.resolve("data-bundle"));
    Fold fold = new Fold(bundle.spec());
    Map<String, Offline> rows = new HashMap<>();
    try (EventReader reader = EventFolder.open(folder).read()) {
      while (reader.advance()) {
        LoggedEvent logged = reader.current();
        if (!logged.event().type().scored()) {
          fold.absorb(logged);
          continue;
        }
        double[] row = new double[bundle.spec().features().size()];
        fold.score(logged, row);
        var score = bundle.scorer().score(row);
        rows.put(
            logged.event().id(),
            new Offline(
                Arrays.stream(row).boxed().toList(), score.probability(), score.anomalyScore()));
      }
    }
    return rows;
  }

  private void assertServedIs(Map<String, Offline> offline) throws IOException {
    Bundle bundle = BundleReader.read(dir.resolve("data-bundle"));
    assertThat(offline.keySet()).isEqualTo(served.keySet());
    boolean anyRisk = false;
    for (Map.Entry<String, Offline> entry : offline.entrySet()) {
      JsonNode answer = Objects.requireNonNull(served.get(entry.getKey()));
      assertSame(answer.get("score"), entry.getValue().probability, entry.getKey());
      assertSame(answer.get("anomaly_score"), entry.getValue().anomaly, entry.getKey());
      for (var feature : bundle.spec().features()) {
        double value = entry.getValue().row.get(feature.index());
        assertSame(answer.get("features").get(feature.name()), value, feature.name());
        anyRisk |= feature.name().equals("terminal_risk_30d") && value > 0;
      }
    }
    assertThat(anyRisk).as("labels had an effect").isTrue();
  }

  private static void assertSame(JsonNode found, double expected, String what) {
    double value = found.isNull() ? Double.NaN : found.doubleValue();
    if (Double.doubleToLongBits(value) != Double.doubleToLongBits(expected)) {
      throw new AssertionError(what + ": served " + value + ", offline " + expected);
    }
  }
}
