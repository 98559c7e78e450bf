package io.mallguard.notebooks;

import io.mallguard.command.Commands;
import io.mallguard.notebooks.command.InstallCommand;
import io.mallguard.notebooks.command.KernelCommand;
import io.mallguard.notebooks.command.RunCommand;
import io.mallguard.notebooks.run.CellFailedException;
import java.util.Set;
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
    return Commands.run(new Main(), Set.of(CellFailedException.class), args);
  }
}
