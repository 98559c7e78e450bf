package io.mallguard.command;

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
 * Runs command lines as the house has it: everything wrong with the options is told at once, where
 * picocli by itself stops at the first; a failure is told in a line, with where it came from only
 * if the environment has {@code MALLGUARD_DEBUG}. Safe for use by several threads.
 */
public final class Commands {
  private static final int FAILED = 1;
  private static final int WRONG_INPUT = 2;

  private Commands() {}

  /**
   * Runs a command if nothing is wrong with its options.
   *
   * @param main the picocli command that all others are below
   * @param told failures beside {@link CommandFailedException} whose message says all
   * @param args the command line
   * @return the exit code: 0 done, 1 failed, 2 wrong input
   */
  public static int run(Object main, Set<Class<? extends Exception>> told, String... args) {
    CommandLine line = new CommandLine(main);
    collectErrors(line);
    line.setExecutionStrategy(Commands::runIfRight)
        .setExecutionExceptionHandler(
            (failure, of, parsed) -> answer(failure, of, new Failure(told, out(parsed))))
        .setCaseInsensitiveEnumValuesAllowed(true);
    try {
      return line.execute(args);
    } catch (OutOfMemoryError | LinkageError e) {
      // picocli hands on exceptions only; what the command held is free again.
      return answer(e, line, new Failure(told, ""));
    }
  }

  private static int answer(Throwable failure, CommandLine line, Failure words) {
    if (System.getenv("MALLGUARD_DEBUG") != null) {
      failure.printStackTrace(line.getErr());
    }
    line.getErr().println(words.of(failure));
    line.getErr().flush();
    return failure instanceof InvalidInputException ? WRONG_INPUT : FAILED;
  }

  /** Where the command writes: the JDK does not say which file a full disk has no room for. */
  private static String out(ParseResult parsed) {
    Object out = last(parsed).matchedOptionValue("--out", "");
    return out.equals("") ? "" : " (--out " + out + ")";
  }

  /** The command that is meant, below all others that are named. */
  private static ParseResult last(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last;
  }

  private static void collectErrors(CommandLine line) {
    line.getCommandSpec().parser().collectErrors(true);
    line.getSubcommands().values().forEach(Commands::collectErrors);
  }

  private static int runIfRight(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    Problems problems = new Problems();
    parsed.asCommandLineList().stream()
        .flatMap(line -> line.getParseResult().errors().stream())
        .forEach(error -> WrongOption.add(error, problems));
    ParseResult last = last(parsed);
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
