package io.mallguard.training.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.SharedFolder;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Import and fold of 1.37 million card transactions against the features published with them. The
 * rows are read back by DuckDB, so it proves as well that others can read a rows folder.
 */
@Tag("slow")
class HandbookGoldenTest {
  private static final double TOLERANCE = 1e-7; // the golden file has 10 digits
  private static final int GOLDEN_ROWS = 201_295;

  @Test
  void everyGoldenRowIsReproducedButTheTwoInOtherOrder(@TempDir Path temp)
      throws IOException, SQLException, URISyntaxException {
    Path input = SharedFolder.file("data/fdh/fdh_transactions_2018-04-01_2018-08-21.csv.gz");
    Path golden = SharedFolder.file("data/fdh/fdh_features_2018-07-25_2018-08-14.csv.gz");
    EventSchema schema = Schemas.builtIn("cards");
    FeatureSpec spec = SpecReader.parse(Schemas.specText("cards"), "cards", schema);

    HistoryImport.of(query(), Optional.of(input), schema, Progress.silent())
        .into(temp.resolve("events"));
    RowExtraction.of(EventFolder.open(temp.resolve("events")), spec, Progress.silent())
        .toFolder(temp.resolve("rows"), "fraud", Long.MAX_VALUE);

    List<String> different = new ArrayList<>();
    assertThat(compare(temp.resolve("rows"), golden, different)).isEqualTo(GOLDEN_ROWS);
    assertThat(different).containsExactlyInAnyOrder("1240489", "1240490");
  }

  private static Path query() throws URISyntaxException {
    URL sql = HandbookGoldenTest.class.getResource("fdh.sql");
    assertThat(sql).isNotNull();
    return Path.of(java.util.Objects.requireNonNull(sql).toURI());
  }

  private static long compare(Path rows, Path golden, List<String> different) throws SQLException {
    String same = String.join(" AND ", conditions());
    String sql =
        "SELECT event_id, (%s) IS TRUE FROM %s JOIN read_csv('%s') g ON event_id = CAST(g.TRANSACTION_ID AS VARCHAR)"
            .formatted(same, joined(rows), golden);
    long count = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        count++;
        if (!result.getBoolean(2)) {
          different.add(result.getString(1));
        }
      }
    }
    return count;
  }

  /** The files of a rows folder lie beside each other row by row. */
  private static String joined(Path rows) {
    return "read_parquet('%1$s/events.parquet') e JOIN read_parquet('%1$s/family-00-1.parquet') a USING (sequence) JOIN read_parquet('%1$s/family-01-1.parquet') b USING (sequence)"
        .formatted(rows);
  }

  private static List<String> conditions() {
    Map<String, String> exact = new LinkedHashMap<>();
    Map<String, String> close = new LinkedHashMap<>();
    exact.put("weekend", "g.TX_DURING_WEEKEND");
    exact.put("night", "g.TX_DURING_NIGHT");
    exact.put("CAST(label AS INTEGER)", "g.TX_FRAUD");
    close.put("amount_minor / 100", "g.TX_AMOUNT");
    for (int days : new int[] {1, 7, 30}) {
      String window = "_" + days + "DAY_WINDOW";
      exact.put("customer_count_" + days + "d", "g.CUSTOMER_ID_NB_TX" + window);
      exact.put("terminal_count_" + days + "d", "g.TERMINAL_ID_NB_TX" + window);
      close.put("customer_amount_mean_" + days + "d / 100", "g.CUSTOMER_ID_AVG_AMOUNT" + window);
      close.put("terminal_risk_" + days + "d", "g.TERMINAL_ID_RISK" + window);
    }
    List<String> conditions = new ArrayList<>();
    exact.forEach((ours, theirs) -> conditions.add(ours + " = " + theirs));
    close.forEach(
        (ours, theirs) -> conditions.add("abs(%s - %s) <= %s".formatted(ours, theirs, TOLERANCE)));
    return conditions;
  }
}
