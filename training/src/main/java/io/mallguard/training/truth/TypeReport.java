package io.mallguard.training.truth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.training.evaluation.EvaluatedRows;
import io.mallguard.training.evaluation.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The figures of one event type. Immutable.
 *
 * @param rows number of rows
 * @param bases measures against the truth and against the verdicts
 * @param months measures against the truth, by month
 * @param typologies by offence, those that are not cash-out included
 * @param lookAlikes by honest behaviour that looks wrong
 * @param levels one for each distinct score, highest first; none where there are many
 * @param falseShare share of all rows that are not fraud among which the budget of 1 % reaches
 */
record TypeReport(
    int rows,
    Map<String, Basis> bases,
    Map<String, Basis> months,
    Map<String, Caught> typologies,
    Map<String, Caught> lookAlikes,
    double falseShare,
    List<ScoreLevel> levels) {
  private static final double BUDGET = 0.01;

  /**
   * Measures against one idea of what fraud is.
   *
   * @param frauds number of them
   * @param rings rings and lone offenders they belong to
   */
  record Basis(int frauds, int rings, List<Measure> measures) {
    static Basis of(List<KnownRow> rows, Predicate<KnownRow> isFraud) {
      RankedFrauds ranked =
          new RankedFrauds(rows.stream().map(row -> row.as(isFraud.test(row))).toList());
      return new Basis(ranked.frauds(), ranked.groups(), RingBootstrap.measures(ranked));
    }

    Measure find(String name) {
      return measures.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
    }

    String line() {
      return frauds
          + " frauds, PR-AUC "
          + find("pr_auc").text()
          + ", ROC-AUC "
          + find("roc_auc").text();
    }
  }

  /**
   * Rows of one kind.
   *
   * @param rows how many
   * @param at1Percent share of them among the 1 % of all rows with the highest scores
   * @param atHalfPercent the same of half a per cent
   */
  record Caught(int rows, double at1Percent, double atHalfPercent) {}

  static TypeReport of(List<KnownRow> rows) {
    double at = threshold(rows, BUDGET);
    double atHalf = threshold(rows, BUDGET / 2);
    Map<String, List<KnownRow>> byMonth = new TreeMap<>();
    Map<String, List<KnownRow>> byTypology = new TreeMap<>(byNumber());
    Map<String, List<KnownRow>> byLookAlike = new TreeMap<>(byNumber());
    for (KnownRow row : rows) {
      String month = row.row().day().toString().substring(0, 7);
      byMonth.computeIfAbsent(month, key -> new ArrayList<>()).add(row);
      put(byTypology, row.note().typology(), row);
      put(byLookAlike, row.note().hardNegative(), row);
    }
    Map<String, Basis> bases = new TreeMap<>(Comparator.reverseOrder());
    bases.put("truth", Basis.of(rows, row -> row.note().isFraud()));
    bases.put("observed", Basis.of(rows, row -> row.row().isJudgedFraud()));
    Map<String, Basis> months = new TreeMap<>();
    byMonth.forEach((m, some) -> months.put(m, Basis.of(some, row -> row.note().isFraud())));
    List<KnownRow> honest = rows.stream().filter(row -> !row.note().isFraud()).toList();
    return new TypeReport(
        rows.size(),
        bases,
        months,
        caught(byTypology, at, atHalf),
        caught(byLookAlike, at, atHalf),
        share(honest, at),
        ScoreLevel.of(rows));
  }

  /** T2 before T10. */
  private static Comparator<String> byNumber() {
    return Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());
  }

  private static void put(Map<String, List<KnownRow>> by, String key, KnownRow row) {
    if (!key.isEmpty()) {
      by.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
  }

  /** The score above which the budget's share of rows lies. */
  private static double threshold(List<KnownRow> rows, double budget) {
    double[] scores = rows.stream().mapToDouble(row -> row.row().score()).sorted().toArray();
    int looked = (int) Math.floor(budget * scores.length);
    return scores[Math.max(0, scores.length - 1 - looked)];
  }

  private static Map<String, Caught> caught(
      Map<String, List<KnownRow>> byKind, double at, double atHalf) {
    Map<String, Caught> caught = new TreeMap<>(byNumber());
    byKind.forEach(
        (kind, rows) ->
            caught.put(kind, new Caught(rows.size(), share(rows, at), share(rows, atHalf))));
    return caught;
  }

  private static double share(List<KnownRow> rows, double threshold) {
    long above =
        rows.stream()
            .map(KnownRow::row)
            .mapToDouble(EvaluatedRows.Row::score)
            .filter(score -> score > threshold)
            .count();
    return rows.isEmpty() ? Double.NaN : (double) above / rows.size();
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("rows", rows);
    json.put("interval", "95 % bootstrap over rings and lone offenders, 1000 resamples");
    bases.forEach((basis, of) -> json.set(basis, json(of)));
    ObjectNode byMonth = json.putObject("truth_by_month");
    months.forEach((month, of) -> byMonth.set(month, json(of)));
    json.set("caught_by_typology", json(typologies));
    json.set("flagged_by_look_alike", json(lookAlikes));
    levels.forEach(level -> json.withArray("by_score").add(level.toJson()));
    if (!Double.isNaN(falseShare)) {
      json.put("false_share_at_1_percent", falseShare);
    }
    return json;
  }

  private static ObjectNode json(Basis basis) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("fraud_rows", basis.frauds).put("rings", basis.rings);
    basis.measures.forEach(measure -> json.set(measure.name(), measure.toJson()));
    return json;
  }

  private static ObjectNode json(Map<String, Caught> byKind) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    byKind.forEach(
        (kind, caught) ->
            json.putObject(kind)
                .put("rows", caught.rows)
                .put("at_1_percent", caught.at1Percent)
                .put("at_half_percent", caught.atHalfPercent));
    return json;
  }

  String table(String type) {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "%s: %,d rows", type, rows));
    for (Measure measure : bases.values().iterator().next().measures) {
      StringBuilder line = new StringBuilder(String.format("  %-30s", measure.name()));
      bases.forEach((basis, of) -> line.append(column(basis, of.find(measure.name()))));
      lines.add(line.toString().stripTrailing());
    }
    bases.forEach(
        (basis, of) ->
            lines.add("  " + basis + ": " + of.frauds + " frauds of " + of.rings + " rings"));
    levels.forEach(level -> lines.add("  " + level.line()));
    months.forEach((month, of) -> lines.add("  " + month + ": " + of.line()));
    typologies.forEach((kind, caught) -> lines.add("  " + kind + ": " + line(caught)));
    lookAlikes.forEach((kind, caught) -> lines.add("  " + kind + ": " + line(caught)));
    return String.join("\n", lines);
  }

  private static String column(String basis, Measure measure) {
    return String.format("%-9s %-24s", basis, measure.text());
  }

  private static String line(Caught caught) {
    return String.format(
        Locale.ROOT,
        "%,d rows, %.1f %% of them among the highest 1 %%",
        caught.rows,
        100 * caught.at1Percent);
  }
}
