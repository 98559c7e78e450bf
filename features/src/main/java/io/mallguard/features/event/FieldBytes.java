package io.mallguard.features.event;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of an event or of a list's element in bytes, see {@link EventBytes}. */
final class FieldBytes {
  private final long[] numbers;
  private final @Nullable String[] texts;

  private FieldBytes(int size) {
    numbers = new long[size];
    Arrays.fill(numbers, Field.ABSENT);
    texts = new @Nullable String[size];
  }

  long[] numbers() {
    return numbers;
  }

  @Nullable String[] texts() {
    return texts;
  }

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

  static FieldBytes read(DataInputStream in, List<Field> fields) throws IOException {
    FieldBytes read = new FieldBytes(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      int present = in.readUnsignedByte();
      if (present > 1) {
        throw EventBytes.corrupt("presence " + present, "0 or 1");
      }
      if (present == 1) {
        read.readValue(in, fields.get(i), i);
      }
    }
    return read;
  }

  private void readValue(DataInputStream in, Field field, int slot) throws IOException {
    if (field.kind().isText()) {
      texts[slot] = readText(in);
      return;
    }
    numbers[slot] = in.readLong();
    if (!FieldValues.isLegal(field, numbers[slot])) {
      throw EventBytes.corrupt("a value of " + field.name(), FieldValues.legal(field));
    }
  }

  static ListValue readList(DataInputStream in, ListField list) throws IOException {
    int size = in.readUnsignedShort();
    if (size > Limits.MAX_ELEMENTS) {
      throw EventBytes.corrupt(size + " elements", "at most " + Limits.MAX_ELEMENTS);
    }
    if (size == 0) {
      return ListValue.EMPTY;
    }
    long[][] numbers = new long[size][];
    @Nullable String[][] texts = new @Nullable String[size][];
    for (int i = 0; i < size; i++) {
      FieldBytes element = read(in, list.fields());
      numbers[i] = element.numbers;
      texts[i] = element.texts;
    }
    return new ListValue(numbers, texts);
  }

  static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(utf8.length);
    out.write(utf8);
  }

  static String readText(DataInputStream in) throws IOException {
    byte[] utf8 = new byte[in.readUnsignedShort()];
    in.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
