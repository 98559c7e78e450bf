package io.mallguard.scoring.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mallguard.features.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * An object inside a JSON document, read with every problem noted under its JSON pointer. A value
 * that is not as it must be reads as empty, 0 or an empty list.
 */
final class JsonPlace {
  private final JsonNode node;
  private final String pointer;
  private final Problems problems;

  JsonPlace(JsonNode node, String pointer, Problems problems) {
    this.node = node;
    this.pointer = pointer;
    this.problems = problems;
  }

  void problem(String key, String code, String found, String legal) {
    problems.add(pointer + "/" + key, code, found, legal);
  }

  /** Notes members that are unknown; the readers below note those that are absent. */
  void keys(String... known) {
    Set<String> legal = Set.of(known);
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!legal.contains(key)) {
                problem(key, "unknown_key", "", "absent");
              }
            });
  }

  JsonPlace at(String key) {
    JsonNode value = node.path(key);
    if (!value.isObject()) {
      problem(key, "wrong_type", shown(value), "an object");
    }
    return new JsonPlace(value, pointer + "/" + key, problems);
  }

  List<JsonPlace> list(String key) {
    List<JsonPlace> places = new ArrayList<>();
    for (JsonNode element : array(key)) {
      String place = pointer + "/" + key + "/" + places.size();
      if (!element.isObject()) {
        problems.add(place, "wrong_type", shown(element), "an object");
      }
      places.add(new JsonPlace(element, place, problems));
    }
    return places;
  }

  /** A text of at least one character. */
  String text(String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      problem(key, "wrong_type", shown(value), "a text that is not empty");
      return "";
    }
    return value.textValue();
  }

  /** A whole number of 0 or more. */
  long whole(String key) {
    return whole(node.path(key), key);
  }

  private long whole(JsonNode value, String key) {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      problem(key, "wrong_type", shown(value), "a whole number, 0 or more");
      return 0;
    }
    return value.longValue();
  }

  /** A finite number. */
  double number(String key) {
    return number(node.path(key), key);
  }

  private double number(JsonNode value, String key) {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      problem(key, "wrong_type", shown(value), "a finite number");
      return 0;
    }
    return value.doubleValue();
  }

  /** A finite number or null. */
  OptionalDouble optionalNumber(String key) {
    return node.path(key).isNull() ? OptionalDouble.empty() : OptionalDouble.of(number(key));
  }

  double[] numbers(String key) {
    JsonNode array = array(key);
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(array.path(i), key + "/" + i);
    }
    return values;
  }

  long[] wholes(String key) {
    JsonNode array = array(key);
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = whole(array.path(i), key + "/" + i);
    }
    return values;
  }

  private JsonNode array(String key) {
    JsonNode value = node.path(key);
    if (value.isArray()) {
      return value;
    }
    problem(key, "wrong_type", shown(value), "a list");
    return MissingNode.getInstance();
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    String text = value.isContainerNode() ? value.getNodeType().name() : value.toString();
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
