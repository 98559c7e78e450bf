package io.mallguard.service;

import static io.mallguard.service.TestService.NOON;
import static io.mallguard.service.TestService.label;
import static io.mallguard.service.TestService.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FuzzTest {
  private static final int ROUNDS = 3_000;
  private static final List<String> SCRAPS =
      List.of(
          "null",
          "true",
          "-1",
          "1e400",
          "9223372036854775808",
          "\"\"",
          "\"\\ud800\"",
          "[]",
          "{}",
          "\"2026-13-45T99:99:99Z\"",
          "\"\\u0000\"",
          "[[[[",
          "0.1",
          "\"+999999999-01-01T00:00:00Z\"");

  @Test
  void noBodyIsAnsweredWithAFailureOfOurs(@TempDir Path dir) throws IOException {
    Random random = new Random(20261122);
    TreeMap<Integer, Integer> statuses = new TreeMap<>();
    try (TestService service = TestService.start(dir.resolve("data"))) {
      for (int i = 0; i < ROUNDS; i++) {
        HttpResponse<String> answer = service.send(request(service, random, i));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
        statuses.merge(answer.statusCode(), 1, Integer::sum);
      }
      assertThat(service.get("/health/ready").statusCode()).isEqualTo(200);
    }
    assertThat(statuses.keySet()).contains(200, 202, 400, 422);
  }

  private static HttpRequest request(TestService service, Random random, int round) {
    String path = List.of("/predict", "/events", "/labels", "/predict?strict=true").get(round % 4);
    boolean lines = path.equals("/events") && random.nextBoolean();
    return service
        .request(path)
        .header("Content-Type", lines ? "application/x-ndjson" : "application/json")
        .POST(BodyPublishers.ofByteArray(body(random, round)))
        .build();
  }

  private static byte[] body(Random random, int round) {
    String id = "f" + round;
    String start =
        random.nextInt(3) == 0
            ? label(id, "f" + random.nextInt(round + 1), NOON, "fraud")
            : transaction(id, NOON, random.nextInt(10_000));
    String text = random.nextInt(5) == 0 ? "{\"events\":[" + start + "," + start + "]}" : start;
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      text = scrapped(text, random);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int flips = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0; flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** Puts a scrap where a value is. */
  private static String scrapped(String text, Random random) {
    int colon = text.indexOf(':', random.nextInt(text.length()));
    int end = colon < 0 ? -1 : text.indexOf(random.nextBoolean() ? ',' : '}', colon);
    return end < 0
        ? text.substring(0, random.nextInt(text.length()) + 1)
        : text.substring(0, colon + 1)
            + SCRAPS.get(random.nextInt(SCRAPS.size()))
            + text.substring(end);
  }
}
