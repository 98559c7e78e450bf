package io.mallguard.scoring.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import io.mallguard.scoring.Score;
import java.util.ArrayList;
import java.util.List;

/** Reads golden rows and collects what is wrong with them. One owner thread. */
final class GoldenRowsJson {
  private final Problems problems = new Problems();
  private final String source;

  private GoldenRowsJson(String source) {
    this.source = source;
  }

  /**
   * The rows in a JSON value.
   *
   * @param source where it comes from, for messages
   * @throws InvalidInputException with every problem
   */
  static GoldenRows read(JsonNode json, String source) {
    GoldenRowsJson reader = new GoldenRowsJson(source);
    List<String> columns = reader.columns(json.path("columns"));
    List<GoldenRow> rows = reader.rows(json.path("rows"), columns.size());
    reader.problems.throwIfAny(source);
    return new GoldenRows(columns, rows);
  }

  private List<String> columns(JsonNode json) {
    List<String> columns = new ArrayList<>();
    if (!json.isArray() || json.isEmpty()) {
      refuse("/columns", json, "a list of feature names, not empty");
    }
    for (JsonNode name : json) {
      if (!name.isTextual()) {
        refuse("/columns/" + columns.size(), name, "a feature name");
      }
      columns.add(name.asText());
    }
    return columns;
  }

  private List<GoldenRow> rows(JsonNode json, int width) {
    List<GoldenRow> rows = new ArrayList<>();
    if (!json.isArray() || json.isEmpty() || json.size() > GoldenRows.MAX_ROWS) {
      refuse("/rows", json, "a list of 1 to " + GoldenRows.MAX_ROWS + " rows");
      return rows;
    }
    for (int i = 0; i < json.size(); i++) {
      double[] values = values(json.get(i).path("values"), "/rows/" + i + "/values", width);
      addRow(rows, values, json.get(i), "/rows/" + i);
    }
    return rows;
  }

  private double[] values(JsonNode json, String place, int width) {
    double[] values = new double[width];
    if (!json.isArray() || json.size() != width) {
      refuse(place, json, "a list of " + width + " values");
      return values;
    }
    for (int i = 0; i < width; i++) {
      JsonNode value = json.get(i);
      values[i] = value.isNull() ? Double.NaN : number(value, place + "/" + i);
    }
    return values;
  }

  private void addRow(List<GoldenRow> rows, double[] values, JsonNode json, String place) {
    double raw = number(json.path("raw_log_odds"), place + "/raw_log_odds");
    double probability = number(json.path("probability"), place + "/probability");
    double anomaly = number(json.path("anomaly_score"), place + "/anomaly_score");
    try {
      rows.add(new GoldenRow(values, new Score(raw, probability, anomaly)));
    } catch (IllegalArgumentException e) {
      problems.add(source + place, "not_a_score", String.valueOf(e.getMessage()), "a score");
    }
  }

  private double number(JsonNode json, String place) {
    if (json.isNumber() && Double.isFinite(json.doubleValue())) {
      return json.doubleValue();
    }
    refuse(place, json, "a finite number");
    return 0;
  }

  private void refuse(String place, JsonNode found, String legal) {
    String what = found.isValueNode() ? found.toString() : found.getNodeType().toString();
    problems.add(new Problem(source + place, "wrong_value", what, legal));
  }
}
