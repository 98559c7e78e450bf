package io.mallguard.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not even HTTP that a route could see is refused in the words of the contract too. */
class UnreadableRequestTest {
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
  void aPathThatCantBeDecodedIsRefused() throws IOException {
    for (String path :
        new String[] {
          "/predictions/%zz", "/%", "/a%00b", "/%2e%2e/x", "//\\[", "/predictions/%ff"
        }) {
      assertThat(refused("GET " + path + " HTTP/1.1")).as(path).isBetween(400, 404);
    }
    assertThat(code("GET /predictions/%zz HTTP/1.1")).isEqualTo("malformed_request");
  }

  @Test
  void headersAndPathsBeyondTheLimitAreRefused() throws IOException {
    String tooLong = "x".repeat(20_000);
    assertThat(code("GET /model HTTP/1.1\r\nX-Long: " + tooLong)).isEqualTo("headers_too_large");
    assertThat(code("GET /model?" + tooLong + " HTTP/1.1")).isEqualTo("uri_too_long");
  }

  @Test
  void whatIsNoHttpIsRefused() throws IOException {
    assertThat(code("GET")).isEqualTo("malformed_request");
    assertThat(code("GET /model HTTP/7.1")).isEqualTo("malformed_request");
    assertThat(code("GET /model HTTP/1.1\r\nHost: b"))
        .as("two hosts")
        .isEqualTo("malformed_request");
    assertThat(code("POST /predict HTTP/1.1\r\nContent-Length: -1")).isEqualTo("malformed_request");
    assertThat(code("BREW /model HTTP/1.1")).isIn("method_not_allowed", "not_found");
  }

  private static String code(String head) throws IOException {
    return problem(head).get("code").asText();
  }

  private static int refused(String head) throws IOException {
    return problem(head).get("status").asInt();
  }

  /** The problem that answers a request; the answer's head is checked to fit it. */
  private static JsonNode problem(String head) throws IOException {
    String answer = send(head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    String[] parts = answer.split("\r\n\r\n", 2);
    assertThat(parts[0])
        .as(answer)
        .containsPattern("(?i)content-type: ?application/problem\\+json")
        .containsPattern("(?i)x-request-id: ?\\S+")
        .doesNotContain("Jetty");
    Contract.checkProblem(parts[1]);
    JsonNode json = new ObjectMapper().readTree(parts[1]);
    assertThat(parts[0]).startsWith("HTTP/1.1 " + json.get("status").asInt());
    return json;
  }

  private static String send(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
