package io.mallguard.features.schema;

import io.mallguard.features.event.FieldValues;
import io.mallguard.features.problem.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A reference table as comma-separated text (RFC 4180 without line breaks inside values): a line of
 * names, of which the first is the key's, then one line per key. One owner thread.
 */
final class CsvTable {
  private final String file;
  private final List<String> lines;
  private final Problems problems;

  CsvTable(String file, String text, Problems problems) {
    this.file = file;
    this.lines = text.lines().toList();
    this.problems = problems;
  }

  /**
   * Reads it; whatever is wrong becomes a problem.
   *
   * @param rows receives the rows by key
   * @return names of the columns after the key's
   */
  List<String> read(Map<String, List<BigDecimal>> rows) {
    if (lines.size() < 2 || lines.size() > TablesReader.MAX_ROWS + 1) {
      String legal = "a line of names and 1 to " + TablesReader.MAX_ROWS + " rows";
      problems.add(file + ":1:1", "wrong_size", lines.size() + " lines", legal);
      return List.of();
    }
    List<Cell> names = cells(1);
    List<String> columns = names.stream().skip(1).map(Cell::text).toList();
    checkNames(names);
    for (int line = 2; line <= lines.size(); line++) {
      readRow(line, columns.size(), rows);
    }
    return columns;
  }

  private void checkNames(List<Cell> names) {
    for (int i = 1; i < names.size(); i++) {
      String name = names.get(i).text();
      if (!SchemaReader.NAME.matcher(name).matches()) {
        problems.add(place(1, names.get(i)), "not_a_name", name, SchemaReader.LEGAL_NAME);
      }
    }
    long different = names.stream().skip(1).map(Cell::text).distinct().count();
    if (different != names.size() - 1 || different < 1 || different > TablesReader.MAX_COLUMNS) {
      String legal = "a key and 1 to " + TablesReader.MAX_COLUMNS + " different columns";
      problems.add(file + ":1:1", "wrong_size", names.size() + " names", legal);
    }
  }

  private void readRow(int line, int width, Map<String, List<BigDecimal>> rows) {
    List<Cell> cells = cells(line);
    if (cells.size() != width + 1) {
      String legal = "a key and one number per column, " + (width + 1) + " values";
      problems.add(file + ":" + line + ":1", "wrong_size", cells.size() + " values", legal);
      return;
    }
    String key = cells.get(0).text();
    if (!FieldValues.isLegalId(key) || rows.containsKey(key)) {
      problems.add(place(line, cells.get(0)), "wrong_key", key, TablesReader.LEGAL_KEY);
    }
    List<BigDecimal> row = new ArrayList<>();
    for (Cell cell : cells.subList(1, cells.size())) {
      Optional<BigDecimal> number = TablesReader.number(cell.text());
      if (number.isEmpty()) {
        String place = place(line, cell);
        problems.add(place, "not_a_number", cell.text(), TablesReader.LEGAL_NUMBER);
      }
      row.add(number.orElse(BigDecimal.ZERO));
    }
    rows.put(key, row);
  }

  private String place(int line, Cell cell) {
    return file + ":" + line + ":" + cell.column();
  }

  private List<Cell> cells(int line) {
    List<Cell> cells = new ArrayList<>();
    String text = lines.get(line - 1);
    int from = 0;
    while (from <= text.length()) {
      boolean quoted = from < text.length() && text.charAt(from) == '"';
      int end = quoted ? closingQuote(text, from + 1) + 1 : text.indexOf(',', from);
      end = end < 0 ? text.length() : Math.min(end, text.length());
      String raw = text.substring(from, end);
      cells.add(new Cell(from + 1, quoted ? unquoted(raw) : raw));
      if (end < text.length() && text.charAt(end) != ',') {
        problems.add(file + ":" + line + ":" + (end + 1), "not_csv", "", "a comma after a quote");
        return cells;
      }
      from = end + 1;
    }
    return cells;
  }

  /** Position of the quote that ends a value, the end of the line if there is none. */
  private static int closingQuote(String text, int from) {
    int at = text.indexOf('"', from);
    while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == '"') {
      at = text.indexOf('"', at + 2);
    }
    return at < 0 ? text.length() : at;
  }

  private static String unquoted(String raw) {
    int end = raw.length() > 1 && raw.endsWith("\"") ? raw.length() - 1 : raw.length();
    return raw.substring(1, end).replace("\"\"", "\"");
  }

  /** One value and the column of the line it starts at, from 1. */
  private record Cell(int column, String text) {}
}
