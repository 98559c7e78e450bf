package io.mallguard.training.pipeline;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.training.model.TrainingRows;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/**
 * Chooses the limits of rules by the verdicts of a period, as a team does that has no model: those
 * that catch most together with enough precision, see {@link RuleSearch}. A rule that only makes
 * the others worse is left out. Weights and conditions stay.
 */
public final class RuleTuning {
  private final RuleSet rules;
  private final List<String> lines;

  private RuleTuning(RuleSet rules, List<String> lines) {
    this.rules = rules;
    this.lines = List.copyOf(lines);
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
    RuleTrial trial = RuleTrial.of(untuned, events.schema());
    History history = History.read(events, trial.spec(), untuned.target(), until, progress);
    TrainingRows learned = history.labelled(new Blocks.Range(from, until.plusDays(1)));
    RuleTrial.Rows rows = new RuleTrial.Rows(learned, row -> 1);
    RuleTrial.Choice choice = trial.choose(rows, precision);
    return new RuleTuning(trial.with(choice), trial.lines(choice, rows));
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
