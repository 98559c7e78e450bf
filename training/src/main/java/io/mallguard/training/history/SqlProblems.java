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
  private static final Pattern NO_FILE = Pattern.compile("No files found that match.*?\"(.*?)\"");
  private static final Pattern NO_COLUMN =
      Pattern.compile(
          "Referenced column (\".*?\") not found.*?Candidate bindings: (.*?)\\s*LINE (\\d+)",
          Pattern.DOTALL);
  private static final Pattern MACHINE =
      Pattern.compile("^(Out of Memory|Internal|FATAL|INTERRUPT)|No space left|Permission denied");
  private static final String CSV_LEGAL = "a line that fits the columns of the query";

  private SqlProblems() {}

  /**
   * What a failed query means.
   *
   * @param query the query that failed
   * @return for the caller to throw, if the machine failed
   * @throws InvalidInputException if the query or what it reads is at fault
   */
  static IOException explain(ImportQuery query, SQLException failure) {
    String message = WRAPPER.matcher(String.valueOf(failure.getMessage())).replaceFirst("");
    boolean missingFile = NO_FILE.matcher(message).find();
    if (MACHINE.matcher(message).find() || (message.startsWith("IO Error") && !missingFile)) {
      return new IOException(firstLine(message), failure);
    }
    throw InvalidInputException.of(query.source(), problem(query, message));
  }

  private static Problem problem(ImportQuery query, String message) {
    Matcher noFile = NO_FILE.matcher(message);
    if (noFile.find()) {
      return new Problem(noFile.group(1), "missing_file", "nothing", "a file that is there");
    }
    Matcher noColumn = NO_COLUMN.matcher(message);
    if (noColumn.find()) {
      return noColumn(query, noColumn.group(1), noColumn.group(2), noColumn.group(3));
    }
    return ofCsv(query.source(), message);
  }

  /** An empty CSV file is to DuckDB one with a single column that has no name. */
  private static Problem noColumn(ImportQuery query, String name, String there, String line) {
    if (there.equals("\"column0\"")) {
      String legal = "a CSV file whose header has " + name + " and the query's other columns";
      return new Problem(query.data(), "empty_csv", "nothing, or no header", legal);
    }
    String legal = "a column of what is read, such as " + there;
    return new Problem(query.source() + " line " + line, "unknown_column", name, legal);
  }

  private static Problem ofCsv(String source, String message) {
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
