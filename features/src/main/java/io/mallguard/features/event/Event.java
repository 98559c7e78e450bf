package io.mallguard.features.event;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened: an envelope and one slot per field of its type. Immutable once built;
 * the arrays it is built from are not copied and must not be changed afterwards.
 */
public final class Event {
  private final EventType type;
  private final Texts texts;
  private final long occurredAtMillis;
  private final long observedAtMillis;
  private final long[] slots;
  private final ListValue[] lists;
  private final long ownId;

  private static final ListValue[] NO_LISTS = {};

  /**
   * Builds an event without lists whose fields were checked already, see {@link EventJson}.
   *
   * @param type its type
   * @param id its id, unique among the events of its type
   * @param occurredAtMillis when it happened, epoch milliseconds
   * @param observedAtMillis when it became known, epoch milliseconds
   * @param numbers one slot per field; {@link Field#ABSENT} where absent or textual; implicit and
   *     computed fields may be left out at the end
   * @param texts one slot per field, as many; null where absent or numeric
   */
  public Event(
      EventType type,
      String id,
      long occurredAtMillis,
      long observedAtMillis,
      long[] numbers,
      @Nullable String[] texts) {
    this(type, id, occurredAtMillis, observedAtMillis, numbers, texts, NO_LISTS);
  }

  /**
   * Builds an event; computed fields are what the numbers say.
   *
   * @param lists one per list of the type, empty where absent; fewer if the last ones are absent
   */
  public Event(
      EventType type,
      String id,
      long occurredAtMillis,
      long observedAtMillis,
      long[] numbers,
      @Nullable String[] texts,
      ListValue[] lists) {
    int size = type.fields().size();
    if (numbers.length > size || texts.length != numbers.length || !isWhole(type, numbers.length)) {
      throw new IllegalArgumentException(
          "slots "
              + numbers.length
              + " and "
              + texts.length
              + ", must be one per field of "
              + type.name());
    }
    this.type = type;
    this.texts = new Texts.Given(id, texts.length == size ? texts : Arrays.copyOf(texts, size));
    this.occurredAtMillis = occurredAtMillis;
    this.observedAtMillis = observedAtMillis;
    this.slots = slots(numbers, texts, size);
    this.lists = lists;
    this.ownId = ownId(IdHash.of(id));
  }

  /**
   * An event as its bytes say.
   *
   * @param idHash the number of its id
   * @param slots per field its number, or the number of its text, or {@link Field#ABSENT}
   */
  Event(
      EventType type,
      Texts texts,
      long idHash,
      long occurredAtMillis,
      long observedAtMillis,
      long[] slots,
      ListValue[] lists) {
    this.type = type;
    this.texts = texts;
    this.occurredAtMillis = occurredAtMillis;
    this.observedAtMillis = observedAtMillis;
    this.slots = slots;
    this.lists = lists;
    this.ownId = ownId(idHash);
  }

  private long ownId(long idHash) {
    int field = type.idField();
    return field < 0 || slots[field] == Field.ABSENT ? idHash : slots[field];
  }

  private static boolean isWhole(EventType type, int slots) {
    return slots == type.fields().size() || type.fields().get(slots).origin() != Field.Origin.SENT;
  }

  /**
   * Builds an event as it comes in, and works out its computed fields. A value beyond the {@link
   * Limits} of its field is absent. Parameters as in the constructors.
   */
  public static Event received(
      EventType type,
      String id,
      long occurredAtMillis,
      long observedAtMillis,
      long[] numbers,
      @Nullable String[] texts,
      ListValue[] lists) {
    Event event = new Event(type, id, occurredAtMillis, observedAtMillis, numbers, texts, lists);
    event.compute();
    return event;
  }

  /** Only before anybody else sees the event. */
  private void compute() {
    int first = type.sentFields();
    for (int i = 0; i < type.computations().size(); i++) {
      long value = type.computations().get(i).at(this);
      long legal = FieldValues.isLegal(type.fields().get(first + i), value) ? value : Field.ABSENT;
      slots[first + i] = legal;
    }
  }

  /** Numbers where there is a number, the number of the text where there is a text. */
  static long[] slots(long[] numbers, @Nullable String[] texts, int size) {
    long[] slots = Arrays.copyOf(numbers, size);
    Arrays.fill(slots, numbers.length, size, Field.ABSENT);
    for (int i = 0; i < numbers.length; i++) {
      String text = texts[i];
      if (text != null) {
        slots[i] = IdHash.of(text);
      }
    }
    return slots;
  }

  /** Copies the value of every field, texts as {@link IdHash} numbers, into a fold's slots. */
  public void copySlots(long[] into, int from) {
    System.arraycopy(slots, 0, into, from, slots.length);
  }

  /** {@link #subjectId()} as a number. */
  public long ownId() {
    return ownId;
  }

  /** A list; empty if absent. */
  public ListValue list(int list) {
    return list < lists.length ? lists[list] : ListValue.EMPTY;
  }

  /** Its type. */
  public EventType type() {
    return type;
  }

  /** Its id, unique among the events of its type. */
  public String id() {
    return texts.id();
  }

  /** When it happened, epoch milliseconds. */
  public long occurredAtMillis() {
    return occurredAtMillis;
  }

  /** When it became known, epoch milliseconds. */
  public long observedAtMillis() {
    return observedAtMillis;
  }

  /** A numeric field's value, or {@link Field#ABSENT}. */
  public long number(int field) {
    return texts.has(field) ? Field.ABSENT : slots[field];
  }

  /** A textual field's value, or null if absent. */
  public @Nullable String text(int field) {
    return texts.field(field);
  }

  /** Whether a field has a value. */
  public boolean has(int field) {
    return slots[field] != Field.ABSENT;
  }

  /** The name by which later events refer to this one: its id field, else its event id. */
  public String subjectId() {
    String own = type.idField() < 0 ? null : texts.field(type.idField());
    return own == null ? id() : own;
  }

  /** The event id of the earlier event of its type that this one takes the place of, if any. */
  public Optional<String> supersedes() {
    int field = type.supersedesField();
    return field < 0 ? Optional.empty() : Optional.ofNullable(texts.field(field));
  }

  /** Same type, id, times and fields. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Event that
        && type.name().equals(that.type.name())
        && id().equals(that.id())
        && occurredAtMillis == that.occurredAtMillis
        && observedAtMillis == that.observedAtMillis
        && Arrays.equals(slots, that.slots)
        && sameTexts(that)
        && sameLists(that);
  }

  private boolean sameTexts(Event that) {
    for (int i = 0; i < slots.length; i++) {
      if (!Objects.equals(text(i), that.text(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean sameLists(Event that) {
    for (int i = 0; i < type.lists().size(); i++) {
      if (!list(i).equals(that.list(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return id().hashCode() * 31 + type.name().hashCode();
  }

  /** Type and id; never field values. */
  @Override
  public String toString() {
    return type.name() + " " + id();
  }
}
