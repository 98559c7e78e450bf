package io.mallguard.service.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.mallguard.features.event.EventJson;
import io.mallguard.features.problem.Problems;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.service.KeepAlive;
import io.mallguard.service.TestBundle;
import io.mallguard.service.live.Ask;
import io.mallguard.service.live.Decider;
import io.mallguard.service.live.LiveMetrics;
import io.mallguard.service.live.LiveWriter;
import io.mallguard.service.log.LogIdentity;
import io.mallguard.service.log.RocksEventLog;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests per second and latency of {@code /predict} against a route of the same server that
 * parses the same body and answers a fixed answer of the same size, in turns in one run; then the
 * time to fold the log again. A main program: {@code PredictBenchmark [seconds per turn]}.
 */
final class PredictBenchmark {
  private static final int TURNS = 2;
  private static final int RESTART_EVENTS = 100_000;
  private static final int FILL_EVENTS = 1_000;
  private final AtomicLong ids = new AtomicLong();
  private final int port;

  private PredictBenchmark(int port) {
    this.port = port;
  }

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Path dir = Files.createTempDirectory("predict-benchmark");
    Bundle bundle = TestBundle.write(dir.resolve("bundle"), "1", -1);
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (RocksEventLog log =
            RocksEventLog.open(dir.resolve("log"), LogIdentity.of(bundle.spec()), bundle.schema());
        LiveWriter writer = writer(log, bundle, registry)) {
      var parts =
          new HttpServer.Parts(
              writer,
              log,
              bundle,
              sha -> bundle,
              registry,
              System::currentTimeMillis,
              System::nanoTime,
              () -> Long.MAX_VALUE);
      writer.start(sequence -> {});
      try (HttpServer server =
          HttpServer.start(parts, 0, routes -> routes.post("/fixed", PredictBenchmark::fixed))) {
        new PredictBenchmark(server.port()).run(seconds);
        registry
            .scrape()
            .lines()
            .filter(l -> l.matches("mallguard_(predict_duration|durable_batch).*(count|sum).*"))
            .forEach(System.out::println);
        fill(writer, log);
        restart(log, bundle);
      }
    }
  }

  private static LiveWriter writer(
      RocksEventLog log, Bundle bundle, PrometheusMeterRegistry registry) {
    return new LiveWriter(
        log, new Decider(bundle), new LiveMetrics(registry), System::nanoTime, foldTime -> {}, 200);
  }

  /** Parses the body and answers as many bytes as a prediction has. */
  private static void fixed(Context ctx) {
    var body = Body.parse(Body.bytes(ctx, PredictRoute.MAX_BYTES));
    ObjectNode answer = ((ObjectNode) body).objectNode();
    answer.put("padding", "x".repeat(1_100));
    Body.answer(ctx, 200, Body.JSON, answer);
  }

  private void run(int seconds) throws Exception {
    load("/predict", 16, seconds);
    load("/fixed", 16, seconds);
    System.out.println("route connections requests/s p50_ms p99_ms answer_bytes");
    for (int turn = 0; turn < TURNS; turn++) {
      for (int connections : new int[] {16, 64}) {
        for (String path : List.of("/fixed", "/predict")) {
          System.out.println(load(path, connections, seconds));
        }
      }
    }
  }

  private String load(String path, int connections, int seconds) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(connections);
    List<Future<long[]>> all = new ArrayList<>();
    long endNanos = System.nanoTime() + seconds * 1_000_000_000L;
    AtomicLong answerBytes = new AtomicLong();
    for (int c = 0; c < connections; c++) {
      all.add(pool.submit(() -> send(path, endNanos, answerBytes)));
    }
    long[] nanos = new long[0];
    for (Future<long[]> one : all) {
      long[] more = one.get();
      int before = nanos.length;
      nanos = Arrays.copyOf(nanos, before + more.length);
      System.arraycopy(more, 0, nanos, before, more.length);
    }
    pool.shutdown();
    Arrays.sort(nanos);
    return String.format(
        java.util.Locale.ROOT,
        "%s %d %.0f %.2f %.2f %d",
        path,
        connections,
        nanos.length / (double) seconds,
        nanos[nanos.length / 2] / 1e6,
        nanos[(int) (nanos.length * 0.99)] / 1e6,
        answerBytes.get());
  }

  private long[] send(String path, long endNanos, AtomicLong answerBytes) {
    long[] nanos = new long[1 << 20];
    int count = 0;
    try (KeepAlive connection = new KeepAlive(port)) {
      while (System.nanoTime() < endNanos && count < nanos.length) {
        byte[] body = body(ids.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
        long begun = System.nanoTime();
        int status = connection.post(path, body);
        nanos[count++] = System.nanoTime() - begun;
        if (status != 200) {
          throw new IllegalStateException(status + " " + connection.body());
        }
      }
      answerBytes.set(connection.body().length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.copyOf(nanos, count);
  }

  private static String body(long n) {
    return "{\"event_id\":\"b"
        + n
        + "\",\"event_type\":\"transaction\",\"occurred_at\":\""
        + Instant.ofEpochMilli(System.currentTimeMillis())
        + "\",\"data\":{\"transaction_id\":\"b"
        + n
        + "\",\"customer_id\":\"c"
        + n % 5_000
        + "\",\"terminal_id\":\"t"
        + n % 1_000
        + "\",\"amount_minor\":"
        + n % 20_000
        + "}}";
  }

  /** Brings the log to a hundred thousand events. */
  private static void fill(LiveWriter writer, RocksEventLog log) throws Exception {
    EventJson eventJson = new EventJson(TestBundle.CARDS);
    for (int n = 0; log.lastSequence() < RESTART_EVENTS; n += FILL_EVENTS) {
      List<Ask> asks = new ArrayList<>();
      for (int i = n; i < n + FILL_EVENTS; i++) {
        var json = Body.parse(body(i).replace("\"b", "\"f").getBytes(StandardCharsets.UTF_8));
        var event =
            eventJson.read(json, System.currentTimeMillis(), "", new Problems(), new ArrayList<>());
        asks.add(
            new Ask(event.orElseThrow(), Ask.Wish.RECORD, System.nanoTime() + Long.MAX_VALUE / 2));
      }
      writer.submit(asks).orElseThrow().get();
    }
  }

  private static void restart(RocksEventLog log, Bundle bundle) {
    long begun = System.nanoTime();
    try (LiveWriter again =
        writer(log, bundle, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))) {
      again.start(sequence -> {});
      System.out.printf(
          java.util.Locale.ROOT,
          "folding %d events again: %.2f s%n",
          log.lastSequence(),
          (System.nanoTime() - begun) / 1e9);
    }
  }
}
