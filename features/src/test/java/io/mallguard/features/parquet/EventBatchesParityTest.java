package io.mallguard.features.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.event.RandomEvents;
import io.mallguard.features.schema.AlarmsSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The columns of a file hold what its events say. */
class EventBatchesParityTest {
  private static final EventSchema SCHEMA = AlarmsSchema.read();

  private final Path temp;

  EventBatchesParityTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @ParameterizedTest
  @CsvSource({"300, 1, 33554432", "900, 7, 20000", "9000, 256, 300000", "9000, 4096, 33554432"})
  void everyNumberIsThatOfTheEvent(int count, int chunkEvents, long rowGroupBytes)
      throws IOException {
    List<LoggedEvent> events = RandomEvents.of(SCHEMA, count, count);
    int compared = 0;
    for (EventType type : SCHEMA.eventTypes()) {
      List<LoggedEvent> ofType =
          events.stream().filter(e -> e.event().type().index() == type.index()).toList();
      EventColumns columns = EventColumns.of(type);
      Path file = temp.resolve(type.name() + ".parquet");
      write(file, columns, ofType, rowGroupBytes);
      compared += compare(file, columns, ofType, chunkEvents);
    }
    assertThat(compared).isEqualTo(count);
  }

  private static void write(
      Path file, EventColumns columns, List<LoggedEvent> events, long rowGroupBytes)
      throws IOException {
    try (TableWriter table =
        TableWriter.create(file, columns.columns(), columns.lists(), Map.of(), rowGroupBytes)) {
      for (LoggedEvent event : events) {
        columns.write(event, table);
        table.endRow();
      }
      table.commit();
    }
  }

  private static int compare(
      Path file, EventColumns columns, List<LoggedEvent> events, int chunkEvents)
      throws IOException {
    EventType type = columns.type();
    int next = 0;
    try (EventBatches batches =
        EventBatches.open(
            file,
            columns,
            new EventBatches.Chosen(all(type.fields()), all(type.lists())),
            chunkEvents)) {
      assertThat(batches.eventCount()).isEqualTo(events.size());
      for (int rows = batches.next(); rows > 0; rows = batches.next()) {
        assertThat(rows).isLessThanOrEqualTo(chunkEvents);
        for (int row = 0; row < rows; row++) {
          compareRow(batches, row, events.get(next++));
        }
      }
    }
    assertThat(next).isEqualTo(events.size());
    return next;
  }

  private static List<Integer> all(List<?> of) {
    return IntStream.range(0, of.size()).boxed().toList();
  }

  private static void compareRow(EventBatches batches, int row, LoggedEvent logged) {
    Event event = logged.event();
    assertThat(batches.sequences()[row]).isEqualTo(logged.sequence());
    assertThat(batches.foldTimesMillis()[row]).isEqualTo(logged.foldTimeMillis());
    assertThat(batches.occurredAtMillis()[row]).isEqualTo(event.occurredAtMillis());
    assertThat(batches.observedAtMillis()[row]).isEqualTo(event.observedAtMillis());
    assertThat(batches.ownIds()[row]).isEqualTo(event.ownId());
    long[] slots = new long[event.type().fields().size()];
    event.copySlots(slots, 0);
    for (int field = 0; field < slots.length; field++) {
      assertThat(batches.field(field)[row]).as("field " + field).isEqualTo(slots[field]);
    }
    for (int list = 0; list < event.type().lists().size(); list++) {
      compareList(batches, row, event, list);
    }
  }

  private static void compareList(EventBatches batches, int row, Event event, int list) {
    ListField field = event.type().lists().get(list);
    int start = batches.starts(list)[row];
    int size = batches.starts(list)[row + 1] - start;
    assertThat(size).isEqualTo(event.list(list).size());
    long[] slots = new long[field.fields().size()];
    for (int element = 0; element < size; element++) {
      event.list(list).copySlots(element, slots, 0);
      for (int i = 0; i < slots.length; i++) {
        if (batches.elements(list, i)[start + element] != slots[i]) {
          assertThat(batches.elements(list, i)[start + element]).isEqualTo(slots[i]);
        }
      }
    }
  }

  @Test
  void onlyWhatWasChosenIsRead() throws IOException {
    List<LoggedEvent> events = RandomEvents.of(SCHEMA, 5, 200);
    Samples.write(temp.resolve("events"), SCHEMA, events);
    EventType type = SCHEMA.eventType("maintenance").orElseThrow();
    EventFolder folder = EventFolder.open(temp.resolve("events"));
    try (EventBatches batches =
        folder.batches(type, new EventBatches.Chosen(List.of(1), List.of()), 64)) {
      assertThat(batches.next()).isPositive();
      assertThat(batches.field(1)[0]).isNotEqualTo(Field.ABSENT);
      assertThat(batches.field(0)[0]).as("not chosen").isEqualTo(Field.ABSENT);
    }
  }

  @Test
  void aFolderOfVersion1HasNoCorrections() throws IOException {
    EventFolder folder = EventFolder.open(EventFolderGoldenTest.VERSION_1);
    EventType label = folder.schema().eventType("label").orElseThrow();
    try (EventBatches batches =
        folder.batches(
            label, new EventBatches.Chosen(List.of(1, label.supersedesField()), List.of()), 64)) {
      assertThat(batches.next()).isEqualTo((int) folder.eventCount(label));
      assertThat(batches.field(label.supersedesField())).containsOnly(Field.ABSENT);
      assertThat(batches.field(1)[0]).isBetween(0L, 1L);
    }
  }
}
