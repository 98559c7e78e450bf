package io.mallguard.features.expression;

import io.mallguard.features.event.Field;
import java.util.List;

/**
 * What a name in an expression stands for. Slots are indexes into the {@code slots} of {@link
 * Whole#at}; a slot that holds {@link Field#ABSENT} has no value. Immutable.
 */
@SuppressWarnings("JavaLangClash") // the words of the spec
public sealed interface Variable {

  /**
   * A whole number: money, a count, a time in epoch milliseconds.
   *
   * @param slot where its value stands
   */
  record Number(int slot) implements Variable {}

  /**
   * True or false, 1 or 0.
   *
   * @param slot where its value stands
   */
  record Bool(int slot) implements Variable {}

  /**
   * A field that becomes known later, 1 or 0 and never absent.
   *
   * @param slot where its value stands
   * @param mark its index, 0 to {@value #MAX_MARK}, for {@link MarkUse}
   */
  record Mark(int slot, int mark) implements Variable {
    /** The largest index. */
    public static final int MAX_MARK = 31;

    /** Checks the index. */
    public Mark {
      if (mark < 0 || mark > MAX_MARK) {
        throw new IllegalArgumentException("mark " + mark + ", must be 0 to " + MAX_MARK);
      }
    }
  }

  /**
   * One word of a list, held as its position.
   *
   * @param slot where its position stands
   * @param words the legal words
   */
  record Enumerated(int slot, List<String> words) implements Variable {
    /** Copies the list. */
    public Enumerated {
      words = List.copyOf(words);
    }
  }

  /**
   * A text or id, held as its {@link io.mallguard.features.event.IdHash}: it can only be compared
   * for equality.
   *
   * @param slot where its hash stands
   */
  record Text(int slot) implements Variable {}

  /**
   * A column of the row.
   *
   * @param index its index in the row
   */
  record Column(int index) implements Variable {}

  /**
   * The record of a look-up, which can only be asked whether it is known.
   *
   * @param timeSlot a slot that is absent if there is no record
   */
  record Record(int timeSlot) implements Variable {}

  /**
   * A list of the event, only for {@link Expressions#computed}.
   *
   * @param list its index in the event's type
   * @param fields the fields of an element
   */
  record Elements(int list, List<Field> fields) implements Variable {
    /** Copies the list. */
    public Elements {
      fields = List.copyOf(fields);
    }
  }
}
