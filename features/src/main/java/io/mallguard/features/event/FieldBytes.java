package io.mallguard.features.event;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the fields of an event or of a list's element as bytes, see {@link EventBytes}. */
final class FieldBytes {
  private FieldBytes() {}

  static void write(DataOutputStream out, boolean present, long number, @Nullable String text)
      throws IOException {
    out.writeByte(present ? 1 : 0);
    if (text != null) {
      writeText(out, text);
    } else if (present) {
      out.writeLong(number);
    }
  }

  static void write(DataOutputStream out, ListValue list, int fields) throws IOException {
    out.writeShort(list.size());
    for (int element = 0; element < list.size(); element++) {
      for (int i = 0; i < fields; i++) {
        write(out, list.has(element, i), list.number(element, i), list.text(element, i));
      }
    }
  }

  static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(utf8.length);
    out.write(utf8);
  }
}
