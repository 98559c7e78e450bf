package io.mallguard.training.pipeline;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.training.model.TrainingRows;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A rule set with every limit that its rules may have, to be tuned and tried on rows, see {@link
 * RuleSearch}. Immutable.
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
    int size = rows.rows().size();
    BitSet frauds = matching(size, rows.rows()::isFraud);
    int[] counts = IntStream.range(0, size).map(rows.counts()).toArray();
    List<BitSet> hits = new ArrayList<>();
    for (int one = 0; one < tries.size(); one++) {
      int at = one;
      hits.add(matching(size, row -> compiled.meets(rows.rows().row(row), at)));
    }
    return new RuleSearch(tries, hits, frauds, counts, precision).search();
  }

  private static BitSet matching(int size, IntPredicate predicate) {
    BitSet set = new BitSet(size);
    IntStream.range(0, size).filter(predicate).forEach(set::set);
    return set;
  }

  /** The rule set with the limits chosen; rules without tries stay as they are. */
  RuleSet with(Choice choice) {
    List<Rule> rules = new ArrayList<>();
    for (Rule rule : untuned.rules()) {
      if (rule.tries().isEmpty()) {
        rules.add(rule);
      }
      choice.chosen.stream()
          .map(tries::get)
          .filter(one -> one.id().equals(rule.id()))
          .forEach(rules::add);
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

  private Hits alerts(int from, List<Integer> chosen, Rows rows) {
    return Hits.of(rows.rows(), rows.counts(), row -> score(rows.rows().row(row), chosen) >= from);
  }
}
