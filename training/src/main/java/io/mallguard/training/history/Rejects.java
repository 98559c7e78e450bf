package io.mallguard.training.history;

import io.mallguard.features.problem.Problems;
import java.sql.SQLException;

/** Lines that {@code read_csv(..., store_rejects = true)} left out of its result, each once. */
final class Rejects {
  private Rejects() {}

  static void collect(Staging staging, Problems problems) throws SQLException {
    String there = "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'reject_errors'";
    if (staging.number(there) == 0) {
      return;
    }
    staging.forEach(
        """
        SELECT file_path, line, any_value(csv_line),
          string_agg(DISTINCT error_message, '; ' ORDER BY error_message)
        FROM reject_errors JOIN reject_scans USING (scan_id, file_id)
        GROUP BY file_path, line ORDER BY file_path, line
        """,
        row ->
            problems.add(
                row.getString(1) + " line " + row.getLong(2),
                "malformed_csv",
                "'" + row.getString(3) + "' (" + row.getString(4) + ")",
                "a line that fits the columns of the query"));
  }
}
