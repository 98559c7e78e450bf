package io.mallguard.training.history;

import io.mallguard.features.event.Event;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.EventSchema;
import io.mallguard.features.schema.EventType;
import io.mallguard.features.schema.Field;
import io.mallguard.features.schema.Mark;
import io.mallguard.features.schema.MarkedField;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a column named like a marked field into later events that mark it. Immutable. */
final class LabelSplit {
  private final EventType subject;
  private final MarkedField field;
  private final EventType marking;
  private final long[] whenFalse;
  private final long[] whenTrue;

  /**
   * A split.
   *
   * @param subject the type that has the marked field
   * @param field the marked field
   * @param marking the type whose events set it
   * @param whenFalse number slots of an event that marks it false
   * @param whenTrue number slots of an event that marks it true
   */
  private LabelSplit(
      EventType subject, MarkedField field, EventType marking, long[] whenFalse, long[] whenTrue) {
    this.subject = subject;
    this.field = field;
    this.marking = marking;
    this.whenFalse = whenFalse;
    this.whenTrue = whenTrue;
  }

  EventType subject() {
    return subject;
  }

  MarkedField field() {
    return field;
  }

  EventType marking() {
    return marking;
  }

  /** Finds the event that marks a field, or says why there is none. */
  static Optional<LabelSplit> of(
      EventSchema schema, EventType subject, MarkedField field, Problems problems) {
    EventType marking = schema.eventType(field.markedBy()).orElseThrow();
    Optional<long[]> whenFalse = slots(marking, field, false);
    Optional<long[]> whenTrue = slots(marking, field, true);
    if (whenFalse.isEmpty() || whenTrue.isEmpty()) {
      String legal =
          "a marked field that one required enum or yes-no field of "
              + marking.name()
              + " sets to both true and false, with no other required field";
      problems.add("column " + field.name(), "not_splittable", field.name(), legal);
      return Optional.empty();
    }
    return Optional.of(new LabelSplit(subject, field, marking, whenFalse.get(), whenTrue.get()));
  }

  private static Optional<long[]> slots(EventType marking, MarkedField field, boolean wanted) {
    for (int i = 0; i < marking.fields().size(); i++) {
      long[] numbers = new long[marking.fields().size()];
      Arrays.fill(numbers, Field.ABSENT);
      for (long value = 0; value < domain(marking.fields().get(i)); value++) {
        numbers[i] = value;
        if (isComplete(marking, i) && marks(marking, field, numbers) == wanted) {
          return Optional.of(numbers);
        }
      }
    }
    return Optional.empty();
  }

  private static int domain(Field field) {
    return switch (field.kind()) {
      case ENUM -> field.values().size();
      case BOOL -> 2;
      case ID, ENTITY, TEXT, MONEY, INTEGER, TIME -> 0;
    };
  }

  private static boolean isComplete(EventType marking, int filled) {
    for (int i = 0; i < marking.fields().size(); i++) {
      if (marking.fields().get(i).required() && i != filled && i != marking.subjectField()) {
        return false;
      }
    }
    return true;
  }

  private static boolean marks(EventType marking, MarkedField field, long[] numbers) {
    Event event = event(marking, "label", "subject", 0, numbers);
    return marking.marks().stream()
        .filter(mark -> mark.field().name().equals(field.name()))
        .map(Mark::condition)
        .anyMatch(condition -> condition.test(event, 0));
  }

  private static Event event(
      EventType marking, String id, String subjectId, long atMillis, long[] numbers) {
    @Nullable String[] texts = new @Nullable String[numbers.length];
    texts[marking.subjectField()] = subjectId;
    return new Event(marking, id, atMillis, atMillis, numbers, texts);
  }

  /** The event that says what the field of a subject was, when it became known. */
  Event label(String eventId, String subjectId, long knownAtMillis, boolean value) {
    String id = eventId + "-" + field.name();
    return event(marking, id, subjectId, knownAtMillis, value ? whenTrue : whenFalse);
  }
}
