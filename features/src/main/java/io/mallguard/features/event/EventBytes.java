package io.mallguard.features.event;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The binary form of logged events, for the durable log. Immutable, safe for use by many threads.
 *
 * <pre>
 * byte   format version, 2
 * string event type        (string: unsigned short length in bytes, then UTF-8)
 * string event id
 * long   sequence, fold time, occurred at, observed at
 * per field in schema order, then the implicit and the computed ones:
 *   byte 0 absent | 1 present, then string or long
 * per list in schema order: unsigned short number of elements,
 *   per element: its fields in schema order, each as above
 * </pre>
 *
 * Version 1, which is still read, has neither lists nor implicit and computed fields. Types and
 * fields go by name and order of the schema the log was written with.
 */
public final class EventBytes {
  private static final int VERSION = 2;
  private static final int BEFORE_LISTS = 1;

  private final EventSchema schema;
  private final TypeReader[] types;

  /** The binary form of a schema's events. */
  public EventBytes(EventSchema schema) {
    this.schema = schema;
    this.types = schema.eventTypes().stream().map(TypeReader::new).toArray(TypeReader[]::new);
  }

  /** The bytes of one event. */
  public byte[] write(LoggedEvent logged) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Event event = logged.event();
      out.writeByte(VERSION);
      FieldBytes.writeText(out, event.type().name());
      FieldBytes.writeText(out, event.id());
      out.writeLong(logged.sequence());
      out.writeLong(logged.foldTimeMillis());
      out.writeLong(event.occurredAtMillis());
      out.writeLong(event.observedAtMillis());
      writeFields(out, event, event.type().fields().size());
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The bytes that say what an event is, apart from when it was received: two events of one id with
   * equal content are the same event sent twice. What is worked out from the rest is not in them.
   */
  public byte[] content(Event event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      FieldBytes.writeText(out, event.type().name());
      FieldBytes.writeText(out, event.id());
      out.writeLong(event.occurredAtMillis());
      writeFields(out, event, event.type().sentFields());
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads one event.
   *
   * @param bytes what {@link #write} gave; the event keeps them, they must not be changed
   *     afterwards
   * @throws InvalidInputException if the bytes are no event of this schema
   */
  public LoggedEvent read(byte[] bytes) {
    ByteCursor in = new ByteCursor(bytes, 0);
    int version = in.oneByte();
    if (version != VERSION && version != BEFORE_LISTS) {
      String legal = "format version " + BEFORE_LISTS + " or " + VERSION;
      throw corrupt("format version " + version, legal);
    }
    LoggedEvent read = typeOf(in).read(in, bytes, version == BEFORE_LISTS);
    if (in.left() > 0) {
      throw corrupt(in.left() + " bytes too many", "the end of the event");
    }
    return read;
  }

  /** Types are few, so that comparing names is faster than making a text to look one up. */
  private TypeReader typeOf(ByteCursor in) {
    for (TypeReader type : types) {
      if (type.isNext(in)) {
        return type;
      }
    }
    throw corrupt("event type " + in.text(), "a type of " + schema.name());
  }

  private static void writeFields(DataOutputStream out, Event event, int fields)
      throws IOException {
    for (int i = 0; i < fields; i++) {
      FieldBytes.write(out, event.has(i), event.number(i), event.text(i));
    }
    for (int list = 0; list < event.type().lists().size(); list++) {
      FieldBytes.write(out, event.list(list), event.type().lists().get(list).fields().size());
    }
  }

  static InvalidInputException corrupt(String found, String legal) {
    return InvalidInputException.of(
        "logged event", new Problem("event bytes", "corrupt_event", found, legal));
  }
}
