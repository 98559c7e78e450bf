package io.mallguard.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.problem.Problem;
import java.util.List;

/** Problem details (RFC 9457) of a refusal; field values never go in. */
final class ProblemJson {
  static final String CONTENT_TYPE = "application/problem+json";

  private ProblemJson() {}

  static ObjectNode of(RefusedException refused, String requestId) {
    return of(refused.refusal(), refused.detail(), refused.problems(), requestId);
  }

  static ObjectNode of(Refusal refusal, String detail, List<Problem> problems, String requestId) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "urn:mallguard:problem:" + refusal.code());
    json.put("title", refusal.title());
    json.put("status", refusal.status());
    json.put("detail", detail);
    json.put("code", refusal.code());
    json.put("request_id", requestId);
    json.put("retryable", refusal.retryable());
    ArrayNode errors = json.putArray("errors");
    for (Problem problem : problems) {
      errors
          .addObject()
          .put("pointer", problem.place())
          .put("code", problem.code())
          .put("detail", problem.legalPhrase());
    }
    return json;
  }
}
