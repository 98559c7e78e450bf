package io.mallguard.features.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Random logged events of a schema: every kind of field, lists of every length, edges of bounds.
 */
public final class RandomEvents {
  private static final String[] TEXTS = {
    "a", "C-17", "é中文", "\uD83D\uDE00", "with, comma \"and\" quote", "0", "~1/x"
  };

  private final EventSchema schema;
  private final SplittableRandom random;
  private long sequence;
  private long foldTimeMillis = FoldTime.NONE;
  private long clockMillis = 1_767_225_600_000L;

  /** A stream of events. */
  public RandomEvents(EventSchema schema, long seed) {
    this.schema = schema;
    this.random = new SplittableRandom(seed);
  }

  /** The next events of the log. */
  public static List<LoggedEvent> of(EventSchema schema, long seed, int count) {
    RandomEvents random = new RandomEvents(schema, seed);
    List<LoggedEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(random.next());
    }
    return events;
  }

  /** The next event of the log, of any type. */
  public LoggedEvent next() {
    EventType type = schema.eventTypes().get(random.nextInt(schema.eventTypes().size()));
    clockMillis += random.nextInt(5000);
    long observed = clockMillis + random.nextInt(100_000);
    List<Field> fields = type.fields().subList(0, type.sentFields());
    Values values = values(fields);
    ListValue[] lists = type.lists().stream().map(this::list).toArray(ListValue[]::new);
    Event event =
        Event.received(
            type,
            "e" + sequence,
            clockMillis,
            observed,
            filled(values.numbers(), type.fields().size()),
            Arrays.copyOf(values.texts(), type.fields().size()),
            lists);
    sequence += 1 + random.nextInt(3);
    foldTimeMillis = FoldTime.next(foldTimeMillis, event);
    return new LoggedEvent(sequence, foldTimeMillis, event);
  }

  private static long[] filled(long[] numbers, int size) {
    long[] all = Arrays.copyOf(numbers, size);
    Arrays.fill(all, numbers.length, size, Field.ABSENT);
    return all;
  }

  private ListValue list(ListField list) {
    int size =
        switch (random.nextInt(20)) {
          case 0 -> Limits.MAX_ELEMENTS;
          case 1, 2, 3 -> 0;
          default -> random.nextInt(6);
        };
    long[][] numbers = new long[size][];
    @Nullable String[][] texts = new String[size][];
    for (int i = 0; i < size; i++) {
      Values element = values(list.fields());
      numbers[i] = element.numbers();
      texts[i] = element.texts();
    }
    return size == 0 ? ListValue.EMPTY : new ListValue(numbers, texts);
  }

  private Values values(List<Field> fields) {
    Values values = new Values(new long[fields.size()], new String[fields.size()]);
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      values.numbers()[i] = Field.ABSENT;
      if (!field.required() && random.nextInt(3) == 0) {
        continue;
      }
      if (field.kind().isText()) {
        values.texts()[i] = text();
      } else {
        values.numbers()[i] = number(field);
      }
    }
    return values;
  }

  private String text() {
    return random.nextInt(3) > 0 ? TEXTS[random.nextInt(TEXTS.length)] : "x" + random.nextLong();
  }

  private long number(Field field) {
    long most = Limits.MAX_NUMBER;
    return switch (field.kind()) {
      case BOOL -> random.nextInt(2);
      case ENUM -> random.nextInt(field.values().size());
      case TIME ->
          random.nextInt(10) == 0 ? Limits.MAX_TIME_MILLIS : random.nextLong(4_000_000_000_000L);
      case MONEY -> random.nextInt(10) == 0 ? most : random.nextLong(1L << random.nextInt(1, 40));
      case INTEGER ->
          random.nextInt(10) == 0 ? -most : random.nextLong(1L << random.nextInt(1, 40)) - 1000;
      case ID, ENTITY, TEXT -> throw new IllegalArgumentException("text " + field.name());
    };
  }

  @SuppressWarnings("ArrayRecordComponent") // only carries both out of a method
  private record Values(long[] numbers, @Nullable String[] texts) {}
}
