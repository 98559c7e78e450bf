package io.mallguard.scoring.bundle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.problem.Problem;
import io.mallguard.scoring.Score;
import io.mallguard.scoring.Scorer;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows a bundle tests itself with. Numbers are written as the shortest decimals that read back
 * as the same bits, a missing value as null. Immutable.
 *
 * @param columns feature names in row order
 * @param rows from 1 to {@value #MAX_ROWS} rows
 */
public record GoldenRows(List<String> columns, List<GoldenRow> rows) {
  /** At most this many rows: the self-test must stay a matter of milliseconds. */
  public static final int MAX_ROWS = 10_000;

  /** Copies the lists and checks their sizes. */
  public GoldenRows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    if (rows.isEmpty() || rows.size() > MAX_ROWS) {
      throw new IllegalArgumentException(rows.size() + " rows, must be from 1 to " + MAX_ROWS);
    }
    for (GoldenRow row : rows) {
      if (row.values().length != columns.size()) {
        throw new IllegalArgumentException("a row, must have a value for each of " + columns);
      }
    }
  }

  /**
   * Scores rows and keeps what came out.
   *
   * @param columns feature names in row order
   * @param scorer what the bundle will hold
   * @param rows the rows, finite or NaN; not changed
   */
  public static GoldenRows record(List<String> columns, Scorer scorer, List<double[]> rows) {
    return new GoldenRows(
        columns, rows.stream().map(row -> new GoldenRow(row, scorer.score(row))).toList());
  }

  /** As JSON: columns, and per row its values and the three numbers of its score. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    columns.forEach(json.putArray("columns")::add);
    ArrayNode list = json.putArray("rows");
    for (GoldenRow row : rows) {
      ObjectNode one = list.addObject();
      ArrayNode values = one.putArray("values");
      for (double value : row.values()) {
        if (Double.isNaN(value)) {
          values.addNull();
        } else {
          values.add(value);
        }
      }
      Score score = row.expected();
      one.put("raw_log_odds", score.rawLogOdds());
      one.put("probability", score.probability());
      one.put("anomaly_score", score.anomalyScore());
    }
    return json;
  }

  /** The self-test: one problem for every row whose score is not, bit for bit, what it was. */
  List<Problem> differences(Scorer scorer) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      GoldenRow row = rows.get(i);
      String found = found(scorer, row);
      if (!found.isEmpty()) {
        String place = BundleFile.GOLDEN_ROWS.path() + "/rows/" + i;
        String legal = row.expected() + ", to the bit";
        problems.add(BundleFault.SELF_TEST_FAILED.at(place, found, legal));
      }
    }
    return problems;
  }

  /* What came out instead; empty if nothing else did. */
  private static String found(Scorer scorer, GoldenRow row) {
    try {
      Score score = scorer.score(row.values());
      return score.sameBits(row.expected()) ? "" : score.toString();
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
