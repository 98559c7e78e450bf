package io.mallguard.training.command;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.simulator.CardSimulator;
import io.mallguard.training.simulator.SimulationPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: labelled card transactions from a small built-in world. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = "Makes labelled card transactions from 2026-01-01; same seed, same bytes.")
public final class SimulateCommand implements Callable<Integer> {
  @Option(names = "--schema", paramLabel = "NAME", description = "Only cards so far.")
  private String schema = "cards";

  @Option(names = "--days", paramLabel = "N", description = "Days to simulate.")
  private int days = 120;

  @Option(names = "--customers", paramLabel = "N", description = "Customers.")
  private int customers = 1000;

  @Option(names = "--terminals", paramLabel = "N", description = "Terminals.")
  private int terminals = 2000;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all chance.")
  private long seed = 1;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "The events folder.")
  private Path out = Path.of("");

  @Spec private @Nullable CommandSpec command;

  /** For picocli. */
  public SimulateCommand() {}

  @Override
  public Integer call() throws IOException {
    if (!schema.equals("cards")) {
      throw InvalidInputException.of(
          "--schema", new Problem("--schema", "unknown_schema", schema, "cards"));
    }
    CardSimulator simulator =
        new CardSimulator(new SimulationPlan(days, customers, terminals, seed));
    simulator.writeTo(out, Progress.on(System.err));
    Objects.requireNonNull(command)
        .commandLine()
        .getOut()
        .printf(
            java.util.Locale.ROOT,
            "%,d transactions of %,d customers, %,d of them fraud%nWritten: %s%n",
            simulator.payments(),
            customers,
            simulator.fraudulent(),
            out);
    return 0;
  }
}
