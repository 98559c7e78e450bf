package io.mallguard.training.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A DuckDB database on disk in a folder of its own, where a query's result is kept while it is
 * checked and sorted: memory stays bounded however long history is. One owner thread.
 */
final class Staging implements AutoCloseable {
  private static final String MEMORY_LIMIT = "1GB";

  private final Path dir;
  private final Connection connection;

  private Staging(Path dir, Connection connection) {
    this.dir = dir;
    this.connection = connection;
  }

  /** Opens an empty database in a new folder beside what will be written. */
  static Staging open(Path beside, ZoneId zone) throws IOException, SQLException {
    Path parent = beside.toAbsolutePath().normalize().resolveSibling("");
    Files.createDirectories(parent);
    Path dir = Files.createTempDirectory(parent, "." + beside.getFileName() + ".staging-");
    try {
      Properties properties = new Properties();
      properties.setProperty("jdbc_stream_results", "true");
      Connection connection =
          DriverManager.getConnection("jdbc:duckdb:" + dir.resolve("staging.db"), properties);
      Staging staging = new Staging(dir, connection);
      // Nothing is fetched from a network while data is read.
      staging.execute("SET autoinstall_known_extensions = false");
      staging.execute("SET TimeZone = " + quoted(zone.getId()));
      staging.execute("SET memory_limit = " + quoted(MEMORY_LIMIT));
      staging.execute("SET temp_directory = " + quoted(dir.resolve("spill").toString()));
      return staging;
    } catch (SQLException failure) {
      delete(dir);
      throw failure;
    }
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String name(String column) {
    return '"' + column.replace("\"", "\"\"") + '"';
  }

  /** Names and DuckDB types of a query's columns, in their order, without running it. */
  Map<String, String> columns(String sql) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      ResultSetMetaData meta = statement.getMetaData();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.put(meta.getColumnName(i), meta.getColumnTypeName(i));
      }
    }
    return columns;
  }

  /** Runs a statement and answers how many rows it changed. */
  long execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql) ? 0 : statement.getUpdateCount();
    }
  }

  /** The single number a query answers. */
  long number(String sql) throws SQLException {
    long[] number = {0};
    forEach(sql, row -> number[0] = row.getLong(1));
    return number[0];
  }

  /** Goes through a query's result, which is never in memory as a whole. */
  void forEach(String sql, RowVisitor visitor) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        visitor.visit(rows);
      }
    }
  }

  /** What is done with each row. */
  interface RowVisitor {
    void visit(ResultSet row) throws SQLException;
  }

  @Override
  public void close() throws IOException, SQLException {
    try {
      connection.close();
    } finally {
      delete(dir);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
