package io.mallguard.training.history;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what of DuckDB's errors is the user's input and puts it in the house's words. */
final class SqlProblems {
  private static final Pattern WRAPPER =
      Pattern.compile(
          "(?s)^Invalid Input Error: Attempting to execute an unsuccessful.*?\nError: ");
  private static final Pattern CSV_LINE = Pattern.compile("CSV Error on Line: (\\d+)");
  private static final Pattern CSV_ROW = Pattern.compile("Original Line:\\s*(.*)");
  private static final Pattern CSV_FILE = Pattern.compile("\\bfile\\s*=\\s*(\\S+)");
  private static final Pattern SNIFFED_FILE = Pattern.compile("Error when sniffing file \"(.*?)\"");
  private static final Pattern MACHINE =
      Pattern.compile("^(Out of Memory|Internal|FATAL|INTERRUPT)|No space left|Permission denied");
  private static final String CSV_LEGAL = "a line that fits the columns of the query";

  private SqlProblems() {}

  /**
   * What a failed query means.
   *
   * @param source name of the query
   * @return for the caller to throw, if the machine failed
   * @throws InvalidInputException if the query or what it reads is at fault
   */
  static IOException explain(String source, SQLException failure) {
    String message = WRAPPER.matcher(String.valueOf(failure.getMessage())).replaceFirst("");
    boolean missingFile = message.contains("No files found");
    if (MACHINE.matcher(message).find() || (message.startsWith("IO Error") && !missingFile)) {
      return new IOException(firstLine(message), failure);
    }
    throw InvalidInputException.of(source, problem(source, message));
  }

  private static Problem problem(String source, String message) {
    Matcher line = CSV_LINE.matcher(message);
    if (line.find()) {
      String place = group(CSV_FILE, message, source) + " line " + line.group(1);
      String found = "'" + group(CSV_ROW, message, "").strip() + "' (" + why(message) + ")";
      return new Problem(place, "malformed_csv", found, CSV_LEGAL);
    }
    Matcher sniffed = SNIFFED_FILE.matcher(message);
    if (sniffed.find()) {
      String found = "lines that don't agree on their columns";
      String legal =
          "a CSV file whose lines fit the columns of the query; to see the lines, say"
              + " store_rejects = true in read_csv";
      return new Problem(sniffed.group(1), "malformed_csv", found, legal);
    }
    return new Problem(source, "sql", message.strip().replace("\n", "\n    "), "a DuckDB query");
  }

  /** DuckDB says what is wrong after the line it quotes. */
  private static String why(String message) {
    return message
        .lines()
        .map(String::strip)
        .dropWhile(line -> !line.startsWith("Original Line:"))
        .skip(1)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("malformed");
  }

  private static String group(Pattern pattern, String message, String otherwise) {
    Matcher matcher = pattern.matcher(message);
    return matcher.find() ? matcher.group(1) : otherwise;
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse(message);
  }
}
