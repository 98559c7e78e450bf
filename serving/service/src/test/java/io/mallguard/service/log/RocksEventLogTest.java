package io.mallguard.service.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.SpecReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

class RocksEventLogTest {
  private static final EventSchema CARDS = Schemas.builtIn("cards");
  private static final EventType TRANSACTION = CARDS.eventType("transaction").orElseThrow();
  private static final EventType LABEL = CARDS.eventType("label").orElseThrow();
  private static final LogIdentity IDENTITY =
      LogIdentity.of(SpecReader.parse(Schemas.specText("cards"), "spec", CARDS));
  private static final long DAY = 24 * 3_600_000L;

  @TempDir Path dir;

  @Test
  void whatWasAppendedIsThereAfterReopening() {
    try (RocksEventLog log = open()) {
      log.append(
          List.of(
              LogEntry.decided(event(1, 10, "a"), new byte[] {7}),
              LogEntry.recorded(event(2, 20, "b"))));
    }
    try (RocksEventLog log = open()) {
      assertThat(log.lastSequence()).isEqualTo(2);
      assertThat(log.lastFoldTimeMillis()).isEqualTo(20);
      assertThat(log.event(2)).contains(event(2, 20, "b"));
      assertThat(log.decision(1).orElseThrow()).containsExactly(7);
      assertThat(log.decision(2)).isEmpty();
      assertThat(log.find(TRANSACTION, "b")).hasValue(2);
      assertThat(log.find(TRANSACTION, "c")).isEmpty();
      assertThat(log.knowsSubject("transaction", "a")).isTrue();
      assertThat(log.knowsSubject("transaction", "c")).isFalse();
    }
  }

  @Test
  void aReaderSeesTheLogBesideItsWriter() {
    try (RocksEventLog log = open()) {
      log.append(List.of(LogEntry.recorded(event(1, 10, "a"))));
      try (RocksEventLog reader = RocksEventLog.openReadOnly(dir.resolve("log"));
          LogCursor<LoggedEvent> events = reader.events(1)) {
        assertThat(events.advance()).isTrue();
        assertThat(events.value()).isEqualTo(event(1, 10, "a"));
        assertThat(events.advance()).isFalse();
        assertThat(reader.schema().hash()).isEqualTo(CARDS.hash());
      }
    }
  }

  @Test
  void idsAreForgottenAfterNinetyDaysAndTheirEntriesRemoved() {
    try (RocksEventLog log = open()) {
      for (int day = 0; day < 400; day++) {
        log.append(List.of(LogEntry.recorded(event(day + 1, day * DAY, "e" + day))));
        assertThat(log.find(TRANSACTION, "e" + Math.max(0, day - 90))).isPresent();
        if (day > 90) {
          assertThat(log.find(TRANSACTION, "e" + (day - 91))).isEmpty();
          assertThat(log.knowsSubject("transaction", "e" + (day - 91))).isFalse();
        }
      }
    }
    // An event id and a subject id each; what is expired goes two at a time.
    assertThat(heldIds()).isBetween(2 * 90, 2 * 95);
  }

  @Test
  void anIdThatCameAgainAfterItWasForgottenIsNotForgottenTwice() {
    try (RocksEventLog log = open()) {
      log.append(List.of(LogEntry.recorded(event(1, 0, "a"))));
      log.append(
          List.of(
              LogEntry.recorded(event(2, 91 * DAY, "a")),
              LogEntry.recorded(event(3, 91 * DAY, "b"))));
      log.append(List.of(LogEntry.recorded(event(4, 92 * DAY, "c"))));
      assertThat(log.find(TRANSACTION, "a")).hasValue(2);
    }
  }

  @Test
  void whatSupersedesALabelIsRememberedNinetyDaysAndThenRemoved() {
    try (RocksEventLog log = open()) {
      log.append(
          List.of(
              LogEntry.recorded(event(1, 0, "a")),
              LogEntry.recorded(label(2, 0, "l1", null)),
              LogEntry.recorded(label(3, DAY, "l2", "l1"))));
      assertThat(log.supersededBy(LABEL, "l1")).hasValue(3);
      assertThat(log.supersededBy(LABEL, "l2")).isEmpty();
      assertThat(log.supersededBy(TRANSACTION, "l1")).isEmpty();
      log.append(List.of(LogEntry.recorded(label(4, 91 * DAY, "l1", null))));
      assertThat(log.find(LABEL, "l1")).hasValue(4);
      assertThat(log.supersededBy(LABEL, "l1")).as("of the one that came before").hasValue(3);
      log.append(List.of(LogEntry.recorded(event(5, 92 * DAY, "b"))));
      assertThat(log.supersededBy(LABEL, "l1")).isEmpty();
      log.append(List.of(LogEntry.recorded(event(6, 92 * DAY, "c"))));
    }
    // Those of l1 (again), b and c, the last two with a subject id each.
    assertThat(heldIds()).isEqualTo(5);
  }

