package io.mallguard.training.simulator.mall.log;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event, or an element of one of its lists, while it is filled in. One owner thread. */
public final class Draft {
  private final DraftType type;
  private final Form form;
  private final long[] numbers;
  private final @Nullable String[] texts;
  private final ListValue[] lists;

  Draft(DraftType type, Form form) {
    this.type = type;
    this.form = form;
    this.numbers = new long[form.size()];
    this.texts = new @Nullable String[form.size()];
    this.lists = new ListValue[type.type().lists().size()];
    Arrays.fill(numbers, Field.ABSENT);
    Arrays.fill(lists, ListValue.EMPTY);
  }

  /** Its type. */
  public EventType eventType() {
    return type.type();
  }

  /** An id or a text; empty leaves the field out. */
  public Draft text(String field, String value) {
    texts[form.slot(field)] = value.isEmpty() ? null : value;
    return this;
  }

  /** Money, a whole number or a time. */
  public Draft number(String field, long value) {
    numbers[form.slot(field)] = value;
    return this;
  }

  /** A word of an enum. */
  public Draft word(String field, String word) {
    int slot = form.slot(field);
    numbers[slot] = form.word(slot, word);
    return this;
  }

  /** A yes or no that is known. */
  public Draft yes(String field, boolean value) {
    return number(field, value ? 1 : 0);
  }

  /** An element for a list of this event. */
  public Draft element(String list) {
    return new Draft(type, type.element(list));
  }

  /** A list. */
  public Draft list(String list, List<Draft> elements) {
    int size = elements.size();
    long[][] allNumbers = new long[size][];
    @Nullable String[][] allTexts = new @Nullable String[size][];
    for (int i = 0; i < size; i++) {
      allNumbers[i] = elements.get(i).numbers;
      allTexts[i] = elements.get(i).texts;
    }
    lists[type.list(list)] = new ListValue(allNumbers, allTexts);
    return this;
  }

  Event event(String id, long occurredAtMillis, long observedAtMillis) {
    int all = type.type().fields().size();
    long[] filled = Arrays.copyOf(numbers, all);
    Arrays.fill(filled, numbers.length, all, Field.ABSENT);
    @Nullable String[] words = Arrays.copyOf(texts, all);
    return Event.received(
        type.type(), id, occurredAtMillis, observedAtMillis, filled, words, lists);
  }
}
