package io.mallguard.features.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.event.ListValue;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.event.RandomEvents;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.schema.AlarmsSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are whole but no events, and files that are not whole. */
class HostileListsTest {
  private static final EventSchema SCHEMA = AlarmsSchema.read();
  private static final EventType ALARM = SCHEMA.eventType("alarm").orElseThrow();
  private static final List<Field> ELEMENT =
      List.of(
          new Field("word", Field.Kind.ENUM, "", List.of("a", "b", "c"), true),
          new Field("count", Field.Kind.INTEGER, "", List.of(), false));
  private static final List<Column> COLUMNS = List.of(Column.required("n", Column.Kind.LONG));

  private final Path file;

  HostileListsTest(@TempDir Path temp) {
    this.file = temp.resolve("table.parquet");
  }

  @Test
  void moreElementsThanAllowedAreRefusedByBothReaders() throws IOException {
    ListField list = new ListField("l", ELEMENT);
    write(list, list(1001, 0));
    assertThat(rows(list)).singleElement().asString().contains("more than 1000 elements");
    assertThat(batches(list)).singleElement().asString().contains("more than 1000 elements");
    write(list, list(1000, 0));
    assertThat(rows(list)).isEmpty();
    assertThat(batches(list)).isEmpty();
  }

  @Test
  void aWordThatTheSchemaDoesNotKnowIsRefusedByBothReaders() throws IOException {
    write(new ListField("l", ELEMENT), list(2, 2));
    Field narrow = new Field("word", Field.Kind.ENUM, "", List.of("a", "b"), true);
    ListField wanted = new ListField("l", List.of(narrow, ELEMENT.get(1)), true);
    assertThat(rows(wanted)).extracting(Problem::code).containsExactly("unknown_value");
    assertThat(batches(wanted)).extracting(Problem::code).containsExactly("unknown_value");
  }

  @Test
  void listsOfAnotherShapeAreRefused() throws IOException {
    write(new ListField("l", ELEMENT), list(2, 0));
    for (ListField other :
        List.of(
            new ListField("l", ELEMENT, false),
            new ListField("l", ELEMENT.subList(0, 1), true),
            new ListField("l", List.of(ELEMENT.get(1), ELEMENT.get(0)), true),
            new ListField(
                "l", List.of(new Field("value", Field.Kind.ID, "", List.of(), true)), true))) {
      assertThat(rows(other)).extracting(Problem::code).containsExactly("wrong_column_type");
      assertThat(batches(other)).extracting(Problem::code).containsExactly("wrong_column_type");
    }
    assertThat(rows(new ListField("gone", ELEMENT, true)))
        .extracting(Problem::code)
        .containsExactly("missing_column");
  }

  @Test
  void aDamagedFileGivesItsEventsOrADocumentedProblemAndNothingElse() throws IOException {
    EventColumns columns = EventColumns.of(ALARM);
    try (TableWriter table =
        TableWriter.create(file, columns.columns(), columns.lists(), Map.of())) {
      for (LoggedEvent event : RandomEvents.of(SCHEMA, 3, 300)) {
        if (event.event().type().name().equals("alarm")) {
          columns.write(event, table);
          table.endRow();
        }
      }
      table.commit();
    }
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(5);
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      byte[] bytes = whole.clone();
      if (i % 3 == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      } else {
        // The end holds the footer, which no checksum guards.
        int from = i % 3 == 1 ? 0 : bytes.length * 3 / 4;
        bytes[random.nextInt(from, bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, bytes);
      refused += isRefused(() -> readEvents(columns)) ? 1 : 0;
      refused += isRefused(() -> readBatches(columns)) ? 1 : 0;
    }
    assertThat(refused).isBetween(125, 299);
  }

  private void readEvents(EventColumns columns) throws IOException {
    try (TableReader table = TableReader.open(file, columns.columns(), columns.lists())) {
      while (table.advance()) {
        assertThat(columns.read(table, "file").event().type()).isEqualTo(ALARM);
      }
    }
  }

  private void readBatches(EventColumns columns) throws IOException {
    List<Integer> fields = IntStream.range(0, ALARM.fields().size()).boxed().toList();
    try (EventBatches batches =
        EventBatches.open(file, columns, new EventBatches.Chosen(fields, List.of(0, 1)), 64)) {
      for (int rows = batches.next(); rows > 0; rows = batches.next()) {
        assertThat(batches.starts(0)[rows]).isNotNegative();
      }
    }
  }

  private void write(ListField list, ListValue value) throws IOException {
    try (TableWriter table =
        TableWriter.create(file, COLUMNS, List.of(ListColumn.of(list)), Map.of())) {
      table.number(0, 1);
      table.list(0, value);
      table.endRow();
      table.commit();
    }
  }

  private static ListValue list(int size, int word) {
    long[][] numbers = new long[size][];
    for (int i = 0; i < size; i++) {
      numbers[i] = new long[] {word, i % 2 == 0 ? i : Field.ABSENT};
    }
    return new ListValue(numbers, new @Nullable String[size][2]);
  }

  private List<Problem> rows(ListField list) throws IOException {
    return problems(
        () -> {
          try (TableReader table = TableReader.open(file, COLUMNS, List.of(ListColumn.of(list)))) {
            while (table.advance()) {
              assertThat(table.list(0).size()).isEqualTo(1000);
            }
          }
        });
  }

  private List<Problem> batches(ListField list) throws IOException {
    ColumnBatches.WordIndexes[] words = new ColumnBatches.WordIndexes[1 + list.fields().size()];
    EnumWords enumWords = new EnumWords(list.fields().get(0));
    words[1] = word -> enumWords.index(word, "file");
    return problems(
        () -> {
          try (ColumnBatches table =
              ColumnBatches.open(file, COLUMNS, List.of(ListColumn.of(list)), words, 10)) {
            for (int rows = table.next(); rows > 0; rows = table.next()) {
              assertThat(table.starts(0)[rows]).isEqualTo(1000);
            }
          }
        });
  }

  private interface Reading {
    void run() throws IOException;
  }

  private static boolean isRefused(Reading reading) throws IOException {
    return !problems(reading).isEmpty();
  }

  private static List<Problem> problems(Reading reading) throws IOException {
    try {
      reading.run();
      return List.of();
    } catch (InvalidInputException refused) {
      return refused.problems();
    }
  }
}
