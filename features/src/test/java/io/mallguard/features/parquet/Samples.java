package io.mallguard.features.parquet;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A schema with every kind of field, and random events of it. */
final class Samples {
  static final EventSchema SCHEMA =
      SchemaReader.parse(
          """
          schema: sample
          time_zone: Europe/Brussels
          currency: EUR
          entities: [customer]
          events:
            payment:
              scored: true
              id: payment_id
              fields:
                payment_id: id
                customer_id: {entity: customer}
                amount_minor: money
                note: {type: text, optional: true}
                pieces: {type: integer, optional: true}
                abroad: {type: bool, optional: true}
                channel: {enum: [card, wallet, bank], optional: true}
                paid_at: {type: time, optional: true}
                fraud: {type: bool, marked_by: label, known_after: 7d}
            label:
              subject: payment
              fields: {verdict: {enum: [legit, fraud]}}
              marks: {fraud: "label.verdict == 'fraud'"}
          """,
          "sample.yaml");

  private Samples() {}

  static List<LoggedEvent> events(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LoggedEvent> events = new ArrayList<>();
    long sequence = 0;
    long foldTime = FoldTime.NONE;
    for (int i = 0; i < count; i++) {
      EventType type = SCHEMA.eventTypes().get(random.nextInt(3) == 0 ? 1 : 0);
      Event event = event(type, i, random);
      sequence += 1 + random.nextInt(3);
      foldTime = FoldTime.next(foldTime, event);
      events.add(new LoggedEvent(sequence, foldTime, event));
    }
    return events;
  }

  private static Event event(EventType type, int i, SplittableRandom random) {
    int size = type.fields().size();
    long[] numbers = new long[size];
    @Nullable String[] texts = new String[size];
    for (int f = 0; f < size; f++) {
      Field field = type.fields().get(f);
      numbers[f] = Field.ABSENT;
      // Version 1, which has a golden folder of these very events, knew no other fields.
      if (field.origin() != Field.Origin.SENT || (!field.required() && random.nextInt(4) == 0)) {
        continue;
      }
      if (field.kind().isText()) {
        texts[f] = text(random);
      } else {
        numbers[f] = number(field, random);
      }
    }
    long occurred = 1_767_225_600_000L + i * 1000L + random.nextInt(5000);
    return new Event(type, "e" + i, occurred, occurred + random.nextInt(100_000), numbers, texts);
  }

  private static String text(SplittableRandom random) {
    String[] some = {"a", "C-17", "é中文", "\uD83D\uDE00", "with, comma \"and\" quote\n", "0"};
    return random.nextBoolean() ? some[random.nextInt(some.length)] : "x" + random.nextLong();
  }

  private static long number(Field field, SplittableRandom random) {
    return switch (field.kind()) {
      case BOOL -> random.nextInt(2);
      case ENUM -> random.nextInt(field.values().size());
      case TIME -> random.nextLong(-1_000_000_000_000L, 4_000_000_000_000L);
      default -> random.nextLong(1L << random.nextInt(1, 54));
    };
  }

  static void write(Path dir, List<LoggedEvent> events) throws IOException {
    write(dir, SCHEMA, events);
  }

  static void write(Path dir, EventSchema schema, List<LoggedEvent> events) throws IOException {
    try (EventFolderWriter writer = EventFolderWriter.create(dir, schema)) {
      for (LoggedEvent event : events) {
        writer.write(event);
      }
      writer.commit();
    }
  }

  static List<LoggedEvent> read(Path dir) throws IOException {
    List<LoggedEvent> events = new ArrayList<>();
    try (EventReader reader = EventFolder.open(dir).read()) {
      while (reader.advance()) {
        events.add(reader.current());
      }
    }
    return events;
  }
}
