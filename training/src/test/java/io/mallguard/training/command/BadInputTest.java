package io.mallguard.training.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.parquet.EventFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of bad input to import and features, as commands: exit code 2, a line with place,
 * found and legal, no stack trace, and the folder that was there before untouched.
 */
class BadInputTest {
  private static final String HEADER = "id,customer,terminal,cents,moment,fraud\n";
  private static final String GOOD = "t1,c1,x1,250,2018-04-01T00:00:31,0\n";
  private static final String QUERY =
      """
      SELECT id AS transaction_id, customer AS customer_id, terminal AS terminal_id,
        cents AS amount_minor, moment AS occurred_at, fraud
      FROM read_csv('${input}', header = true, all_varchar = true, store_rejects = true)
      """;
  private static final String TYPED =
      """
      SELECT * FROM (VALUES
        ('t1', 'transaction', 't1', 'c1', 'x1', 250, NULL, NULL, '2018-04-01T00:00:31'),
        ('l1', 'label', NULL, NULL, NULL, NULL, '%s', 'fraud', '2018-04-08T00:00:31')
      ) AS t(event_id, event_type, transaction_id, customer_id, terminal_id, amount_minor,
             subject_id, verdict, occurred_at)
      """;

  private final Path temp;
  private final Path csv;
  private final Path sql;
  private final Path events;
  private String digest = "";

  BadInputTest(@TempDir Path temp) {
    this.temp = temp;
    this.csv = temp.resolve("input.csv");
    this.sql = temp.resolve("query.sql");
    this.events = temp.resolve("events");
  }

  @BeforeEach
  void importGood() throws IOException {
    Files.writeString(sql, QUERY);
    Files.writeString(csv, HEADER + GOOD);
    Said said = overwrite();
    assertThat(said.exitCode()).as(said.text()).isZero();
    digest = EventFolder.open(events).digest();
  }

  @Test
  void malformedRows() throws IOException {
    Files.writeString(csv, HEADER + GOOD + "t2,c1\n" + GOOD + "t3,c1,x1,1,2018-04-01,0,more\n");
    assertRefused(overwrite(), csv + " line 3: found 't2,c1' (", "[malformed_csv]");
    assertRefused(overwrite(), csv + " line 5: found 't3,", "must be a line that fits");
    assertThat(overwrite().text().lines().filter(line -> line.contains("malformed"))).hasSize(2);
  }

  @Test
  void aCsvWithoutAHeaderNamesEachRejectedLineOnce() throws IOException {
    Files.writeString(csv, "id,customer,cents\n1,2,3\n");
    Files.writeString(
        sql,
        """
        SELECT id AS transaction_id, customer AS customer_id, 'x' AS terminal_id,
          cents AS amount_minor, '2018-04-01' AS occurred_at
        FROM read_csv('${input}', header = false, store_rejects = true,
          columns = {'id': 'BIGINT', 'customer': 'BIGINT', 'cents': 'BIGINT'})
        """);
    Said said = overwrite();
    assertRefused(said, csv + " line 1: found 'id,customer,cents' (", "\"id\"", "\"cents\"");
    assertThat(said.text()).contains("1 problem\n");
  }

  @Test
  void unknownColumns() throws IOException {
    Files.writeString(sql, QUERY.replace("fraud\n", "fraud, 1 AS colour\n"));
    assertRefused(overwrite(), "column colour: found colour, must be one of", "[unknown_column]");
    Files.writeString(sql, QUERY.replace("cents AS", "pence AS"));
    assertRefused(
        overwrite(), sql + " line 2: found \"pence\", must be a column", "\"cents\"", "column]");
  }

  @Test
  void timesThatDontParse() throws IOException {
    Files.writeString(csv, HEADER + GOOD.replace("2018-04-01T00:00:31", "yesterday"));
    assertRefused(
        overwrite(), "row 1 column occurred_at: found yesterday, must be a timestamp", "_time]");
  }

