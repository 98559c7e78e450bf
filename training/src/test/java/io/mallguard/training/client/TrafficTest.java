package io.mallguard.training.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.training.history.Labels;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.simulator.CardSimulator;
import io.mallguard.training.simulator.SimulationPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path temp;
  private final HttpServer server;
  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private int answer = 200;

  TrafficTest(@TempDir Path temp) throws IOException {
    this.temp = temp;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() throws IOException {
    new CardSimulator(new SimulationPlan(10, 20, 20, 5))
        .writeTo(temp.resolve("events"), Progress.silent());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode event = JSON.readTree(exchange.getRequestBody());
    received.add(exchange.getRequestURI().getPath() + " " + event.path("event_id").asText());
    double score = event.path("data").path("amount_minor").asDouble() / 1e6;
    String words = "{\"score\":" + score + ",\"decision\":\"pass\",\"status\":\"new\"}";
    byte[] body = words.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void oneConnectionSendsEverythingInItsOrderToItsRoute() throws Exception {
    EventFolder folder = EventFolder.open(temp.resolve("events"));
    Traffic traffic = new Traffic(folder, 0, Long.MAX_VALUE, url());
    List<Prediction> predictions = traffic.send(1, Progress.silent());

    List<String> expected = new ArrayList<>();
    try (var events = folder.read()) {
      while (events.advance()) {
        boolean scored = events.current().event().type().scored();
        expected.add((scored ? "/predict " : "/labels ") + events.current().event().id());
      }
    }
    assertThat(received).isEqualTo(expected);
    assertThat(predictions).hasSize(expected.size() - (int) traffic.others());
    assertThat(traffic.others()).isPositive();
  }

  @Test
  void manyConnectionsSendEveryEventOnce() throws Exception {
    EventFolder folder = EventFolder.open(temp.resolve("events"));
    new Traffic(folder, 0, Long.MAX_VALUE, url()).send(4, Progress.silent());
    assertThat(received).doesNotHaveDuplicates().hasSize((int) folder.eventCount());
  }

  @Test
  void anAnswerOtherThanSuccessEndsItWithTheServicesWords() throws Exception {
    answer = 422;
    EventFolder folder = EventFolder.open(temp.resolve("events"));
    Traffic traffic = new Traffic(folder, 0, Long.MAX_VALUE, url());
    assertThatThrownBy(() -> traffic.send(1, Progress.silent()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answered 422")
        .hasMessageContaining("decision");
  }

  @Test
  void theTableShowsTheHighestScoresFirstAndTheFileHasOneLineEach() throws Exception {
    EventFolder folder = EventFolder.open(temp.resolve("events"));
    List<Prediction> predictions =
        new Traffic(folder, 0, Long.MAX_VALUE, url()).send(1, Progress.silent());
    EventType type = folder.schema().eventType("transaction").orElseThrow();
    Labels labels = Labels.read(folder, "fraud", Long.MAX_VALUE);
    double highest = predictions.stream().mapToDouble(Prediction::score).max().orElseThrow();

    List<String> table =
        AlertTable.render(predictions, folder.schema(), type, labels, 3).lines().toList();
    PredictionsCsv.write(temp.resolve("p.csv"), predictions);

    assertThat(table).hasSize(4);
    assertThat(table.get(0)).contains("customer_id", "terminal_id", "amount_minor", "later label");
    assertThat(table.get(1)).contains("2026-01-").contains("%.4f".formatted(highest));
    assertThat(Files.readAllLines(temp.resolve("p.csv"))).hasSize(predictions.size() + 1);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
