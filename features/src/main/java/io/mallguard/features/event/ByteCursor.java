package io.mallguard.features.event;

import io.mallguard.features.problem.InvalidInputException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads an event's bytes from front to back, as {@link EventBytes} lays them out. Whatever goes
 * beyond their end is an {@link InvalidInputException}. One owner thread.
 */
final class ByteCursor {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int at;

  ByteCursor(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Where the next byte is. */
  int at() {
    return at;
  }

  /** How many bytes are left. */
  int left() {
    return bytes.length - at;
  }

  int oneByte() {
    return bytes[take(1)] & 0xFF;
  }

  int twoBytes() {
    return (short) SHORT.get(bytes, take(Short.BYTES)) & 0xFFFF;
  }

  long eightBytes() {
    return (long) LONG.get(bytes, take(Long.BYTES));
  }

  /** A text: its length in two bytes, then UTF-8. */
  String text() {
    int length = twoBytes();
    return new String(bytes, take(length), length, StandardCharsets.UTF_8);
  }

  /** The {@link IdHash} of a text. */
  long textHash() {
    int length = twoBytes();
    return IdHash.ofUtf8(bytes, take(length), length);
  }

  /** Goes past a text if it is the one in UTF-8. */
  boolean skip(byte[] utf8) {
    int from = at + Short.BYTES;
    int to = from + utf8.length;
    boolean same =
        to <= bytes.length
            && ((short) SHORT.get(bytes, at) & 0xFFFF) == utf8.length
            && Arrays.equals(bytes, from, to, utf8, 0, utf8.length);
    at = same ? to : at;
    return same;
  }

  private int take(int count) {
    if (count > left()) {
      throw EventBytes.corrupt(bytes.length + " bytes", "a whole event");
    }
    int from = at;
    at += count;
    return from;
  }
}
