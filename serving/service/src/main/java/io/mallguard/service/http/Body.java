package io.mallguard.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON bodies. Immutable. */
final class Body {
  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";

  private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Body() {}

  /** The body's media type, one of those legal here; its charset, where it names one, is UTF-8. */
  static String mediaType(Context ctx, List<String> legal) {
    @Nullable String header = ctx.header("Content-Type");
    String whole = header == null ? "" : header.toLowerCase(Locale.ROOT);
    String type = whole.split(";", 2)[0].strip();
    Matcher charset = CHARSET.matcher(whole);
    if (!legal.contains(type) || (charset.find() && !charset.group(1).equals("utf-8"))) {
      throw RefusedException.of(
          Refusal.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type must be " + String.join(" or ", legal) + ", in UTF-8");
    }
    return type;
  }

  static byte[] bytes(Context ctx, int maxBytes) {
    try {
      byte[] bytes = ctx.req().getInputStream().readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw RefusedException.of(
            Refusal.BODY_TOO_LARGE, "The body must be at most " + maxBytes + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw RefusedException.of(Refusal.MALFORMED_JSON, "The body was cut short");
    }
  }

  static JsonNode parse(byte[] bytes) {
    return parse(bytes, 0, bytes.length);
  }

  static JsonNode parse(byte[] bytes, int from, int length) {
    try {
      JsonNode json = MAPPER.readTree(bytes, from, length);
      if (json == null || json.isMissingNode()) {
        throw RefusedException.of(Refusal.MALFORMED_JSON, "The body must not be empty");
      }
      return json;
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + " column "
                  + e.getLocation().getColumnNr();
      throw RefusedException.of(Refusal.MALFORMED_JSON, "The body must be JSON; it is not" + where);
    } catch (IOException e) {
      throw RefusedException.of(Refusal.MALFORMED_JSON, "The body must be JSON in UTF-8");
    }
  }

  static void answer(Context ctx, int status, String contentType, ObjectNode json) {
    ctx.status(status);
    ctx.contentType(contentType);
    try {
      ctx.result(MAPPER.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can be written", e);
    }
  }
}
