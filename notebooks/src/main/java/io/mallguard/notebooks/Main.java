package io.mallguard.notebooks;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.notebooks.command.InstallCommand;
import io.mallguard.notebooks.command.KernelCommand;
import io.mallguard.notebooks.command.RunCommand;
import io.mallguard.notebooks.run.CellFailedException;
import io.mallguard.training.command.CommandOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the notebook commands. Exit codes: 0 done, 1 failed, 2 wrong input. */
@Command(
    name = "notebooks",
    description = "Runs the project's notebooks, or makes them run in your Jupyter.",
    mixinStandardHelpOptions = true,
    subcommands = {RunCommand.class, InstallCommand.class, KernelCommand.class})
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command in this process. */
  public static int run(String... args) {
    return CommandOptions.of(new Main())
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> answer(failure, commandLine))
        .execute(args);
  }

  private static int answer(Exception failure, CommandLine commandLine) {
    if (System.getenv("MALLGUARD_DEBUG") != null) {
      failure.printStackTrace(commandLine.getErr());
    }
    commandLine.getErr().println(words(failure));
    commandLine.getErr().flush();
    return failure instanceof InvalidInputException ? 2 : 1;
  }

  private static String words(Exception failure) {
    if (failure instanceof InvalidInputException || failure instanceof CellFailedException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      return "Could not read or write: " + failure.getMessage();
    }
    return "Unexpected: " + failure + " (MALLGUARD_DEBUG=1 shows where)";
  }
}
