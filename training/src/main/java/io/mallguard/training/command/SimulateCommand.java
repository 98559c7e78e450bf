package io.mallguard.training.command;

import io.mallguard.command.CheckedOptions;
import io.mallguard.features.problem.Problems;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.simulator.CardSimulator;
import io.mallguard.training.simulator.SimulationPlan;
import io.mallguard.training.simulator.mall.MallSimulator;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: an online mall, or a small world of card transactions. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {CheckCommand.class, CalibrateCommand.class},
    description = {
      "Makes events of a world with labelled fraud; the same options give the same bytes.",
      "With --size an online mall: DIR/events for the pipeline, DIR/truth for evaluation only.",
      "Without, card transactions from 2026-01-01, in DIR itself."
    })
public final class SimulateCommand implements Callable<Integer>, CheckedOptions {
  private static final int DAYS = 120;
  private static final int CUSTOMERS = 1000;
  private static final int TERMINALS = 2000;
  private static final List<String> MALL_ONLY = List.of("--size", "--level", "--no-measures");
  private static final List<String> CARDS_ONLY = List.of("--days", "--customers", "--terminals");

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = {
        "The mall's size: XS (2,000 buyers, 45 days, 0.1 million events),",
        "S (20,000, 61 days, 1.3 million), M (200,000, 244 days, 50 million)",
        "or L (1,000,000, 365 days)."
      })
  private @Nullable MallSize size;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "How hard the mall's fraud is to find: easy, default or hard.")
  private @Nullable Level level;

  @Option(
      names = "--no-measures",
      description = "The mall does nothing against fraud: rings do all they plan.")
  private boolean withoutMeasures;

  @Option(names = "--schema", paramLabel = "NAME", description = "mall or cards; else by --size.")
  private @Nullable String schema;

  @Option(names = "--days", paramLabel = "N", description = "Cards: days, else " + DAYS + ".")
  private @Nullable Integer days;

  @Option(
      names = "--customers",
      paramLabel = "N",
      description = "Cards: customers, else " + CUSTOMERS + ".")
  private @Nullable Integer customers;

  @Option(
      names = "--terminals",
      paramLabel = "N",
      description = "Cards: terminals, else " + TERMINALS + ".")
  private @Nullable Integer terminals;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all chance; default: ${DEFAULT-VALUE}.")
  private long seed;

  /* Not required by picocli, which would require it of the subcommands too. */
  @Option(names = "--out", paramLabel = "DIR", description = "Where to write; required.")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec command;

  /** For picocli. */
  public SimulateCommand() {}

  @Override
  public Integer call() throws IOException {
    Path dir = Objects.requireNonNull(out, "checked");
    if (isMall(size != null)) {
      mall(dir);
    } else {
      cards(dir);
    }
    return 0;
  }

  private boolean isMall(boolean sized) {
    return schema == null ? sized : schema.equals("mall");
  }

  /** Every option belongs to one of the two worlds. */
  @Override
  public void check(Set<String> given, Problems problems) {
    if (schema != null && !schema.equals("cards") && !schema.equals("mall")) {
      problems.add("--schema", "unknown_schema", schema, "mall or cards");
    } else if (isMall(given.contains("--size"))) {
      refuse(CARDS_ONLY, "cards", given, problems);
    } else {
      refuse(MALL_ONLY, "the mall", given, problems);
    }
    if (!given.contains("--out")) {
      problems.add("--out", "missing_option", "nothing", "a folder that is not there yet");
    }
  }

  private static void refuse(
      List<String> options, String world, Set<String> given, Problems problems) {
    options.stream()
        .filter(given::contains)
        .forEach(
            option ->
                problems.add(
                    option, "wrong_world", "given", "left out: it is an option of " + world));
  }

  private void mall(Path dir) throws IOException {
    MallPlan plan =
        new MallPlan(
            size == null ? MallSize.S : size,
            level == null ? Level.DEFAULT : level,
            seed,
            !withoutMeasures);
    MallSimulator simulator = new MallSimulator(plan);
    simulator.writeTo(dir.resolve("events"), dir.resolve("truth"), Progress.on(System.err));
    simulator.report().forEach(line -> terminal().println(line));
    terminal().printf(Locale.ROOT, "Written: %s%n", dir);
  }

  private void cards(Path dir) throws IOException {
    int people = customers == null ? CUSTOMERS : customers;
    CardSimulator simulator =
        new CardSimulator(
            new SimulationPlan(
                days == null ? DAYS : days,
                people,
                terminals == null ? TERMINALS : terminals,
                seed));
    simulator.writeTo(dir, Progress.on(System.err));
    terminal()
        .printf(
            Locale.ROOT,
            "%,d transactions of %,d customers, %,d of them fraud%nWritten: %s%n",
            simulator.payments(),
            people,
            simulator.fraudulent(),
            dir);
  }

  private PrintWriter terminal() {
    return Objects.requireNonNull(command).commandLine().getOut();
  }
}
