package io.mallguard.features.event;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of logged events, for the durable log. Immutable, safe for use by many threads.
 *
 * <pre>
 * byte   format version, 1
 * string event type        (string: unsigned short length in bytes, then UTF-8)
 * string event id
 * long   sequence, fold time, occurred at, observed at
 * per field in schema order: byte 0 absent | 1 present, then string or long
 * </pre>
 *
 * Types and fields go by name and order of the schema the log was written with.
 */
public final class EventBytes {
  private static final int VERSION = 1;

  private final EventSchema schema;

  /** The binary form of a schema's events. */
  public EventBytes(EventSchema schema) {
    this.schema = schema;
  }

  /** The bytes of one event. */
  public byte[] write(LoggedEvent logged) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Event event = logged.event();
      out.writeByte(VERSION);
      writeText(out, event.type().name());
      writeText(out, event.id());
      out.writeLong(logged.sequence());
      out.writeLong(logged.foldTimeMillis());
      writeContent(out, event);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The bytes that say what an event is, apart from when it was received: two events of one id with
   * equal content are the same event sent twice.
   */
  public byte[] content(Event event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writeText(out, event.type().name());
      writeText(out, event.id());
      out.writeLong(event.occurredAtMillis());
      writeFields(out, event);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads one event.
   *
   * @throws InvalidInputException if the bytes are no event of this schema
   */
  public LoggedEvent read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw corrupt("format version " + version, "format version " + VERSION);
      }
      String typeName = readText(in);
      EventType type =
          schema
              .eventType(typeName)
              .orElseThrow(() -> corrupt("event type " + typeName, "a type of " + schema.name()));
      String id = readText(in);
      long sequence = in.readLong();
      long foldTimeMillis = in.readLong();
      Event event = readContent(in, type, id);
      if (in.available() > 0) {
        throw corrupt(in.available() + " bytes too many", "the end of the event");
      }
      return new LoggedEvent(sequence, foldTimeMillis, event);
    } catch (IOException e) {
      throw corrupt(bytes.length + " bytes", "a whole event");
    }
  }

  private static void writeContent(DataOutputStream out, Event event) throws IOException {
    out.writeLong(event.occurredAtMillis());
    out.writeLong(event.observedAtMillis());
    writeFields(out, event);
  }

  private static void writeFields(DataOutputStream out, Event event) throws IOException {
    for (int i = 0; i < event.type().fields().size(); i++) {
      boolean present = event.has(i);
      out.writeByte(present ? 1 : 0);
      String text = event.text(i);
      if (text != null) {
        writeText(out, text);
      } else if (present) {
        out.writeLong(event.number(i));
      }
    }
  }

  private static Event readContent(DataInputStream in, EventType type, String id)
      throws IOException {
    long occurredAtMillis = in.readLong();
    long observedAtMillis = in.readLong();
    List<Field> fields = type.fields();
    long[] numbers = new long[fields.size()];
    Arrays.fill(numbers, Field.ABSENT);
    @Nullable String[] texts = new @Nullable String[fields.size()];
    for (int i = 0; i < numbers.length; i++) {
      int present = in.readUnsignedByte();
      if (present > 1) {
        throw corrupt("presence " + present, "0 or 1");
      }
      if (present == 1) {
        readValue(in, fields.get(i), i, numbers, texts);
      }
    }
    return new Event(type, id, occurredAtMillis, observedAtMillis, numbers, texts);
  }

  private static void readValue(
      DataInputStream in, Field field, int slot, long[] numbers, @Nullable String[] texts)
      throws IOException {
    if (field.kind().isText()) {
      texts[slot] = readText(in);
      return;
    }
    numbers[slot] = in.readLong();
    if (!FieldValues.isLegal(field, numbers[slot])) {
      throw corrupt("a value of " + field.name(), FieldValues.legal(field));
    }
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(utf8.length);
    out.write(utf8);
  }

  private static String readText(DataInputStream in) throws IOException {
    byte[] utf8 = new byte[in.readUnsignedShort()];
    in.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static InvalidInputException corrupt(String found, String legal) {
    return InvalidInputException.of(
        "logged event", new Problem("event bytes", "corrupt_event", found, legal));
  }
}
