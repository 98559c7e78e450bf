package io.mallguard.training.pipeline;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules as derived columns behind those of a spec, so that they are computed by the engine that
 * computes the features. Immutable.
 */
final class CompiledRules {
  private static final Pattern LINE = Pattern.compile(".*:(\\d+):\\d+$");

  private final FeatureSpec spec;
  private final List<Rule> rules;

  private CompiledRules(FeatureSpec spec, List<Rule> rules) {
    this.spec = spec;
    this.rules = List.copyOf(rules);
  }

  static CompiledRules of(String specName, EventSchema schema, List<Rule> rules) {
    String base = SpecNames.read(specName, schema).canonical().stripTrailing();
    List<String> lines = new ArrayList<>(base.lines().toList());
    if (!lines.contains("derived:")) {
      lines.add("derived:");
    }
    int before = lines.size();
    for (int i = 0; i < rules.size(); i++) {
      lines.add(line(i, rules.get(i)));
    }
    try {
      String text = String.join("\n", lines) + "\n";
      return new CompiledRules(SpecReader.parse(text, "rules", schema), rules);
    } catch (InvalidInputException wrong) {
      throw inRules(wrong, before, rules);
    }
  }

  private static String line(int number, Rule rule) {
    String condition = rule.condition(rule.limit()).replace("\\", "\\\\").replace("\"", "\\\"");
    return "  - {name: rule_%d, event: %s, expr: \"(%s) ? 1.0 : 0.0\", unit: hit, meaning: a rule}"
        .formatted(number, rule.event(), condition);
  }

  /** Every rule has a line of its own, so a problem's line says whose it is. */
  private static InvalidInputException inRules(
      InvalidInputException wrong, int before, List<Rule> rules) {
    Problems problems = new Problems();
    for (Problem problem : wrong.problems()) {
      Matcher matcher = LINE.matcher(problem.place());
      int rule = matcher.matches() ? Integer.parseInt(matcher.group(1)) - before - 1 : -1;
      String where = rule >= 0 && rule < rules.size() ? rules.get(rule).id() : problem.place();
      problems.add("rule " + where, problem.code(), problem.found(), problem.legal());
    }
    return new InvalidInputException("rules", problems.list(), problems.count());
  }

  FeatureSpec spec() {
    return spec;
  }

  /** Whether a row meets a rule. */
  boolean meets(double[] row, int rule) {
    return row[row.length - rules.size() + rule] > 0;
  }

  /** Sum of the weights of the rules that a row meets. */
  double score(double[] row) {
    double score = 0;
    for (int i = 0; i < rules.size(); i++) {
      score += meets(row, i) ? rules.get(i).weight() : 0;
    }
    return score;
  }
}
