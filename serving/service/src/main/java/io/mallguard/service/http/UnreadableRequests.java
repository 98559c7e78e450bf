package io.mallguard.service.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers what Jetty refuses before any route sees it, such as a path that can't be decoded, in the
 * words of the contract. Safe for use by many threads.
 */
final class UnreadableRequests extends ErrorHandler {
  private static final String REQUEST_ID = "X-Request-Id";

  private final Requests requests;

  UnreadableRequests(Requests requests) {
    this.requests = requests;
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    Refusal refusal = refusal(status);
    String id = requests.next();
    response.setStatus(refusal.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemJson.CONTENT_TYPE);
    response.getHeaders().put(REQUEST_ID, id);
    response.write(true, ByteBuffer.wrap(problem(refusal, id)), callback);
  }

  private static byte[] problem(Refusal refusal, String id) {
    return ProblemJson.of(refusal, "No route has seen the request", List.of(), id)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Refusal refusal(int status) {
    return switch (status) {
      case 414 -> Refusal.URI_TOO_LONG;
      case 431 -> Refusal.HEADERS_TOO_LARGE;
      case 500 -> Refusal.INTERNAL;
      case 503 -> Refusal.DRAINING;
      default -> Refusal.MALFORMED_REQUEST;
    };
  }
}
