package io.mallguard.training;

import io.mallguard.command.Commands;
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
import java.util.Set;
import picocli.CommandLine.Command;

/**
 * Entry point of the data scientist's commands. Exit codes: 0 done, 1 failed, 2 wrong input; 128
 * and the signal's number if it was told to stop.
 */
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
    if (signal.ended()) {
      System.exit(code);
    }
  }

  /** Runs one command in this process. */
  public static int run(String... args) {
    return Commands.run(new Main(), Set.of(), args);
  }
}
