package io.mallguard.features.schema;

import io.mallguard.features.Digests;
import io.mallguard.features.event.FieldValues;
import io.mallguard.features.event.Limits;
import io.mallguard.features.event.ReferenceTable;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.yaml.Quoted;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the reference tables of a schema: {@code {columns: [lat, lon], rows: {SHA: [31.2, 121.5]}}}
 * or {@code {file: cities.csv}}, whose first line names the columns after the key's.
 */
final class TablesReader {
  static final int MAX_ROWS = 20_000;
  static final int MAX_COLUMNS = 16;
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");
  static final String LEGAL_NUMBER =
      "a decimal number of at most 15 digits before and after the point";
  static final String LEGAL_KEY =
      "a key of 1 to " + Limits.MAX_ID_CHARS + " characters that stands only once";

  private final TableFiles files;
  private final SchemaTexts texts;

  TablesReader(TableFiles files, SchemaTexts texts) {
    this.files = files;
    this.texts = texts;
  }

  /** The tables in order of their names. */
  List<ReferenceTable> readAll(YamlMap map) {
    Map<String, ReferenceTable> tables = new TreeMap<>();
    for (String name : map.keys()) {
      SchemaReader.name(map.key(name), name);
      map.get(name)
          .flatMap(YamlNode::map)
          .flatMap(body -> read(name, body))
          .ifPresent(table -> tables.put(name, table));
    }
    return List.copyOf(tables.values());
  }

  private Optional<ReferenceTable> read(String name, YamlMap body) {
    TreeMap<String, List<BigDecimal>> rows = new TreeMap<>();
    Optional<YamlNode> file = body.get("file");
    List<String> columns = file.isPresent() ? fromFile(file.get(), rows) : columns(body);
    if (file.isEmpty()) {
      int width = body.get("columns").map(node -> node.list().size()).orElse(columns.size());
      body.require("rows").ifPresent(node -> fromRows(node, width, rows));
    }
    body.refuseOthers();
    boolean whole = rows.values().stream().allMatch(row -> row.size() == columns.size());
    return columns.isEmpty() || rows.isEmpty() || !whole
        ? Optional.empty()
        : Optional.of(table(name, columns, rows));
  }

  private ReferenceTable table(
      String name, List<String> columns, SortedMap<String, List<BigDecimal>> rows) {
    StringBuilder content = new StringBuilder();
    content.append("    columns: [").append(String.join(", ", columns)).append("]\n    rows:\n");
    double[][] values = new double[rows.size()][];
    int next = 0;
    for (Map.Entry<String, List<BigDecimal>> row : rows.entrySet()) {
      List<String> cells = row.getValue().stream().map(BigDecimal::toPlainString).toList();
      String line = Quoted.of(row.getKey()) + ": [" + String.join(", ", cells) + "]";
      content.append("      ").append(line).append('\n');
      values[next++] = cells.stream().mapToDouble(Double::parseDouble).toArray();
    }
    texts.tables().put(name, content.toString());
    String sha256 = Digests.sha256Hex(content.toString());
    return new ReferenceTable(name, columns, rows.keySet().toArray(new String[0]), values, sha256);
  }

  private static List<String> columns(YamlMap body) {
    Set<String> names = new LinkedHashSet<>();
    for (YamlNode node : body.require("columns").map(YamlNode::list).orElse(List.of())) {
      Optional<String> column = SchemaReader.name(node);
      if (column.isPresent() && (!names.add(column.get()) || names.size() > MAX_COLUMNS)) {
        node.refuse("duplicate_name", "one of at most " + MAX_COLUMNS + " different columns");
      }
    }
    return List.copyOf(names);
  }

  private static void fromRows(YamlNode rowsNode, int width, Map<String, List<BigDecimal>> rows) {
    Optional<YamlMap> map = rowsNode.map();
    List<String> keys = map.map(YamlMap::keys).orElse(List.of());
    if (map.isPresent() && (keys.isEmpty() || keys.size() > MAX_ROWS)) {
      rowsNode.refuse("wrong_size", "1 to " + MAX_ROWS + " rows");
    }
    for (String key : keys) {
      if (!FieldValues.isLegalId(key)) {
        map.orElseThrow().key(key).refuse("wrong_key", LEGAL_KEY);
      }
      rows.put(key, cells(map.orElseThrow().get(key).orElseThrow(), width));
    }
  }

  private static List<BigDecimal> cells(YamlNode row, int width) {
    List<BigDecimal> cells = new ArrayList<>();
    for (YamlNode cell : row.list()) {
      Optional<BigDecimal> number = cell.text().flatMap(TablesReader::number);
      if (number.isEmpty()) {
        cell.refuse("not_a_number", LEGAL_NUMBER);
      }
      number.ifPresent(cells::add);
    }
    if (row.list().size() != width) {
      row.refuse("wrong_size", "one number per column, " + width);
    }
    return cells;
  }

  private List<String> fromFile(YamlNode node, Map<String, List<BigDecimal>> rows) {
    String name = node.text().orElse("");
    if (!FILE_NAME.matcher(name).matches()) {
      node.refuse("not_a_file_name", "the name of a CSV file beside the schema, without a folder");
      return List.of();
    }
    try {
      return new CsvTable(name, files.text(name), node.problems()).read(rows);
    } catch (InvalidInputException unreadable) {
      Problem first = unreadable.problems().get(0);
      node.refuse(first.code(), first.legal());
      return List.of();
    }
  }

  static InvalidInputException refused(String name, String code, String legal) {
    return InvalidInputException.of(name, new Problem(name, code, name, legal));
  }

  /** A cell, if it is a number. */
  static Optional<BigDecimal> number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text);
    // Zero keeps its scale otherwise: 0.00 is 0.
    return Optional.of(number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros());
  }
}
