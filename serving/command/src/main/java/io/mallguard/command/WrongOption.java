package io.mallguard.command;

import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli found wrong with an option, in the words of a problem. */
final class WrongOption {
  private static final String SHOWN = "as --help shows it";
  private static final Map<Class<?>, String> LEGAL =
      Map.of(
          LocalDate.class, "a day as YYYY-MM-DD",
          URI.class, "an address such as http://127.0.0.1:8080",
          int.class, "a whole number",
          Integer.class, "a whole number",
          long.class, "a whole number",
          double.class, "a number",
          boolean.class, "given without a value");

  private WrongOption() {}

  /** Adds an error that picocli collected. */
  static void add(Exception error, Problems problems) {
    if (error instanceof UnmatchedArgumentException unknown) {
      addUnknown(unknown, problems);
    } else if (error instanceof MissingParameterException missing
        && missing.getMissing().stream().noneMatch(option -> option.group() != null)) {
      missing.getMissing().forEach(option -> addMissing(option, problems));
    } else if (error instanceof ParameterException wrong && wrong.getArgSpec() != null) {
      ArgSpec option = wrong.getArgSpec();
      String found = "'" + wrong.getValue() + "'";
      problems.add(name(option), "wrong_value", found, legal(option, SHOWN));
    } else {
      String found = String.valueOf(error.getMessage()).replaceFirst("^Error: ", "");
      problems.add("options", "wrong_options", found, SHOWN);
    }
  }

  /** Picocli names all that are missing together, and that twice. */
  private static void addMissing(ArgSpec option, Problems problems) {
    Problem missing =
        new Problem(name(option), "missing_option", "nothing", legal(option, "given"));
    if (!problems.list().contains(missing)) {
      problems.add(missing);
    }
  }

  private static void addUnknown(UnmatchedArgumentException unknown, Problems problems) {
    String like = String.join(" or ", unknown.getSuggestions());
    for (String argument : unknown.getUnmatched()) {
      String legal = like.isEmpty() ? SHOWN : like;
      problems.add("options", "unknown_option", "'" + argument + "'", legal);
    }
  }

  private static String name(ArgSpec option) {
    return option instanceof OptionSpec named ? named.longestName() : option.paramLabel();
  }

  private static String legal(ArgSpec option, String otherwise) {
    Class<?> type = option.type();
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(String::valueOf)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return LEGAL.getOrDefault(type, otherwise);
  }
}
