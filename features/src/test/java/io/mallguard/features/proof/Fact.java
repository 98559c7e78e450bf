package io.mallguard.features.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of a case.
 *
 * @param data fields that are present: Long, Boolean or String; a list is a List of such maps, a
 *     plain list of ids one of maps with the key {@code value}
 */
record Fact(
    String type,
    String id,
    long occurredAtMillis,
    long observedAtMillis,
    Map<String, Object> data) {

  /** The event as a client would send it. */
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("event_id", id);
    json.put("event_type", type);
    json.put("occurred_at", Instant.ofEpochMilli(occurredAtMillis).toString());
    json.put("observed_at", Instant.ofEpochMilli(observedAtMillis).toString());
    fill(json.putObject("data"), data);
    return json;
  }

  /** Elements of a list, none if it is absent. */
  List<Map<String, Object>> list(String name) {
    return elements(data.get(name));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> elements(@Nullable Object list) {
    return list == null ? List.of() : (List<Map<String, Object>>) list;
  }

  private static void fill(ObjectNode json, Map<String, Object> values) {
    values.forEach(
        (name, value) -> {
          if (value instanceof Long number) {
            json.put(name, number);
          } else if (value instanceof Boolean yes) {
            json.put(name, yes);
          } else if (value instanceof String text) {
            json.put(name, text);
          } else {
            fill(json.putArray(name), elements(value));
          }
        });
  }

  private static void fill(ArrayNode array, List<Map<String, Object>> elements) {
    for (Map<String, Object> element : elements) {
      Object plain = element.get("value");
      if (plain instanceof String text) {
        array.add(text);
      } else {
        fill(array.addObject(), element);
      }
    }
  }
}
