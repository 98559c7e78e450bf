package io.mallguard.training.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Posts JSON to a running service. Safe for use by many threads. */
final class ServiceClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** What the service asks for when it is busy or restarting; each retry waits as long as told. */
  private static final int MAX_RETRIES = 20;

  private static final long DEFAULT_WAIT_SECONDS = 1;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final URI base;

  ServiceClient(URI base) {
    this.base = base;
  }

  /**
   * Posts one value and reads the answer.
   *
   * @throws IOException if the service can't be reached or refuses it, with its words
   */
  JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    for (int retry = 0; ; retry++) {
      HttpResponse<byte[]> answer = send(request);
      if (answer.statusCode() / 100 == 2) {
        return read(path, answer);
      }
      boolean busy = answer.statusCode() == 503 || answer.statusCode() == 429;
      if (!busy || retry == MAX_RETRIES) {
        String words = new String(answer.body(), StandardCharsets.UTF_8);
        throw new IOException(
            base.resolve(path) + " answered " + answer.statusCode() + ": " + words);
      }
      long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(DEFAULT_WAIT_SECONDS);
      Thread.sleep(Duration.ofSeconds(seconds).toMillis());
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (ConnectException unreachable) {
      throw new IOException("nobody answers at " + base, unreachable);
    }
  }

  private static JsonNode read(String path, HttpResponse<byte[]> answer) throws IOException {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException notJson) {
      throw new IOException(path + " answered something other than JSON", notJson);
    }
  }
}
