package io.mallguard.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.service.decisions.BundleArchive;
import io.mallguard.service.log.DataFolder;
import io.mallguard.service.log.EventLog;
import io.mallguard.service.log.LogIdentity;
import io.mallguard.service.log.RocksEventLog;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A service in this process on a port of its own, with a clock that the test sets. */
public final class TestService implements AutoCloseable {
  public static final long NOON = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();

  /** Requests that may wait. */
  public static final int QUEUE = 64;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicLong clockMillis = new AtomicLong(NOON);
  private final AtomicLong freeBytes = new AtomicLong(Long.MAX_VALUE);
  private final DataFolder folder;
  private final RunningService service;
  private final TestClient client;

  private TestService(Path dir, Bundle bundle, Path bundleDir, UnaryOperator<EventLog> wrapping)
      throws IOException {
    folder = DataFolder.take(dir);
    BundleArchive archive = new BundleArchive(folder.bundles());
    archive.keep(bundle, bundleDir);
    EventLog log = RocksEventLog.open(folder.log(), LogIdentity.of(bundle.spec()), bundle.schema());
    service =
        RunningService.listen(
            new RunningService.Setup(
                bundle,
                archive,
                folder.decisions(),
                clockMillis::get,
                System::nanoTime,
                freeBytes::get,
                QUEUE),
            0);
    service.take(wrapping.apply(log));
    service.fold(sequence -> {});
    client = new TestClient(service.port());
  }

  /** A service on a data folder with a bundle of bias -1 in a folder beside it. */
  public static TestService start(Path dir) throws IOException {
    return start(dir, log -> log);
  }

  /** The same over a log that fails on demand. */
  public static TestService start(Path dir, UnaryOperator<EventLog> wrapping) throws IOException {
    Path bundleDir = dir.resolveSibling(dir.getFileName() + "-bundle");
    Bundle bundle =
        bundleDir.toFile().exists()
            ? io.mallguard.scoring.bundle.BundleReader.read(bundleDir)
            : TestBundle.write(bundleDir, "1", -1);
    return new TestService(dir, bundle, bundleDir, wrapping);
  }

  /** The same with a given bundle. */
  public static TestService start(Path dir, Bundle bundle, Path bundleDir) throws IOException {
    return new TestService(dir, bundle, bundleDir, log -> log);
  }

  /** Sets the wall clock. */
  public void clock(long millis) {
    clockMillis.set(millis);
  }

  /** Sets what is free on the disk. */
  public void free(long bytes) {
    freeBytes.set(bytes);
  }

  /** The port it listens on. */
  public int port() {
    return service.port();
  }

  /** Sends a body as JSON, or as the content type that the headers name. */
  public HttpResponse<String> post(String path, String body, String... headers) {
    return client.post(path, body, headers);
  }

  /** Sends a JSON body without waiting. */
  public CompletableFuture<HttpResponse<String>> postAsync(String path, String body) {
    return client.postAsync(path, body);
  }

  /** Asks. */
  public HttpResponse<String> get(String path) {
    return client.get(path);
  }

  /** Builds any request to it. */
  public HttpRequest.Builder request(String path) {
    return client.request(path);
  }

  /** Sends any request; the answer is held against the contract. */
  public HttpResponse<String> send(HttpRequest request) {
    return client.send(request);
  }

  /** An answer's body. */
  public static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException("not JSON: " + answer.body(), e);
    }
  }

  /** A transaction's envelope. */
  public static String transaction(String id, long occurredAtMillis, long amountMinor) {
    return """
        {"event_id":"%s","event_type":"transaction","occurred_at":"%s",
         "data":{"transaction_id":"%s","customer_id":"c1","terminal_id":"t1","amount_minor":%d}}
        """
        .formatted(id, Instant.ofEpochMilli(occurredAtMillis), id, amountMinor);
  }

  /** A label's envelope. */
  public static String label(String id, String subjectId, long occurredAtMillis, String verdict) {
    return """
        {"event_id":"%s","event_type":"label","occurred_at":"%s",
         "data":{"subject_id":"%s","verdict":"%s"}}
        """
        .formatted(id, Instant.ofEpochMilli(occurredAtMillis), subjectId, verdict);
  }

  @Override
  public void close() {
    service.close();
    folder.close();
  }
}
