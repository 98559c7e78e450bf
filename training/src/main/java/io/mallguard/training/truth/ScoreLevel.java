package io.mallguard.training.truth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * What an alert from one score on would catch. Immutable.
 *
 * @param score the lowest score of an alert
 * @param rows rows with at least this score
 * @param frauds frauds among them
 * @param allFrauds frauds among all rows
 */
record ScoreLevel(double score, long rows, long frauds, long allFrauds) {
  /** A rule set has a few scores, a model almost as many as rows. */
  private static final int MOST = 40;

  /** All levels, highest first; none if there are too many distinct scores. */
  static List<ScoreLevel> of(List<KnownRow> all) {
    TreeMap<Double, long[]> byScore = new TreeMap<>(Comparator.reverseOrder());
    long allFrauds = 0;
    for (KnownRow row : all) {
      long[] counts = byScore.computeIfAbsent(row.row().score(), score -> new long[2]);
      counts[0]++;
      counts[1] += row.note().isFraud() ? 1 : 0;
      allFrauds += row.note().isFraud() ? 1 : 0;
      if (byScore.size() > MOST) {
        return List.of();
      }
    }
    List<ScoreLevel> levels = new ArrayList<>();
    long rows = 0;
    long frauds = 0;
    for (var entry : byScore.entrySet()) {
      rows += entry.getValue()[0];
      frauds += entry.getValue()[1];
      levels.add(new ScoreLevel(entry.getKey(), rows, frauds, allFrauds));
    }
    return levels;
  }

  ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("score", score)
        .put("rows", rows)
        .put("fraud_rows", frauds)
        .put("all_fraud_rows", allFrauds);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "score %g or more: %,d rows, precision %.3f, recall %.3f",
        score,
        rows,
        (double) frauds / rows,
        allFrauds == 0 ? 0 : (double) frauds / allFrauds);
  }
}
