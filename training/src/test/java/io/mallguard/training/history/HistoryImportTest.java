package io.mallguard.training.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.schema.Schemas;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryImportTest {
  private static final String GOOD =
      """
      SELECT * FROM (VALUES
        ('t2', 'c1', 'x1', 250, '2018-04-01T00:00:31', 1),
        ('t1', 'c1', 'x2', 100, '2018-04-01T00:00:31', 0),
        ('t3', 'c2', 'x1', 0, '2018-04-08T00:00:31', NULL)
      ) AS t(transaction_id, customer_id, terminal_id, amount_minor, occurred_at, fraud)
      """;
  private static final long FIRST_MILLIS = 1_522_533_631_000L; // 2018-04-01 00:00:31 in Brussels
  private static final long WEEK_MILLIS = 604_800_000L;

  private final Path temp;
  private final Path out;

  HistoryImportTest(@TempDir Path temp) {
    this.temp = temp;
    this.out = temp.resolve("events");
  }

  @Test
  void eventsAndLabelsStandInTheOrderOfHistory() throws IOException {
    ImportReport report = run(GOOD);

    assertThat(report.eventCounts()).containsEntry("transaction", 3L).containsEntry("label", 2L);
    List<LoggedEvent> events = read();
    assertThat(events)
        .extracting(e -> e.event().id())
        .containsExactly("t1", "t2", "t1-fraud", "t2-fraud", "t3");
    assertThat(events).extracting(LoggedEvent::sequence).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(events.get(0).event().occurredAtMillis()).isEqualTo(FIRST_MILLIS);
    assertThat(events.get(3).event().observedAtMillis()).isEqualTo(FIRST_MILLIS + WEEK_MILLIS);
    assertThat(events.get(3).event().text(0)).isEqualTo("t2");
    assertThat(events.get(3).event().number(1)).as("fraud").isEqualTo(1);
    assertThat(events.get(2).event().number(1)).as("legit").isZero();
    assertThat(events.get(0).foldTimeMillis()).isEqualTo(FIRST_MILLIS);
  }

  @Test
  void aSequenceColumnBreaksTiesInPlaceOfTheId() throws IOException {
    run(
        GOOD.replace(
            "SELECT *", "SELECT *, CASE transaction_id WHEN 't2' THEN 1 ELSE 2 END AS sequence"));
    assertThat(read()).extracting(e -> e.event().id()).startsWith("t2", "t1");
  }

  @Test
  void equalSequencesAreOrderedByIdWhateverTheOrderOfTheQuery() throws IOException {
    run(GOOD.replace("SELECT *", "SELECT *, 1 AS sequence") + " ORDER BY transaction_id DESC");
    assertThat(read()).extracting(e -> e.event().id()).startsWith("t1", "t2");
  }

  @Test
  void everyBadValueIsNamedWithItsRowAndNothingIsWritten() throws IOException {
    List<Problem> problems =
        problems(
            """
            SELECT * FROM (VALUES
              ('t1', 'c1', 'x1', '-5', '2018-04-01T00:00:31', '0'),
              ('t2', NULL, 'x1', '57.5', 'yesterday', 'maybe'),
              ('t3', repeat('c', 129), 'x1', '1', '2018-04-01T00:00:31', '1'),
              (NULL, 'c1', '', NULL, NULL, '0')
            ) AS t(transaction_id, customer_id, terminal_id, amount_minor, occurred_at, fraud)
            """);
    assertThat(problems)
        .extracting(p -> p.place() + " " + p.code())
        .contains(
            "row 1 column amount_minor illegal_value",
            "row 2 column customer_id missing_value",
            "row 2 column amount_minor illegal_value",
            "row 2 column occurred_at illegal_time",
            "row 2 column fraud illegal_value",
            "row 3 column customer_id illegal_value",
            "row 4 column transaction_id missing_value",
            "row 4 column event_id missing_value",
            "row 4 column terminal_id illegal_value",
            "row 4 column amount_minor missing_value",
            "row 4 column occurred_at missing_value");
    assertThat(entries()).containsExactly("query.sql");
  }

  @Test
  void allProblemsOfTheColumnsComeBeforeAnyRowIsRead() throws IOException {
    assertThat(problems("SELECT 't' AS transaction_id, 5 AS amount, 1 AS occurred_at"))
        .extracting(p -> p.place() + " " + p.code())
        .containsExactlyInAnyOrder(
            "column occurred_at wrong_column_type",
            "column customer_id missing_column",
            "column terminal_id missing_column",
            "column amount_minor missing_column",
            "column amount unknown_column");
  }

  @Test
  void aRowThatSaysTheSameAgainIsDroppedAndCounted() throws IOException {
    ImportReport report = run(GOOD + " UNION ALL " + GOOD);
    assertThat(report.droppedDuplicates()).isEqualTo(3);
    assertThat(read()).hasSize(5);
  }

  @Test
  void aRowThatSaysSomethingElseUnderTheSameIdIsRefused() throws IOException {
    assertThat(problems(GOOD + " UNION ALL " + GOOD.replace("250", "251")))
        .extracting(Problem::code)
        .containsExactly("duplicate_id");
  }

  @Test
  void anEmptyResultIsRefused() throws IOException {
    assertThat(problems("SELECT * FROM (" + GOOD + ") WHERE false"))
        .extracting(Problem::code)
        .containsExactly("empty_result");
  }

  @Test
  void aQueryThatIsNoSqlIsRefusedWithDuckDbsWords() throws IOException {
    assertThat(problems("SELEC 1").get(0).line()).contains("query.sql").contains("SELEC");
    assertThat(problems("SELECT nope FROM range(3)").get(0).line()).contains("nope");
    assertThat(problems("SELECT * FROM 'none.parquet'").get(0).line()).contains("none.parquet");
    assertThat(problems("-- nothing\n;").get(0).code()).isEqualTo("sql");
    assertThat(problems("  ").get(0).code()).isEqualTo("empty_query");
  }

  @Test
  void aMalformedCsvLineIsNamedWithFileAndLine() throws IOException {
    Path csv = temp.resolve("bad.csv");
    Files.writeString(csv, "ID,DAY\n" + "1,2018-04-01T00:00:31\n".repeat(30_000) + "x,y\n");
    String sql =
        "SELECT ID AS transaction_id, 'c' AS customer_id, 'x' AS terminal_id, 1 AS amount_minor,"
            + " DAY AS occurred_at FROM read_csv('"
            + csv
            + "', header = true)";
    Problem problem = problems(sql).get(0);
    assertThat(problem.code()).isEqualTo("malformed_csv");
    assertThat(problem.place()).contains("bad.csv line 30002");
  }

  @Test
  void rejectedCsvLinesAreProblems() throws IOException {
    Path csv = temp.resolve("bad.csv");
    Files.writeString(csv, "ID,DAY\na,2018-04-01T00:00:31\nb,2018-04-01T00:00:31,more\n");
    String sql =
        "SELECT ID AS transaction_id, 'c' AS customer_id, 'x' AS terminal_id, 1 AS amount_minor,"
            + " DAY AS occurred_at FROM read_csv('"
            + csv
            + "', header = true,"
            + " columns = {'ID': 'VARCHAR', 'DAY': 'TIMESTAMP'}, store_rejects = true)";
    assertThat(problems(sql)).extracting(Problem::place).containsExactly(csv + " line 3");
  }

  @Test
  void inputAndPlaceholderGoTogether() throws IOException {
    assertThat(problems("SELECT '${input}'").get(0).code()).isEqualTo("missing_input");
    Path sql = Files.writeString(temp.resolve("query.sql"), GOOD);
    try {
      HistoryImport.of(sql, Optional.of(sql), Schemas.builtIn("cards"), Progress.silent());
      assertThat(false).as("accepted").isTrue();
    } catch (InvalidInputException refused) {
      assertThat(refused.problems()).extracting(Problem::code).containsExactly("unused_input");
    }
  }

  @Test
  void aFailedOverwriteKeepsWhatWasThere() throws IOException {
    run(GOOD);
    String digest = EventFolder.open(out).digest();
    try {
      importOf("SELECT 1 AS x").over(out);
      assertThat(false).as("accepted").isTrue();
    } catch (InvalidInputException refused) {
      assertThat(EventFolder.open(out).digest()).isEqualTo(digest);
    }
    importOf(GOOD.replace("250", "251")).over(out);
    assertThat(EventFolder.open(out).digest()).isNotEqualTo(digest);
    assertThat(entries()).containsExactly("events", "query.sql");
  }

  @Test
  void timesThatOccurTwiceInAutumnAreTheSecondOne() throws IOException {
    run(GOOD.replace("2018-04-08T00:00:31", "2018-10-28 02:30:00"));
    List<LoggedEvent> events = read();
    assertThat(events.get(events.size() - 1).event().occurredAtMillis())
        .isEqualTo(1_540_690_200_000L); // 02:30 at +01:00
  }

  private ImportReport run(String sql) throws IOException {
    return importOf(sql).into(out);
  }

  private HistoryImport importOf(String sql) throws IOException {
    Path file = Files.writeString(temp.resolve("query.sql"), sql);
    return HistoryImport.of(file, Optional.empty(), Schemas.builtIn("cards"), Progress.silent());
  }

  private List<Problem> problems(String sql) throws IOException {
    try {
      run(sql);
      return List.of();
    } catch (InvalidInputException refused) {
      return refused.problems();
    }
  }

  private List<LoggedEvent> read() throws IOException {
    List<LoggedEvent> events = new ArrayList<>();
    try (EventReader reader = EventFolder.open(out).read()) {
      while (reader.advance()) {
        events.add(reader.current());
      }
    }
    return events;
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> all = Files.list(temp)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
