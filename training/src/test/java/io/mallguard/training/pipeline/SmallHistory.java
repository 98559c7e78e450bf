package io.mallguard.training.pipeline;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.schema.Schemas;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A seeded history of 40 days from 1 May 2018, 200 transactions a day, one in twenty fraud with a
 * larger amount; a label a week after each.
 */
final class SmallHistory {
  static final int DAYS = 40;
  static final int PER_DAY = 200;
  private static final long START = Instant.parse("2018-04-30T22:00:00Z").toEpochMilli();
  private static final long DAY = TimeUnit.DAYS.toMillis(1);

  private final EventSchema schema = Schemas.builtIn("cards");
  private final EventType transaction = schema.eventType("transaction").orElseThrow();
  private final EventType label = schema.eventType("label").orElseThrow();
  private final SplittableRandom random = new SplittableRandom(1);
  private final Deque<Event> labels = new ArrayDeque<>();
  private long sequence;
  private long foldTimeMillis = FoldTime.NONE;

  /** Days, 0 the first, on which the honest have the larger amounts. */
  private final Set<Integer> invertedDays;

  private SmallHistory(Set<Integer> invertedDays) {
    this.invertedDays = invertedDays;
  }

  static void write(Path dir) throws IOException {
    write(dir, Set.of());
  }

  static void write(Path dir, Set<Integer> invertedDays) throws IOException {
    SmallHistory history = new SmallHistory(invertedDays);
    try (EventFolderWriter writer = EventFolderWriter.create(dir, history.schema)) {
      for (int i = 0; i < DAYS * PER_DAY; i++) {
        history.add(i, START + i * DAY / PER_DAY, writer);
      }
      writer.commit();
    }
  }

  private void add(int number, long millis, EventFolderWriter writer) throws IOException {
    while (!labels.isEmpty() && labels.getFirst().observedAtMillis() <= millis) {
      writer.write(logged(labels.removeFirst()));
    }
    boolean fraud = random.nextInt(20) == 0;
    boolean large = fraud != invertedDays.contains(number / PER_DAY);
    long amountMinor =
        1_000L + random.nextInt(9_000) + (large ? 4_000L + random.nextInt(9_000) : 0);
    Map<String, String> texts =
        Map.of(
            "transaction_id", "" + number,
            "customer_id", "" + random.nextInt(50),
            "terminal_id", "" + random.nextInt(30));
    writer.write(
        logged(event(transaction, "" + number, millis, texts, "amount_minor", amountMinor)));
    String subject = label.fields().get(label.subjectField()).name();
    labels.add(
        event(
            label,
            "L" + number,
            millis + 7 * DAY,
            Map.of(subject, "" + number),
            "verdict",
            fraud ? 1 : 0));
  }

  private LoggedEvent logged(Event event) {
    foldTimeMillis = FoldTime.next(foldTimeMillis, event);
    return new LoggedEvent(++sequence, foldTimeMillis, event);
  }

  private static Event event(
      EventType type,
      String id,
      long millis,
      Map<String, String> named,
      String numeric,
      long number) {
    long[] numbers = new long[type.fields().size()];
    Arrays.fill(numbers, Field.ABSENT);
    @Nullable String[] texts = new String[numbers.length];
    named.forEach((name, text) -> texts[type.fieldIndex(name)] = text);
    numbers[type.fieldIndex(numeric)] = number;
    return new Event(type, id, millis, millis, numbers, texts);
  }
}
