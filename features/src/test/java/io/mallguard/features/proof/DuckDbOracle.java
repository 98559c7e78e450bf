package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Feature;
import io.mallguard.features.proof.World.EventKind;
import io.mallguard.features.proof.World.FieldModel;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** What the rows of a case are by SQL: DuckDB, one connection, one query per column. */
final class DuckDbOracle implements AutoCloseable {
  private final Connection connection;

  DuckDbOracle() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET threads = 1");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /**
   * The rows by event id.
   *
   * @return {@link NaiveOracle#UNSPECIFIED} where the event reads by a look-up, which SQL doesn't
   *     do
   */
  Map<String, double[]> rows(RandomCase randomCase) throws SQLException {
    World world = randomCase.spec().world();
    load(world, randomCase.facts());
    List<String> names = randomCase.spec().rowColumns();
    Map<String, double[]> rows = new HashMap<>();
    for (Fact fact : randomCase.facts()) {
      if (world.type(fact.type()).scored()) {
        rows.put(fact.id(), new double[names.size()]);
      }
    }
    for (Feature feature : randomCase.spec().features()) {
      for (int w = 0; w < feature.windows().size(); w++) {
        int index = names.indexOf(feature.column(w));
        if (index >= 0) {
          SqlText sql = new SqlText(randomCase.spec(), feature, w);
          Map<String, Double> column = query(sql.text());
          for (Fact fact : randomCase.facts()) {
            double[] row = rows.get(fact.id());
            if (row != null) {
              row[index] =
                  sql.isSayable(world.type(fact.type()))
                      ? column.getOrDefault(fact.id(), Double.NaN)
                      : NaiveOracle.UNSPECIFIED;
            }
          }
        }
      }
    }
    return rows;
  }

  private Map<String, Double> query(String sql) throws SQLException {
    Map<String, Double> column = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        column.put(result.getString(1), result.getDouble(2));
      }
    } catch (SQLException e) {
      throw new SQLException(sql, e);
    }
    return column;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void load(World world, List<Fact> facts) throws SQLException {
    Map<String, String> fields = new TreeMap<>();
    for (EventKind type : world.types()) {
      type.fields().forEach(field -> fields.put(field.name(), sqlType(field)));
    }
    List<String> declarations = new ArrayList<>();
    fields.forEach((name, type) -> declarations.add(name + " " + type));
    // A column that every world has.
    if (!fields.containsKey("supersedes")) {
      declarations.add("supersedes VARCHAR");
      declarations.add("subject_id VARCHAR");
      declarations.add("verdict VARCHAR");
    }
    execute(
        "CREATE OR REPLACE TABLE raw (seq BIGINT, event_id VARCHAR, event_type VARCHAR,"
            + " occurred_at BIGINT, observed_at BIGINT, own_id VARCHAR, "
            + String.join(", ", declarations)
            + ")");
    fill(world, facts, declarations);
    execute(SqlText.EVENTS);
    execute(SqlText.LABELS);
  }

  private static String sqlType(FieldModel field) {
    return switch (field.kind()) {
      case "money", "integer" -> "BIGINT";
      case "bool" -> "BOOLEAN";
      default -> "VARCHAR";
    };
  }

  private void fill(World world, List<Fact> facts, List<String> declarations) throws SQLException {
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender("main", "raw")) {
      Timeline log = new Timeline(world, facts);
      for (int i = 0; i < facts.size(); i++) {
        Fact fact = facts.get(i);
        appender.beginRow();
        appender.append((long) i);
        appender.append(fact.id());
        appender.append(fact.type());
        appender.append(fact.occurredAtMillis());
        appender.append(fact.observedAtMillis());
        appender.append(log.ownId(i));
        for (String declaration : declarations) {
          append(appender, fact.data().get(declaration.substring(0, declaration.indexOf(' '))));
        }
        appender.endRow();
      }
    }
  }

  private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
    if (value instanceof Long number) {
      appender.append((long) number);
    } else if (value instanceof Boolean yes) {
      appender.append((boolean) yes);
    } else if (value instanceof String text) {
      appender.append(text);
    } else {
      appender.appendNull();
    }
  }
}