  @Test
  void duplicateIds() throws IOException {
    Files.writeString(csv, HEADER + GOOD + GOOD.replace("250", "251"));
    assertRefused(
        overwrite(),
        "row 2 column event_id: found t1 with other content than row 1, must be an id",
        "[duplicate_id]");
    String twice =
        TYPED
            .formatted("t1")
            .replace(
                "(VALUES",
                "(VALUES\n('t0', 'transaction', 't1',"
                    + " 'c1', 'x1', 250, NULL, NULL, '2018-04-01T00:00:30'),");
    assertRefused(
        overwriteBy(twice),
        "row 2 column transaction_id: found t1, which names row 1 too, must be an id",
        "[duplicate_id]");
  }

  @Test
  void negativeAmounts() throws IOException {
    Files.writeString(csv, HEADER + GOOD.replace("250", "-5"));
    assertRefused(
        overwrite(), "row 1 column amount_minor: found -5, must be", "from 0 to", "_value]");
  }

  @Test
  void emptyAndMissingFiles() throws IOException {
    for (String empty : List.of("", "\n\n")) {
      Files.writeString(csv, empty);
      assertRefused(
          overwrite(), csv + ": found nothing, or no header, must be a CSV file", "[empty_csv]");
    }
    Files.writeString(csv, HEADER);
    assertRefused(overwrite(), csv + ": found no rows, must be", "[empty_result]");
    Files.delete(csv);
    assertRefused(overwrite(), csv + ": found nothing, must be a file that is there", "_file]");
    Files.writeString(sql, "");
    assertRefused(overwrite(), sql + ": found nothing, must be a DuckDB query", "[empty_query]");
    assertRefused(
        Said.by("import", "--sql=" + sql, "--schema=" + csv, "--out=" + events),
        csv + ": must be an existing file");
  }

  @Test
  void aLabelForAnUnknownTransaction() throws IOException {
    assertRefused(
        overwriteBy(TYPED.formatted("t9")),
        "row 2 column subject_id: found t9, must be the id of an event of type transaction",
        "[unknown_subject]");
    Said known =
        Said.by(
            "import",
            "--sql=" + sql(TYPED.formatted("t1")),
            "--schema=cards",
            "--out=" + temp.resolve("known"));
    assertThat(known.exitCode()).as(known.text()).isZero();
  }

  @Test
  void aSpecWithTenMistakes() throws IOException {
    Path spec = temp.resolve("spec.yaml");
    StringBuilder text = new StringBuilder("spec: bad\nversion: 1\nschema: cards\n");
    text.append("defaults: {include_current: false, idle_ttl: 90d}\nderived:\n");
    for (int i = 0; i < 10; i++) {
      text.append("  - {name: f").append(i).append(", expr: \"nothing").append(i);
      text.append("\", unit: none, meaning: nothing}\n");
    }
    Files.writeString(spec, text);
    Path rows = temp.resolve("rows");
    Said said = Said.by("features", "--spec=" + spec, "--events=" + events, "--out=" + rows);
    assertRefused(said, "10 problems", spec + ":6:", spec + ":15:", "found", "must be");
    assertThat(rows).doesNotExist();
  }

  private Said overwriteBy(String query) throws IOException {
    return Said.by(
        "import", "--sql=" + sql(query), "--schema=cards", "--out=" + events, "--overwrite");
  }

  private Path sql(String query) throws IOException {
    return Files.writeString(sql, query);
  }

  private Said overwrite() {
    return Said.by(
        "import",
        "--sql=" + sql,
        "--input=" + csv,
        "--schema=cards",
        "--out=" + events,
        "--overwrite");
  }

  private void assertRefused(Said said, String... parts) throws IOException {
    assertThat(said.exitCode()).as(said.text()).isEqualTo(2);
    assertThat(said.text()).contains(parts).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(EventFolder.open(events).digest()).isEqualTo(digest);
    try (Stream<Path> all = Files.list(temp)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .isSubsetOf("events", "input.csv", "query.sql", "spec.yaml");
    }
  }
}
