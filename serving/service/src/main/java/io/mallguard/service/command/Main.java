package io.mallguard.service.command;

import io.mallguard.command.Commands;
import io.mallguard.service.http.PortInUseException;
import io.mallguard.service.log.LogUnavailableException;
import java.util.Set;
import picocli.CommandLine.Command;

/** Entry point of the operator's commands. Exit codes: 0 done, 1 failed, 2 wrong input. */
@Command(
    name = "mallguard",
    description = "Scores events of an online mall for illegal cash-out.",
    mixinStandardHelpOptions = true,
    subcommands = {ServeCommand.class, LogCommand.class, ReplayCommand.class})
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command in this process. */
  public static int run(String... args) {
    return Commands.run(
        new Main(), Set.of(LogUnavailableException.class, PortInUseException.class), args);
  }
}
