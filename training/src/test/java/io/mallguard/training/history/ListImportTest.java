package io.mallguard.training.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.event.RandomEvents;
import io.mallguard.features.parquet.Column;
import io.mallguard.features.parquet.ColumnBatches;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.schema.AlarmsSchema;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListImportTest {
  private static final EventSchema ALARMS = AlarmsSchema.read();
  private static final String ALARM =
      """
      SELECT 'alarm' AS event_type, TIMESTAMP '2026-01-01 12:00:00' AS occurred_at,
        'a1' AS alarm_id, 'm1' AS machine_id, 'high' AS severity,
        %s AS parts, ['s1', 's2'] AS sensor_ids
      """;
  private static final String PARTS =
      "[{'part_id': 'p1', 'quantity': 2, 'worn': NULL}, {'part_id': 'p2', 'quantity': 7, 'worn': true}]";

  private final Path temp;
  private final Path out;

  ListImportTest(@TempDir Path temp) {
    this.temp = temp;
    this.out = temp.resolve("events");
  }

  @Test
  void structsBecomeElementsAndComputedFieldsFollow() throws IOException {
    run(ALARM.formatted(PARTS));
    Event alarm = read().get(0).event();
    EventType type = alarm.type();
    assertThat(alarm.list(0).size()).isEqualTo(2);
    assertThat(alarm.list(0).text(1, 0)).isEqualTo("p2");
    assertThat(alarm.list(0).number(1, 1)).isEqualTo(7);
    assertThat(alarm.list(0).has(0, 2)).isFalse();
    assertThat(alarm.list(1).text(1, 0)).isEqualTo("s2");
    assertThat(alarm.number(type.fieldIndex("max_quantity"))).isEqualTo(7);
    assertThat(alarm.number(type.fieldIndex("has_worn_part"))).isEqualTo(1);
  }

  @Test
  void jsonIsAListToo() throws IOException {
    run(ALARM.formatted("CAST('[{\"part_id\": \"p9\", \"quantity\": 3}]' AS JSON)"));
    assertThat(read().get(0).event().list(0).text(0, 0)).isEqualTo("p9");
  }

  @Test
  void everyBadElementIsNamed() throws IOException {
    String parts =
        "[{'part_id': 'p1', 'quantity': 2.5, 'worn': 'perhaps'}, {'part_id': NULL, 'quantity': 1e15, 'worn': NULL}]";
    assertThat(problems(ALARM.formatted(parts)))
        .extracting(problem -> problem.place() + " " + problem.code())
        .containsExactly(
            "row 1 column parts[1].quantity illegal_value",
            "row 1 column parts[1].worn illegal_value",
            "row 1 column parts[2].part_id missing_value",
            "row 1 column parts[2].quantity illegal_value");
    assertThat(Files.exists(out)).isFalse();
  }

  @Test
  void columnsThatAreNoListsAndUnknownNamesInsideAreRefused() throws IOException {
    assertThat(problems(ALARM.formatted("'p1'")))
        .extracting(Problem::code)
        .containsExactly("wrong_column_type");
    assertThat(problems(ALARM.formatted("[{'part_id': 'p1', 'quantty': 2}]")).get(0).line())
        .contains("column parts.quantty")
        .contains("did you mean quantity");
    assertThat(problems(ALARM.replace("SELECT", "SELECT 4 AS max_quantity,").formatted(PARTS)))
        .extracting(Problem::place)
        .containsExactly("column max_quantity");
  }

  @Test
  void whatDuckDbReadsOfAFolderCanBeImportedAgain() throws IOException {
    // An import refuses events about earlier ones it does not have, and ids that are taken.
    Set<String> ids = new HashSet<>();
    List<LoggedEvent> events =
        RandomEvents.of(ALARMS, 3, 400).stream()
            .filter(logged -> !logged.event().type().hasSubject())
            .filter(logged -> ids.add(logged.event().type().name() + logged.event().subjectId()))
            .toList();
    try (EventFolderWriter writer = EventFolderWriter.create(temp.resolve("first"), ALARMS)) {
      for (LoggedEvent event : events) {
        writer.write(event);
      }
      writer.commit();
    }
    String union =
        ALARMS.eventTypes().stream()
            .filter(type -> !type.hasSubject())
            .map(this::select)
            .collect(Collectors.joining(" UNION ALL BY NAME "));
    run(union);
    Comparator<Event> byId = Comparator.comparing(Event::id);
    assertThat(read().stream().map(LoggedEvent::event).sorted(byId))
        .isEqualTo(events.stream().map(LoggedEvent::event).sorted(byId).toList());
  }

  @Test
  void duckDbSeesListsOfStructsAndOfValues() throws IOException, SQLException {
    run(ALARM.formatted(PARTS));
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT typeof(parts), typeof(sensor_ids), parts[2].quantity, len(parts) FROM '"
                    + out.resolve("alarm/part-00000.parquet")
                    + "'")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1))
          .startsWith("STRUCT(part_id VARCHAR, quantity BIGINT, worn BOOLEAN")
          .endsWith(")[]");
      assertThat(row.getString(2)).isEqualTo("VARCHAR[]");
      assertThat(row.getLong(3)).isEqualTo(7);
      assertThat(row.getLong(4)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"V1", "V2"})
  void columnsOfFilesThatDuckDbWroteAreRead(String version) throws IOException, SQLException {
    Path file = temp.resolve("duck.parquet");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute(
          """
          COPY (SELECT i, CASE WHEN i %% 3 > 0 THEN i * 1000 END AS n, 'k' || (i %% 7) AS k, 'u' || i AS u, i / 8 AS r,
            i %% 5 = 0 AS b FROM range(10000) t(i)) TO '%s' (ROW_GROUP_SIZE 2048, PARQUET_VERSION %s)
          """
              .formatted(file, version));
    }
    List<Column> columns =
        List.of(
            Column.optional("n", Column.Kind.LONG),
            Column.optional("k", Column.Kind.TEXT),
            Column.optional("u", Column.Kind.TEXT),
            Column.optional("r", Column.Kind.REAL),
            Column.optional("b", Column.Kind.BOOL));
    int i = 0;
    try (ColumnBatches batches = ColumnBatches.open(file, columns, 1000)) {
      for (int rows = batches.next(); rows > 0; rows = batches.next()) {
        assertThat(rows).isEqualTo(1000);
        for (int row = 0; row < rows; row++, i++) {
          assertThat(batches.numbers(0)[row]).isEqualTo(i % 3 > 0 ? i * 1000L : Field.ABSENT);
          assertThat(batches.numbers(1)[row]).isEqualTo(IdHash.of("k" + i % 7));
          assertThat(batches.numbers(2)[row]).isEqualTo(IdHash.of("u" + i));
          assertThat(batches.reals(3)[row]).isEqualTo(i / 8.0);
          assertThat(batches.numbers(4)[row]).isEqualTo(i % 5 == 0 ? 1 : 0);
        }
      }
    }
    assertThat(i).isEqualTo(10_000);
  }

  private String select(EventType type) {
    String file =
        temp.resolve("first").resolve(type.name()).resolve("part-00000.parquet").toString();
    String computed =
        type.fields().subList(type.sentFields(), type.fields().size()).stream()
            .map(field -> ", " + field.name())
            .collect(Collectors.joining());
    return "SELECT '%s' AS event_type, * EXCLUDE (fold_time%s) FROM read_parquet('%s')"
        .formatted(type.name(), computed, file);
  }

  private void run(String sql) throws IOException {
    Path query = Files.writeString(temp.resolve("query.sql"), sql);
    HistoryImport.of(query, Optional.empty(), ALARMS, Progress.silent()).into(out);
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
}
