package io.mallguard.training.pipeline;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.training.model.TrainingRows;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the limits of rules by the verdicts of a period, as a team does that has no model: of
 * each rule's tries, the one that catches most among those with enough precision, else the most
 * precise; then the lowest score with enough precision. Weights and conditions stay.
 */
public final class RuleTuning {
  private final RuleSet rules;
  private final List<String> lines = new ArrayList<>();

  private RuleTuning(RuleSet rules) {
    this.rules = rules;
  }

  /**
   * Tunes.
   *
   * @param from first day of the period
   * @param until its last day, and the last on which verdicts are known
   * @param precision the share of alerts that must be fraud, in (0, 1)
   * @throws io.mallguard.features.problem.InvalidInputException if rules and events don't fit
   */
  public static RuleTuning of(
      RuleSet untuned,
      EventFolder events,
      LocalDate from,
      LocalDate until,
      double precision,
      Progress progress)
      throws IOException {
    List<Rule> tries = new ArrayList<>();
    untuned.rules().forEach(rule -> rule.tries().forEach(limit -> tries.add(rule.with(limit))));
    CompiledRules compiled = untuned.with(1, tries).compile(events.schema());
    History history = History.read(events, compiled.spec(), untuned.target(), until, progress);
    TrainingRows rows = history.labelled(new Blocks.Range(from, until.plusDays(1)));
    List<Rule> tuned = new ArrayList<>();
    List<Integer> chosen = new ArrayList<>();
    for (Rule rule : untuned.rules()) {
      Optional<Integer> best = best(tries, rule.id(), rows, compiled, precision);
      best.ifPresent(chosen::add);
      tuned.add(best.map(tries::get).orElse(rule));
    }
    int alertFrom = alertFrom(tries, chosen, rows, compiled, precision);
    RuleTuning tuning = new RuleTuning(untuned.with(alertFrom, tuned));
    for (int one : chosen) {
      Hits hits = Hits.of(rows, i -> compiled.meets(rows.row(i), one));
      tuning.lines.add(hits.line(tries.get(one).id() + " at " + tries.get(one).limit()));
    }
    Hits alerts = alerts(alertFrom, tries, chosen, rows, compiled);
    tuning.lines.add(alerts.line("alerts from score " + alertFrom));
    return tuning;
  }

  private static Optional<Integer> best(
      List<Rule> tries, String id, TrainingRows rows, CompiledRules compiled, double precision) {
    Optional<Integer> best = Optional.empty();
    Hits bestHits = Hits.NONE;
    for (int i = 0; i < tries.size(); i++) {
      int at = i;
      if (tries.get(i).id().equals(id)) {
        Hits hits = Hits.of(rows, row -> compiled.meets(rows.row(row), at));
        if (best.isEmpty() || hits.isBetterThan(bestHits, precision)) {
          best = Optional.of(i);
          bestHits = hits;
        }
      }
    }
    return best;
  }

  private static int alertFrom(
      List<Rule> tries,
      List<Integer> chosen,
      TrainingRows rows,
      CompiledRules compiled,
      double precision) {
    int most = chosen.stream().mapToInt(i -> tries.get(i).weight()).sum();
    int best = 1;
    Hits bestHits = Hits.NONE;
    for (int from = 1; from <= most; from++) {
      Hits hits = alerts(from, tries, chosen, rows, compiled);
      if (hits.isBetterThan(bestHits, precision)) {
        best = from;
        bestHits = hits;
      }
    }
    return best;
  }

  private static Hits alerts(
      int from, List<Rule> tries, List<Integer> chosen, TrainingRows rows, CompiledRules compiled) {
    return Hits.of(
        rows,
        row ->
            chosen.stream()
                    .filter(i -> compiled.meets(rows.row(row), i))
                    .mapToInt(i -> tries.get(i).weight())
                    .sum()
                >= from);
  }

  /** The rule set with the limits chosen. */
  public RuleSet rules() {
    return rules;
  }

  /** What each rule caught in the period. */
  public String table() {
    return String.join("\n", lines);
  }
}
