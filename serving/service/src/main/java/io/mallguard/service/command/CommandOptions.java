package io.mallguard.service.command;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * A command line as the house has it: everything wrong with the options is told at once, where
 * picocli by itself stops at the first. A copy of what the data scientist's commands have: the
 * service knows nothing of their module.
 */
final class CommandOptions {
  private CommandOptions() {}

  /**
   * A command line that runs a command only if nothing is wrong with its options; else its handler
   * of execution exceptions gets an {@link InvalidInputException}.
   */
  static CommandLine of(Object main) {
    CommandLine line = new CommandLine(main);
    collectErrors(line);
    return line.setExecutionStrategy(CommandOptions::runIfRight);
  }

  private static void collectErrors(CommandLine line) {
    line.getCommandSpec().parser().collectErrors(true);
    line.getSubcommands().values().forEach(CommandOptions::collectErrors);
  }

  private static int runIfRight(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    Problems problems = new Problems();
    ParseResult last = parsed;
    last.errors().forEach(error -> WrongOption.add(error, problems));
    while (last.hasSubcommand()) {
      last = last.subcommand();
      last.errors().forEach(error -> WrongOption.add(error, problems));
    }
    try {
      problems.throwIfAny(last.commandSpec().name());
    } catch (InvalidInputException e) {
      throw new ExecutionException(last.commandSpec().commandLine(), "wrong options", e);
    }
    return new RunLast().execute(parsed);
  }
}
