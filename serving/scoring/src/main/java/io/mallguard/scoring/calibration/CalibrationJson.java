package io.mallguard.scoring.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.features.problem.Problems;

/** Reads the fields of a calibration file and notes what is wrong. */
final class CalibrationJson {
  private final JsonNode json;
  private final String source;
  private final Problems problems;

  CalibrationJson(JsonNode json, String source, Problems problems) {
    this.json = json;
    this.source = source;
    this.problems = problems;
  }

  void kind(String wanted) {
    JsonNode found = json.path("kind");
    if (!wanted.equals(found.asText())) {
      problems.add(source + "/kind", "unknown_kind", found.toString(), "\"" + wanted + "\"");
    }
  }

  double number(String name) {
    return checked(json.path(name), source + "/" + name);
  }

  /** An array of finite numbers; empty and a problem if it is none. */
  double[] numbers(String name) {
    JsonNode array = json.path(name);
    if (!array.isArray() || array.isEmpty()) {
      problems.add(source + "/" + name, "wrong_type", "", "a list of numbers, not empty");
    }
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = checked(array.get(i), source + "/" + name + "/" + i);
    }
    return values;
  }

  private double checked(JsonNode node, String place) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      problems.add(place, "wrong_type", node.isMissingNode() ? "" : node.toString(), "a number");
      return 0;
    }
    return node.doubleValue();
  }
}
