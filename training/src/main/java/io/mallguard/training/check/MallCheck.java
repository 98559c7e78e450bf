package io.mallguard.training.check;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.problem.Problems;
import io.mallguard.training.pipeline.RuleSet;
import io.mallguard.training.pipeline.RuleTrial;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.truth.Truth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whether a simulated mall is neither trivial nor leaky, and as hard as its level says. Reads the
 * truth, which no other part of the pipeline may.
 */
public final class MallCheck {
  private static final long MOST_EVENTS = 1_500_000;

  private MallCheck() {}

  /**
   * Runs checks.
   *
   * @param dir what {@code simulate --size} wrote
   * @param only names of the checks to run; all if it names none
   * @param out takes every figure with its band, verdict and reason as a line of text, as soon as
   *     it is there
   * @return whether every binding figure lies in its band
   * @throws io.mallguard.features.problem.InvalidInputException if it is no simulated mall, or
   *     there is no check of such a name
   */
  public static boolean run(Path dir, Set<String> only, Consumer<String> out, Progress progress)
      throws IOException {
    EventFolder events = EventFolder.open(dir.resolve("events"));
    Truth truth = Truth.read(dir.resolve("truth"), events);
    RuleTrial rules = RuleTrial.of(RuleSet.named("mall-classic"), events.schema());
    try (Folders folders = Folders.create()) {
      Path rows = folders.root().resolve("rows");
      List<Check> checks =
          chosen(
              only,
              new SingleColumnCheck(),
              new NuisanceCheck(),
              new SupportCheck(),
              new AmountCheck(),
              new NeighbourCheck(),
              new CycleCheck(events, truth, rows),
              new GraphCheck(events, truth),
              new PointInTimeCheck(events, rules.spec(), rows, MOST_EVENTS),
              new DeterminismCheck(events, folders),
              new RulesCheck(events, rules),
              new ModelChecks(),
              new OracleCheck(),
              new FrozenCheck(),
              new AblationCheck(),
              new HoldoutCheck(),
              new ShuffleCheck(),
              new LookAlikesCheck(rules, folders, progress),
              new StatementCheck());
      Sample sample = new Sampling(events, truth, progress).withRows(rules, rows);
      return run(checks, sample, out, progress);
    }
  }

  private static List<Check> chosen(Set<String> only, Check... checks) {
    List<String> names = Arrays.stream(checks).map(Check::name).toList();
    Problems problems = new Problems();
    for (String name : only) {
      if (!names.contains(name)) {
        problems.add("--only", "unknown_check", name, "one of " + names);
      }
    }
    problems.throwIfAny("simulate check");
    return Arrays.stream(checks).filter(c -> only.isEmpty() || only.contains(c.name())).toList();
  }

  private static boolean run(
      List<Check> checks, Sample sample, Consumer<String> out, Progress progress)
      throws IOException {
    boolean passes = true;
    out.accept(CheckTable.head());
    for (Check check : checks) {
      try (Progress.Task task = progress.start("Checking " + check.name(), 1)) {
        for (Finding finding : check.run(sample)) {
          out.accept(CheckTable.line(finding));
          passes &= finding.verdict() != Verdict.FAIL;
        }
        task.step();
      }
    }
    return passes;
  }
}
