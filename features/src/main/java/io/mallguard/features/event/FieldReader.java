package io.mallguard.features.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an event or of a list's element from bytes, see {@link EventBytes}. What is
 * legal in a field is worked out once. Immutable, safe for use by many threads.
 */
final class FieldReader {
  private final List<Field> fields;
  private final boolean[] textual;
  private final long[] least;
  private final long[] greatest;

  FieldReader(List<Field> fields) {
    int size = fields.size();
    this.fields = fields;
    this.textual = new boolean[size];
    this.least = new long[size];
    this.greatest = new long[size];
    for (int i = 0; i < size; i++) {
      textual[i] = fields.get(i).kind().isText();
      least[i] = FieldValues.least(fields.get(i));
      greatest[i] = FieldValues.greatest(fields.get(i));
    }
  }

  int size() {
    return textual.length;
  }

  /**
   * Reads the first fields.
   *
   * @param slots receives numbers, and the numbers of texts
   * @param textsAt receives where each text starts; untouched where there is none
   */
  void read(ByteCursor in, int count, long[] slots, int[] textsAt) {
    for (int i = 0; i < count; i++) {
      if (!isPresent(in)) {
        slots[i] = Field.ABSENT;
      } else if (textual[i]) {
        textsAt[i] = in.at();
        slots[i] = in.textHash();
      } else {
        slots[i] = number(in, i);
      }
    }
  }

  /** Reads all fields, texts as such. */
  void read(ByteCursor in, long[] numbers, @Nullable String[] texts) {
    for (int i = 0; i < textual.length; i++) {
      boolean present = isPresent(in);
      texts[i] = present && textual[i] ? in.text() : null;
      numbers[i] = present && !textual[i] ? number(in, i) : Field.ABSENT;
    }
  }

  private static boolean isPresent(ByteCursor in) {
    int present = in.oneByte();
    if (present > 1) {
      throw EventBytes.corrupt("presence " + present, "0 or 1");
    }
    return present == 1;
  }

  private long number(ByteCursor in, int i) {
    long number = in.eightBytes();
    if (number < least[i] || number > greatest[i]) {
      Field field = fields.get(i);
      throw EventBytes.corrupt("a value of " + field.name(), FieldValues.legal(field));
    }
    return number;
  }
}
