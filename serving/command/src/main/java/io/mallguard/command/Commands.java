package io.mallguard.training.command;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * A command line as the house has it: everything wrong with the options is told at once, where
 * picocli by itself stops at the first. The service's commands, which know nothing of this module,
 * have a copy.
 */
public final class CommandOptions {
  private CommandOptions() {}

  /**
   * A command line that runs a command only if nothing is wrong with its options; else its handler
   * of execution exceptions gets an {@link InvalidInputException}.
   */
  public static CommandLine of(Object main) {
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
    if (last.commandSpec().userObject() instanceof CheckedOptions own) {
      own.check(given(last), problems);
    }
    try {
      problems.throwIfAny(last.commandSpec().name());
    } catch (InvalidInputException e) {
      throw new ExecutionException(last.commandSpec().commandLine(), "wrong options", e);
    }
    return new RunLast().execute(parsed);
  }

  /** Names of the options that were given, also with a wrong value. */
  private static Set<String> given(ParseResult parsed) {
    Set<String> names = new LinkedHashSet<>();
    Stream.concat(
            parsed.matchedOptions().stream(),
            parsed.errors().stream()
                .map(error -> ((ParameterException) error).getArgSpec())
                .filter(OptionSpec.class::isInstance)
                .map(OptionSpec.class::cast))
        .forEach(option -> names.add(option.longestName()));
    return names;
  }
}
