package io.mallguard.features.event;

import io.mallguard.features.problem.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@link EventBytes} from a stream, text by text: the twin of the reader in use. */
final class NaiveEventBytes {
  private final EventSchema schema;

  NaiveEventBytes(EventSchema schema) {
    this.schema = schema;
  }

  /** One event, or the problem with its bytes. */
  LoggedEvent read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version < 1 || version > 2) {
        throw EventBytes.corrupt("format version " + version, "format version 1 or 2");
      }
      String name = text(in);
      EventType type =
          schema
              .eventType(name)
              .orElseThrow(() -> corrupt("event type " + name, "a type of " + schema.name()));
      LoggedEvent event = read(in, type, version);
      if (in.available() > 0) {
        throw corrupt(in.available() + " bytes too many", "the end of the event");
      }
      return event;
    } catch (IOException e) {
      throw corrupt(bytes.length + " bytes", "a whole event");
    }
  }

  private static InvalidInputException corrupt(String found, String legal) {
    return EventBytes.corrupt(found, legal);
  }

  private static LoggedEvent read(DataInputStream in, EventType type, int version)
      throws IOException {
    String id = text(in);
    long sequence = in.readLong();
    long foldTimeMillis = in.readLong();
    long occurredAtMillis = in.readLong();
    long observedAtMillis = in.readLong();
    List<Field> fields =
        version == 2
            ? type.fields()
            : type.fields().stream().filter(f -> f.origin() == Field.Origin.SENT).toList();
    long[] numbers = new long[type.fields().size()];
    @Nullable String[] texts = new String[numbers.length];
    Arrays.fill(numbers, Field.ABSENT);
    read(in, fields, numbers, texts);
    ListValue[] lists = new ListValue[version == 2 ? type.lists().size() : 0];
    for (int i = 0; i < lists.length; i++) {
      lists[i] = list(in, type.lists().get(i));
    }
    Event event = new Event(type, id, occurredAtMillis, observedAtMillis, numbers, texts, lists);
    return new LoggedEvent(sequence, foldTimeMillis, event);
  }

  private static void read(
      DataInputStream in, List<Field> fields, long[] numbers, @Nullable String[] texts)
      throws IOException {
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      int present = in.readUnsignedByte();
      if (present > 1) {
        throw corrupt("presence " + present, "0 or 1");
      }
      if (present == 1 && field.kind().isText()) {
        texts[i] = text(in);
      } else if (present == 1) {
        numbers[i] = in.readLong();
        if (!isLegal(field, numbers[i])) {
          throw corrupt("a value of " + field.name(), FieldValues.legal(field));
        }
      }
    }
  }

  private static boolean isLegal(Field field, long number) {
    return switch (field.kind()) {
      case MONEY -> number >= 0 && number <= Limits.MAX_NUMBER;
      case INTEGER -> Math.abs(number) <= Limits.MAX_NUMBER && number != Long.MIN_VALUE;
      case BOOL -> number == 0 || number == 1;
      case ENUM -> number >= 0 && number < field.values().size();
      case TIME -> FieldValues.isLegalTime(number);
      case ID, ENTITY, TEXT -> false;
    };
  }

  private static ListValue list(DataInputStream in, ListField list) throws IOException {
    int size = in.readUnsignedShort();
    if (size > Limits.MAX_ELEMENTS) {
      throw corrupt(size + " elements", "at most " + Limits.MAX_ELEMENTS);
    }
    long[][] numbers = new long[size][list.fields().size()];
    @Nullable String[][] texts = new String[size][list.fields().size()];
    for (int i = 0; i < size; i++) {
      Arrays.fill(numbers[i], Field.ABSENT);
      read(in, list.fields(), numbers[i], texts[i]);
    }
    return size == 0 ? ListValue.EMPTY : new ListValue(numbers, texts);
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] utf8 = new byte[in.readUnsignedShort()];
    in.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
