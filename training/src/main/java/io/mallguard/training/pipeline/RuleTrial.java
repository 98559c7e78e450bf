package io.mallguard.training.pipeline;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.training.model.TrainingRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/**
 * A rule set with every limit that its rules may have, to be tuned and tried on rows: of each
 * rule's tries the one that catches most among those with enough precision, else the most precise;
 * then the lowest score with enough precision. Immutable.
 */
public final class RuleTrial {
  private final RuleSet untuned;
  private final List<Rule> tries = new ArrayList<>();
  private final CompiledRules compiled;

  private RuleTrial(RuleSet untuned, EventSchema schema) {
    this.untuned = untuned;
    untuned.rules().forEach(rule -> rule.tries().forEach(limit -> tries.add(rule.with(limit))));
    this.compiled = untuned.with(1, tries).compile(schema);
  }

  /**
   * Compiles.
   *
   * @throws io.mallguard.features.problem.InvalidInputException if a condition is wrong
   */
  public static RuleTrial of(RuleSet untuned, EventSchema schema) {
    return new RuleTrial(untuned, schema);
  }

  /** The columns of the rules' spec, then one for each rule and limit. */
  public FeatureSpec spec() {
    return compiled.spec();
  }

  /** How many columns the rules and limits take. */
  public int columns() {
    return tries.size();
  }

  /**
   * Rows to tune on.
   *
   * @param rows of {@link #spec()}
   * @param counts for how many rows each stands
   */
  public record Rows(TrainingRows rows, IntUnaryOperator counts) {}

  /**
   * The limits chosen.
   *
   * @param chosen numbers of tries
   * @param alertFrom the score from which an event is an alert
   */
  record Choice(List<Integer> chosen, int alertFrom) {}

  /** Chooses limits on rows, and answers whether a row is an alert with them. */
  public Predicate<double[]> tuned(Rows rows, double precision) {
    Choice choice = choose(rows, precision);
    return row -> score(row, choice.chosen) >= choice.alertFrom;
  }

  /** Chooses limits on rows. */
  Choice choose(Rows rows, double precision) {
    List<Integer> chosen = new ArrayList<>();
    for (Rule rule : untuned.rules()) {
      best(rule.id(), rows, precision).ifPresent(chosen::add);
    }
    return new Choice(chosen, alertFrom(chosen, rows, precision));
  }

  /** The rule set with the limits chosen; rules without tries stay as they are. */
  RuleSet with(Choice choice) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : untuned.rules()) {
      Rule tuned = rule;
      for (int one : choice.chosen) {
        tuned = tries.get(one).id().equals(rule.id()) ? tries.get(one) : tuned;
      }
      rules.add(tuned);
    }
    return untuned.with(choice.alertFrom, rules);
  }

  /** What the choice catches in rows, line by line. */
  List<String> lines(Choice choice, Rows rows) {
    List<String> lines = new ArrayList<>();
    for (int one : choice.chosen) {
      lines.add(hits(rows, one).line(tries.get(one).id() + " at " + tries.get(one).limit()));
    }
    Hits alerts = alerts(choice.alertFrom, choice.chosen, rows);
    lines.add(alerts.line("alerts from score " + choice.alertFrom));
    return lines;
  }

  private Hits hits(Rows rows, int one) {
    return Hits.of(rows.rows(), rows.counts(), row -> compiled.meets(rows.rows().row(row), one));
  }

  private int score(double[] row, List<Integer> chosen) {
    int score = 0;
    for (int one : chosen) {
      score += compiled.meets(row, one) ? tries.get(one).weight() : 0;
    }
    return score;
  }

  private Optional<Integer> best(String id, Rows rows, double precision) {
    Optional<Integer> best = Optional.empty();
    Hits bestHits = Hits.NONE;
    for (int i = 0; i < tries.size(); i++) {
      int at = i;
      if (tries.get(i).id().equals(id)) {
        Hits hits = hits(rows, at);
        if (best.isEmpty() || hits.isBetterThan(bestHits, precision)) {
          best = Optional.of(i);
          bestHits = hits;
        }
      }
    }
    return best;
  }

  private int alertFrom(List<Integer> chosen, Rows rows, double precision) {
    int most = chosen.stream().mapToInt(i -> tries.get(i).weight()).sum();
    int best = 1;
    Hits bestHits = Hits.NONE;
    for (int from = 1; from <= most; from++) {
      Hits hits = alerts(from, chosen, rows);
      if (hits.isBetterThan(bestHits, precision)) {
        best = from;
        bestHits = hits;
      }
    }
    return best;
  }

  private Hits alerts(int from, List<Integer> chosen, Rows rows) {
    return Hits.of(rows.rows(), rows.counts(), row -> score(rows.rows().row(row), chosen) >= from);
  }
}
