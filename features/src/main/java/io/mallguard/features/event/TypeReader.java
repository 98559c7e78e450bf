package io.mallguard.features.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what is special to the events of one type. Immutable, safe for use by many threads. */
final class TypeReader {
  private static final ListValue[] NO_LISTS = {};

  private final EventType type;
  private final byte[] name;
  private final FieldReader fields;
  private final int fieldsBeforeLists;
  private final List<FieldReader> elements = new ArrayList<>();

  TypeReader(EventType type) {
    this.type = type;
    this.name = type.name().getBytes(StandardCharsets.UTF_8);
    this.fields = new FieldReader(type.fields());
    this.fieldsBeforeLists =
        (int) type.fields().stream().filter(f -> f.origin() == Field.Origin.SENT).count();
    type.lists().forEach(list -> elements.add(new FieldReader(list.fields())));
  }

  /** Goes past the type's name if it is what comes next. */
  boolean isNext(ByteCursor in) {
    return in.skip(name);
  }

  /**
   * Reads what follows the name.
   *
   * @param bytes what the cursor reads; the event keeps them
   * @param beforeLists whether they are of the format that had sent fields alone
   */
  LoggedEvent read(ByteCursor in, byte[] bytes, boolean beforeLists) {
    final int idAt = in.at();
    final long idHash = in.textHash();
    final long sequence = in.eightBytes();
    final long foldTimeMillis = in.eightBytes();
    final long occurredAtMillis = in.eightBytes();
    final long observedAtMillis = in.eightBytes();
    long[] slots = new long[type.fields().size()];
    int[] textsAt = new int[slots.length];
    int count = beforeLists ? fieldsBeforeLists : slots.length;
    fields.read(in, count, slots, textsAt);
    Arrays.fill(slots, count, slots.length, Field.ABSENT);
    ListValue[] lists = beforeLists ? NO_LISTS : lists(in);
    Texts texts = new Texts.InBytes(bytes, idAt, textsAt);
    return new LoggedEvent(
        sequence,
        foldTimeMillis,
        new Event(type, texts, idHash, occurredAtMillis, observedAtMillis, slots, lists));
  }

  private ListValue[] lists(ByteCursor in) {
    ListValue[] lists = elements.isEmpty() ? NO_LISTS : new ListValue[elements.size()];
    for (int i = 0; i < lists.length; i++) {
      lists[i] = list(in, elements.get(i));
    }
    return lists;
  }

  private static ListValue list(ByteCursor in, FieldReader element) {
    int size = in.twoBytes();
    if (size > Limits.MAX_ELEMENTS) {
      throw EventBytes.corrupt(size + " elements", "at most " + Limits.MAX_ELEMENTS);
    }
    if (size == 0) {
      return ListValue.EMPTY;
    }
    long[][] numbers = new long[size][element.size()];
    @Nullable String[][] texts = new @Nullable String[size][element.size()];
    for (int i = 0; i < size; i++) {
      element.read(in, numbers[i], texts[i]);
    }
    return new ListValue(numbers, texts);
  }
}
