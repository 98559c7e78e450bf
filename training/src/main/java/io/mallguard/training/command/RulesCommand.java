package io.mallguard.training.command;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.training.file.AtomicFile;
import io.mallguard.training.pipeline.RuleSet;
import io.mallguard.training.pipeline.RuleTuning;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rules}: the limits of a rule set, chosen by the verdicts of a period. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Tunes the limits of a rule set; evaluate --rules says how good it is.")
public final class RulesCommand implements Runnable {
  @Spec private @Nullable CommandSpec command;

  /** For picocli. */
  public RulesCommand() {}

  /** Without a subcommand there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(Objects.requireNonNull(command).commandLine(), "Missing: tune");
  }

  @Command(
      name = "tune",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Chooses each rule's limit among its tries, and the score of an alert, by the verdicts",
        "known at the end of a period; writes the rule set with them."
      })
  int tune(
      @Option(
              names = "--rules",
              paramLabel = "FILE",
              defaultValue = "mall-classic",
              description = "The rule set, or mall-classic. Default: ${DEFAULT-VALUE}")
          String rules,
      @Option(names = "--events", required = true, paramLabel = "DIR", description = "The events.")
          Path events,
      @Option(names = "--from", required = true, paramLabel = "DATE", description = "First day.")
          LocalDate from,
      @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last day.")
          LocalDate to,
      @Option(
              names = "--precision",
              paramLabel = "SHARE",
              defaultValue = "0.2",
              description = "Share of hits that must be fraud. Default: ${DEFAULT-VALUE}")
          double precision,
      @Option(names = "--out", required = true, paramLabel = "FILE", description = "Rule set.")
          Path out)
      throws IOException {
    if (to.isBefore(from)) {
      String legal = from + " or later";
      throw InvalidInputException.of(
          "period", new Problem("--to", "empty_period", to.toString(), legal));
    }
    if (!(precision > 0 && precision < 1)) {
      throw InvalidInputException.of(
          "--precision",
          new Problem("--precision", "out_of_range", "" + precision, "above 0 and below 1"));
    }
    RuleTuning tuning =
        RuleTuning.of(
            RuleSet.named(rules),
            EventFolder.open(events),
            from,
            to,
            precision,
            Progress.on(System.err));
    String head = "# Tuned on " + from + " to " + to + ", precision " + precision + ".\n";
    AtomicFile.write(out, (head + tuning.rules().toYaml()).getBytes(StandardCharsets.UTF_8));
    PrintWriter print = Output.of(command);
    print.println(tuning.table());
    print.println("Written: " + out);
    print.flush();
    return 0;
  }
}
