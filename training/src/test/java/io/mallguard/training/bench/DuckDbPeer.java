package io.mallguard.training.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** DuckDB doing the benchmark's work, in a process of its own. */
final class DuckDbPeer {
  private final Path events;
  private final BenchSql sql;
  private final int threads;

  DuckDbPeer(Path events, BenchSql sql, int threads) {
    this.events = events;
    this.sql = sql;
    this.threads = threads;
  }

  /** All rows into a table in memory; how many. */
  long toMemory() throws SQLException {
    return run("CREATE TABLE r AS " + sql.rows("events"), "SELECT count(*) FROM r");
  }

  /** All rows into a Parquet file; how many. */
  long toParquet(Path file) throws SQLException, IOException {
    Files.deleteIfExists(file);
    return run(
        "COPY (" + sql.rows("events") + ") TO '" + file + "' (FORMAT parquet, COMPRESSION zstd)",
        "SELECT count(*) FROM read_parquet('" + file + "')");
  }

  private long run(String work, String count) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = " + threads);
      statement.execute("SET preserve_insertion_order = false");
      statement.execute("SET temp_directory = '" + events.resolveSibling("duckdb-temp") + "'");
      statement.execute("CREATE TABLE events AS " + sql.events(events));
      statement.execute(work);
      try (ResultSet result = statement.executeQuery(count)) {
        result.next();
        return result.getLong(1);
      }
    }
  }
}
