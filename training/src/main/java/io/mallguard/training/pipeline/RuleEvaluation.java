package io.mallguard.training.pipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.training.evaluation.EvaluatedRows;
import io.mallguard.training.model.TrainingRows;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A rule set evaluated on any period, with all labels the events hold. Immutable. */
public final class RuleEvaluation {
  private final RuleSet rules;
  private final Map<String, Hits> hits;
  private final EvaluatedRows rows;

  private RuleEvaluation(RuleSet rules, Map<String, Hits> hits, EvaluatedRows rows) {
    this.rules = rules;
    this.hits = hits;
    this.rows = rows;
  }

  /**
   * Evaluates.
   *
   * @param from first day
   * @param to last day
   * @throws io.mallguard.features.problem.InvalidInputException if rules and events don't fit or
   *     the period has no scored event
   */
  public static RuleEvaluation of(
      RuleSet rules, EventFolder events, LocalDate from, LocalDate to, Progress progress)
      throws IOException {
    CompiledRules compiled = rules.compile(events.schema());
    LocalDate always = LocalDate.of(9999, 1, 1);
    History history = History.read(events, compiled.spec(), rules.target(), always, progress);
    Blocks.Range range = new Blocks.Range(from, to.plusDays(1));
    history.requireRows(range);
    TrainingRows judged = history.labelled(range);
    Map<String, Hits> hits = new LinkedHashMap<>();
    for (int i = 0; i < rules.rules().size(); i++) {
      int rule = i;
      hits.put(
          rules.rules().get(i).id(), Hits.of(judged, row -> compiled.meets(judged.row(row), rule)));
    }
    hits.put(
        "alerts from score " + rules.alertFrom(),
        Hits.of(judged, row -> compiled.score(judged.row(row)) >= rules.alertFrom()));
    return new RuleEvaluation(rules, hits, history.evaluated(range, compiled::score));
  }

  /** The rows with their scores. */
  public EvaluatedRows rows() {
    return rows;
  }

  /** What each rule caught, against the verdicts. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("rules", rules.name()).put("version", rules.version());
    ObjectNode byRule = json.putObject("against_verdicts");
    hits.forEach(
        (rule, of) ->
            byRule
                .putObject(rule)
                .put("hits", of.hits())
                .put("fraud", of.frauds())
                .put("all_fraud", of.allFrauds()));
    return json;
  }

  /** The same for a person. */
  public String table() {
    List<String> lines = new ArrayList<>(List.of("Against the verdicts:"));
    hits.forEach((rule, of) -> lines.add(of.line(rule)));
    return String.join("\n", lines);
  }
}
