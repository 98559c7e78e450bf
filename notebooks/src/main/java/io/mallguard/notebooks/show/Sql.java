package io.mallguard.notebooks.show;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB in memory, for questions to Parquet files. One thread, UTC, no extensions from the
 * network: the same query gives the same rows. One owner thread.
 */
public final class Sql implements AutoCloseable {
  private final Connection connection;

  private Sql(Connection connection) {
    this.connection = connection;
  }

  /** Opens an empty database. */
  public static Sql open() throws SQLException {
    Sql sql = new Sql(DriverManager.getConnection("jdbc:duckdb:"));
    sql.run("SET threads = 1");
    sql.run("SET autoinstall_known_extensions = false");
    return sql;
  }

  /**
   * Gives Parquet files a name in queries.
   *
   * @param parquet a file, or a folder whose Parquet files together are the view
   */
  public void view(String name, Path parquet) throws SQLException {
    boolean single = parquet.toString().endsWith(".parquet");
    Path files = single ? parquet : parquet.resolve("*.parquet");
    String from = files.toString().replace("'", "''");
    run("CREATE OR REPLACE VIEW \"" + name + "\" AS FROM read_parquet('" + from + "')");
  }

  /**
   * Gives the rows of a rows folder a name in queries.
   *
   * @param folder a rows folder: the files in it have the same rows
   */
  public void rows(String name, Path folder) throws IOException, SQLException {
    StringBuilder from = new StringBuilder();
    int part = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList()) {
        String table = "read_parquet('" + file.toString().replace("'", "''") + "') p" + part++;
        from.append(from.isEmpty() ? table : " JOIN " + table + " USING (sequence)");
      }
    }
    run("CREATE OR REPLACE VIEW \"" + name + "\" AS FROM " + from);
  }

  /** Runs a statement that gives no rows, such as {@code CREATE VIEW}. */
  public void run(String statement) throws SQLException {
    try (Statement running = connection.createStatement()) {
      running.execute(statement);
    }
  }

  /** Runs a query and keeps its rows in memory. */
  public Table table(String query) throws SQLException {
    try (Statement running = connection.createStatement();
        ResultSet result = running.executeQuery(query)) {
      ResultSetMetaData shape = result.getMetaData();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= shape.getColumnCount(); i++) {
        columns.add(shape.getColumnLabel(i));
      }
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row(result, columns.size()));
      }
      return new Table(columns, rows);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static List<@Nullable Object> row(ResultSet result, int columns) throws SQLException {
    List<@Nullable Object> row = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      row.add(result.getObject(i));
    }
    return row;
  }
}
