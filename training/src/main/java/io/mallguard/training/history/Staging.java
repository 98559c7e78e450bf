package io.mallguard.training.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB database on disk, where a query's result is kept while it is checked and sorted: memory
 * stays bounded however long history is. A process that is told to stop stops the query that runs.
 * One owner thread.
 */
final class Staging implements AutoCloseable {
  private static final String MEMORY_LIMIT = "1GB";
  private static final long CANCEL_EVERY_MILLIS = 100;
  private static final int CANCELS = 300;

  private final Connection connection;
  private final Thread stop = new Thread(this::cancel, "mallguard-stop-query");
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Statement running;

  private Staging(Connection connection) {
    this.connection = connection;
  }

  /** Opens an empty database in an empty folder, which is not cleared afterwards. */
  static Staging open(Path dir, ZoneId zone) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    String url = "jdbc:duckdb:" + dir.resolve("staging.db");
    Staging staging = new Staging(DriverManager.getConnection(url, properties));
    Runtime.getRuntime().addShutdownHook(staging.stop);
    try {
      // Nothing is fetched from a network while data is read.
      staging.execute("SET autoinstall_known_extensions = false");
      staging.execute("SET TimeZone = " + quoted(zone.getId()));
      staging.execute("SET memory_limit = " + quoted(MEMORY_LIMIT));
      staging.execute("SET temp_directory = " + quoted(dir.resolve("spill").toString()));
      return staging;
    } catch (SQLException failure) {
      staging.close();
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
      running = statement;
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
    try (Statement statement = connection.createStatement()) {
      running = statement;
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          visitor.visit(rows);
        }
      }
    }
  }

  /** What is done with each row. */
  interface RowVisitor {
    void visit(ResultSet row) throws SQLException;
  }

  /** Again and again for a while, since a query may just be about to run. */
  private void cancel() {
    try {
      int again = CANCELS;
      do {
        cancelRunning();
      } while (!closed.await(CANCEL_EVERY_MILLIS, TimeUnit.MILLISECONDS) && --again > 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void cancelRunning() {
    Statement statement = running;
    try {
      if (statement != null) {
        statement.cancel();
      }
    } catch (SQLException over) {
      // There is nothing to cancel any more.
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException stopping) {
      // The process stops; the hook runs.
    }
    connection.close();
    closed.countDown();
  }
}
