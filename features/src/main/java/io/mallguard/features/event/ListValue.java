package io.mallguard.features.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a list field. Immutable once built; the arrays are not copied.
 *
 * <p>An element has one slot per field, as an event has.
 */
public final class ListValue {
  /** No elements. */
  public static final ListValue EMPTY = new ListValue(new long[0][], new String[0][]);

  private final long[][] numbers;
  private final @Nullable String[][] texts;
  private final long[][] slots;

  /**
   * Builds a list.
   *
   * @param numbers per element one slot per field; {@link Field#ABSENT} where absent or textual
   * @param texts per element one slot per field; null where absent or numeric
   */
  public ListValue(long[][] numbers, @Nullable String[][] texts) {
    this.numbers = numbers;
    this.texts = texts;
    this.slots = new long[numbers.length][];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = Event.slots(numbers[i], texts[i], numbers[i].length);
    }
  }

  /** How many elements there are. */
  public int size() {
    return numbers.length;
  }

  /** A numeric field of an element, or {@link Field#ABSENT}. */
  public long number(int element, int field) {
    return numbers[element][field];
  }

  /** A textual field of an element, or null. */
  public @Nullable String text(int element, int field) {
    return texts[element][field];
  }

  /** Whether a field of an element has a value. */
  public boolean has(int element, int field) {
    return numbers[element][field] != Field.ABSENT || texts[element][field] != null;
  }

  /** Copies the fields of an element, texts as {@link IdHash} numbers, into a fold's slots. */
  public void copySlots(int element, long[] into, int from) {
    System.arraycopy(slots[element], 0, into, from, slots[element].length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListValue that
        && Arrays.deepEquals(numbers, that.numbers)
        && Arrays.deepEquals(texts, that.texts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(numbers) * 31 + Arrays.deepHashCode(texts);
  }
}
