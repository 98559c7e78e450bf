package io.mallguard.training.bench;

import io.mallguard.features.parquet.RowFolder;
import io.mallguard.features.parquet.RowReader;
import io.mallguard.features.spec.Feature;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Holds a rows folder against DuckDB's rows of the same events, bit by bit. */
final class Same {
  private Same() {}

  /**
   * Compares every row whose sequence is a multiple of 16.
   *
   * @return how many values were compared
   */
  static long check(Path rows, Path duckDb) throws IOException, SQLException {
    RowFolder folder = RowFolder.open(rows);
    List<String> names = folder.spec().features().stream().map(Feature::name).toList();
    String columns = String.join(", ", names);
    long compared = 0;
    long different = 0;
    double[] row = new double[names.size()];
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet theirs =
            statement.executeQuery(
                "SELECT sequence, %s FROM read_parquet('%s') WHERE sequence %% 16 = 0 ORDER BY sequence"
                    .formatted(columns, duckDb));
        RowReader ours = folder.read()) {
      while (theirs.next()) {
        while (ours.advance() && ours.sequence() < theirs.getLong(1)) {
          // Not in the sample.
        }
        ours.row(row);
        for (int i = 0; i < row.length; i++) {
          double value = theirs.getDouble(i + 2);
          value = theirs.wasNull() ? Double.NaN : value;
          compared++;
          different += Double.doubleToLongBits(value) == Double.doubleToLongBits(row[i]) ? 0 : 1;
        }
      }
    }
    System.out.println("RESULT same compared=" + compared + " different=" + different);
    return compared;
  }
}
