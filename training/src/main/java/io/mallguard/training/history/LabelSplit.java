package io.mallguard.training.history;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.event.ListValue;
import io.mallguard.features.event.Mark;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.problem.Problems;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a column named like a marked field into later events that mark it. Immutable.
 *
 * @param subject the type that has the marked field
 * @param field the marked field
 * @param marking the type whose events set it
 * @param slot the field of the marking event that decides
 * @param whenFalse its value in an event that marks it false
 * @param whenTrue its value in an event that marks it true
 */
record LabelSplit(
    EventType subject,
    MarkedField field,
    EventType marking,
    int slot,
    long whenFalse,
    long whenTrue) {

  /** Finds the event that marks a field, or says why there is none. */
  static Optional<LabelSplit> of(
      EventSchema schema, EventType subject, MarkedField field, Problems problems) {
    EventType marking = schema.eventType(field.markedBy()).orElseThrow();
    for (int slot = 0; slot < marking.sentFields(); slot++) {
      OptionalLong whenFalse = value(marking, field, slot, false);
      OptionalLong whenTrue = value(marking, field, slot, true);
      if (isComplete(marking, slot) && whenFalse.isPresent() && whenTrue.isPresent()) {
        return Optional.of(
            new LabelSplit(
                subject, field, marking, slot, whenFalse.getAsLong(), whenTrue.getAsLong()));
      }
    }
    String legal =
        "a marked field that one required enum or yes-no field of "
            + marking.name()
            + " sets to both true and false, with no other required field";
    problems.add("column " + field.name(), "not_splittable", field.name(), legal);
    return Optional.empty();
  }

  /** The first value of a slot with which the field is marked as wanted. */
  private static OptionalLong value(
      EventType marking, MarkedField field, int slot, boolean wanted) {
    return LongStream.range(0, domain(marking.fields().get(slot)))
        .filter(value -> marks(marking, field, slot, value) == wanted)
        .findFirst();
  }

  private static int domain(Field field) {
    return switch (field.kind()) {
      case ENUM -> field.values().size();
      case BOOL -> 2;
      case ID, ENTITY, TEXT, MONEY, INTEGER, TIME -> 0;
    };
  }

  private static boolean isComplete(EventType marking, int filled) {
    if (marking.lists().stream().anyMatch(ListField::required)) {
      return false;
    }
    for (int i = 0; i < marking.sentFields(); i++) {
      if (marking.fields().get(i).required() && i != filled && i != marking.subjectField()) {
        return false;
      }
    }
    return true;
  }

  private static boolean marks(EventType marking, MarkedField field, int slot, long value) {
    Event event = event(marking, "label", "subject", 0, slot, value);
    return marking.marks().stream()
        .filter(mark -> mark.field().name().equals(field.name()))
        .map(Mark::condition)
        .anyMatch(condition -> condition.test(event, 0));
  }

  private static Event event(
      EventType marking, String id, String subjectId, long atMillis, int slot, long value) {
    long[] numbers = new long[marking.fields().size()];
    Arrays.fill(numbers, Field.ABSENT);
    numbers[slot] = value;
    @Nullable String[] texts = new @Nullable String[numbers.length];
    texts[marking.subjectField()] = subjectId;
    return Event.received(marking, id, atMillis, atMillis, numbers, texts, new ListValue[0]);
  }

  /** The event that says what the field of a subject was, when it became known. */
  Event label(String eventId, String subjectId, long knownAtMillis, boolean value) {
    String id = eventId + "-" + field.name();
    return event(marking, id, subjectId, knownAtMillis, slot, value ? whenTrue : whenFalse);
  }
}
