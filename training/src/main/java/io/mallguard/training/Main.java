package io.mallguard.training;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.training.command.CommandFailedException;
import io.mallguard.training.command.CommandOptions;
import io.mallguard.training.command.DriftCommand;
import io.mallguard.training.command.EvaluateCommand;
import io.mallguard.training.command.FeaturesCommand;
import io.mallguard.training.command.ImportCommand;
import io.mallguard.training.command.InspectCommand;
import io.mallguard.training.command.RulesCommand;
import io.mallguard.training.command.ScoreCommand;
import io.mallguard.training.command.SendCommand;
import io.mallguard.training.command.SimulateCommand;
import io.mallguard.training.command.SpecCommand;
import io.mallguard.training.command.StopSignal;
import io.mallguard.training.command.TrainCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** Entry point of the data scientist's commands. Exit codes: 0 done, 1 failed, 2 wrong input. */
@Command(
    name = "mallguard",
    description = "Scores events of an online mall for illegal cash-out.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DriftCommand.class,
      EvaluateCommand.class,
      FeaturesCommand.class,
      ImportCommand.class,
      InspectCommand.class,
      RulesCommand.class,
      ScoreCommand.class,
      SendCommand.class,
      SimulateCommand.class,
      SpecCommand.class,
      TrainCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    StopSignal signal = StopSignal.toThisThread();
    int code = run(args);
    signal.ended();
    System.exit(code);
  }

  /** Runs one command in this process. */
  public static int run(String... args) {
    return CommandOptions.of(new Main())
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> answer(failure, commandLine, out(parsed)))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(args);
  }

  private static int answer(Exception failure, CommandLine commandLine, String out) {
    if (System.getenv("MALLGUARD_DEBUG") != null) {
      failure.printStackTrace(commandLine.getErr());
    }
    commandLine.getErr().println(words(failure, out));
    commandLine.getErr().flush();
    return failure instanceof InvalidInputException ? 2 : 1;
  }

  private static String words(Exception failure, String out) {
    if (failure instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
      return "Stopped before it was done";
    }
    if (failure instanceof InvalidInputException || failure instanceof CommandFailedException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof IOException || failure instanceof UncheckedIOException) {
      return "Could not read or write: " + failure.getMessage() + reason(failure) + out;
    }
    return "Unexpected: " + failure + " (MALLGUARD_DEBUG=1 shows where)";
  }

  /** Where the command writes: the JDK does not say which file a full disk has no room for. */
  private static String out(ParseResult parsed) {
    ParseResult command = parsed;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    Object out = command.matchedOptionValue("--out", "");
    return out.equals("") ? "" : " (--out " + out + ")";
  }

  /** What the JDK leaves out of its message. */
  private static String reason(Throwable failure) {
    Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    if (cause instanceof AccessDeniedException) {
      return ": permission denied";
    }
    return cause instanceof NoSuchFileException ? ": no such file or folder" : "";
  }
}
