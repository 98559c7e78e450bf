package io.mallguard.training.history;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One DuckDB query whose result is history. Immutable.
 *
 * @param source its name in the places of problems
 * @param data what it reads: the input where there is one, else the query's name
 * @param sql a single query, without a semicolon at its end
 */
record ImportQuery(String source, String data, String sql) {
  private static final String PLACEHOLDER = "${input}";

  /**
   * Reads a query from a file.
   *
   * @param file holds one query
   * @param input what stands for <code>${input}</code> in it
   * @throws InvalidInputException if there is no query, or the placeholder and the input don't go
   *     together
   */
  static ImportQuery read(Path file, Optional<Path> input) throws IOException {
    String source = file.toString();
    String sql = text(file).strip().replaceAll(";\\s*$", "");
    if (sql.isEmpty()) {
      throw refused(source, "empty_query", "nothing", "a DuckDB query");
    }
    boolean wanted = sql.contains(PLACEHOLDER);
    if (wanted && input.isEmpty()) {
      throw refused(source, "missing_input", PLACEHOLDER, "filled in by --input FILE");
    }
    if (!wanted && input.isPresent()) {
      throw refused(
          "--input", "unused_input", "" + input.get(), "left out: the query has no ${input}");
    }
    String data = input.map(Path::toString).orElse(source);
    return new ImportQuery(source, data, sql.replace(PLACEHOLDER, data.replace("'", "''")));
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw refused(file.toString(), "missing_file", "nothing", "a file with a DuckDB query");
    }
    try {
      return Files.readString(file);
    } catch (MalformedInputException notText) {
      throw refused(file.toString(), "not_text", "bytes that are not UTF-8", "UTF-8 text");
    }
  }

  private static InvalidInputException refused(
      String place, String code, String found, String legal) {
    return InvalidInputException.of(place, new Problem(place, code, found, legal));
  }
}
