package io.mallguard.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds real answers against the OpenAPI document that the service serves. */
final class Contract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  private Contract() {}

  /** The document. */
  static JsonNode document() {
    try (InputStream in = Contract.class.getResourceAsStream("http/openapi.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fails if the answer is not what the document says about its route and status. */
  static void check(HttpResponse<String> answer) {
    String path = answer.uri().getPath();
    String method = answer.request().method().toLowerCase(Locale.ROOT);
    JsonNode routes = document().get("paths");
    String template = path.matches("/predictions/[^/]+") ? "/predictions/{id}" : path;
    if (!routes.has(template) || !routes.get(template).has(method)) {
      assertThat(answer.statusCode()).as(method + " " + path).isIn(404, 405);
      assertValid("problem", "#/components/schemas/Problem", answer.body());
      return;
    }
    checkKnown(answer, routes.get(template).get(method).get("responses"), template);
  }

  /** Fails if a body is no problem as the document describes them. */
  static void checkProblem(String body) {
    assertValid("problem", "#/components/schemas/Problem", body);
  }

  private static void checkKnown(HttpResponse<String> answer, JsonNode responses, String path) {
    String status = Integer.toString(answer.statusCode());
    assertThat(responses.has(status))
        .as(path + " " + status + " is documented: " + answer.body())
        .isTrue();
    JsonNode response = responses.get(status);
    if (response.has("$ref")) {
      response = document().at(response.get("$ref").asText().substring(1));
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    assertThat(response.get("content").has(type)).as(path + " " + status + " " + type).isTrue();
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    JsonNode schema = response.get("content").get(type).get("schema");
    if (schema.has("$ref")) {
      assertValid(path + " " + status, schema.get("$ref").asText(), answer.body());
    }
  }

  private static void assertValid(String what, String reference, String body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError(what + " is no JSON: " + body, e);
    }
    assertThat(SCHEMAS.computeIfAbsent(reference, Contract::schema).validate(json))
        .as(what + ": " + body)
        .isEmpty();
  }

  private static JsonSchema schema(String reference) {
    ObjectNode root = JSON.createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$ref", reference);
    root.set("components", document().get("components"));
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return FACTORY.getSchema(root, config);
  }
}