  @Test
  void anotherLayoutIsRefusedAndTheLogLeftAsItWas() {
    try (RocksEventLog log = open()) {
      log.append(List.of(LogEntry.recorded(event(1, 10, "a"))));
    }
    LogIdentity other =
        new LogIdentity(IDENTITY.schemaHash(), IDENTITY.schemaYaml(), "ab".repeat(32), "");
    assertThatThrownBy(() -> RocksEventLog.open(dir.resolve("log"), other, CARDS))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("[other_layout]")
        .hasMessageContaining("--history");
    LogIdentity foreign = new LogIdentity("ef".repeat(32), "", IDENTITY.layoutHash(), "");
    assertThatThrownBy(() -> RocksEventLog.open(dir.resolve("log"), foreign, CARDS))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("[other_schema]");
    try (RocksEventLog log = open()) {
      assertThat(log.lastSequence()).isEqualTo(1);
    }
  }

  @Test
  void aNewerFormatIsRefused() throws RocksDBException {
    open().close();
    try (RocksStore store = RocksStore.open(dir.resolve("log"), false)) {
      store
          .db()
          .put(
              store.meta(),
              "format_version".getBytes(StandardCharsets.UTF_8),
              "2".getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("found format version 2")
        .hasMessageContaining("[log_too_new]");
  }

  @Test
  void aDamagedLogIsSaidToBeUnreadable() throws IOException {
    try (RocksEventLog log = open()) {
      log.append(List.of(LogEntry.recorded(event(1, 10, "a"))));
      log.flush();
    }
    try (var files = Files.list(dir.resolve("log"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sst")).toList()) {
        Files.write(file, new byte[100]);
      }
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("log");
  }

  @Test
  void aFolderInUseIsRefused() {
    try (DataFolder folder = DataFolder.take(dir)) {
      assertThat(folder.hasLog()).isFalse();
      assertThatThrownBy(() -> DataFolder.take(dir))
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("uses the data folder");
    }
    DataFolder.take(dir).close();
  }

  @Test
  void aFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "x");
    assertThatThrownBy(() -> DataFolder.take(file))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("must be writable");
  }

  @Test
  void aCursorGivesEventsInOrderFromAnySequence() {
    try (RocksEventLog log = open()) {
      List<LogEntry> batch = new ArrayList<>();
      for (int i = 1; i <= 300; i++) {
        batch.add(LogEntry.recorded(event(i, i, "e" + i)));
      }
      log.append(batch);
      List<Long> found = new ArrayList<>();
      try (LogCursor<LoggedEvent> events = log.events(255)) {
        while (events.advance()) {
          assertThat(events.value().sequence()).isEqualTo(events.sequence());
          found.add(events.sequence());
        }
      }
      assertThat(found).hasSize(46).startsWith(255L, 256L, 257L).endsWith(300L);
    }
  }

  private int heldIds() {
    int count = 0;
    try (RocksStore store = RocksStore.open(dir.resolve("log"), true);
        RocksIterator iterator = store.db().newIterator(store.ids())) {
      for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
        count++;
      }
    }
    return count;
  }

  private RocksEventLog open() {
    return RocksEventLog.open(dir.resolve("log"), IDENTITY, CARDS);
  }

  private static LoggedEvent label(
      long sequence, long foldTimeMillis, String id, @Nullable String supersedes) {
    long[] numbers = new long[LABEL.fields().size()];
    Arrays.fill(numbers, Field.ABSENT);
    @Nullable String[] texts = new String[numbers.length];
    texts[LABEL.subjectField()] = "a";
    texts[LABEL.supersedesField()] = supersedes;
    numbers[LABEL.fieldIndex("verdict")] = 0;
    return new LoggedEvent(
        sequence,
        foldTimeMillis,
        new Event(LABEL, id, foldTimeMillis, foldTimeMillis, numbers, texts));
  }

  private static LoggedEvent event(long sequence, long foldTimeMillis, String id) {
    int fields = TRANSACTION.fields().size();
    long[] numbers = new long[fields];
    @Nullable String[] texts = new String[fields];
    for (int i = 0; i < fields; i++) {
      boolean text = TRANSACTION.fields().get(i).kind().isText();
      numbers[i] = text ? Field.ABSENT : 5;
      texts[i] = text ? id : null;
    }
    return new LoggedEvent(
        sequence,
        foldTimeMillis,
        new Event(TRANSACTION, id, foldTimeMillis, foldTimeMillis, numbers, texts));
  }
}
