package io.mallguard.training.history;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.event.Mark;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the log says about a marked field up to one moment, for every event type that has it: by the
 * id of the subject (its {@link IdHash}), true or false as the last mark has it. A label that
 * supersedes another says itself what holds, so the one it takes the place of counts up to that
 * moment and no longer. Safe for use by many threads once read.
 */
public final class Labels {
  /** By index of the subject's type. */
  private final Map<Integer, Map<Long, Byte>> bySubject = new HashMap<>();

  private Labels() {}

  /** No labels at all. */
  static Labels none() {
    return new Labels();
  }

  /**
   * Reads the marks.
   *
   * @param field name of a marked field
   * @param untilMillis the last fold time at which a mark counts as known
   * @throws InvalidInputException if no event type has such a marked field
   */
  public static Labels read(EventFolder folder, String field, long untilMillis) throws IOException {
    Labels labels = new Labels();
    for (EventType subject : subjects(folder.schema(), field)) {
      labels.read(folder, subject, field, untilMillis);
    }
    return labels;
  }

  private static List<EventType> subjects(EventSchema schema, String field) {
    List<EventType> subjects =
        schema.eventTypes().stream().filter(type -> type.markedField(field).isPresent()).toList();
    if (subjects.isEmpty()) {
      throw InvalidInputException.of(
          "label field",
          new Problem(
              "label field",
              "unknown_field",
              field,
              "a marked field of schema " + schema.name() + ": " + marked(schema)));
    }
    return subjects;
  }

  private void read(EventFolder folder, EventType subject, String field, long untilMillis)
      throws IOException {
    Map<Long, Byte> marked = new HashMap<>();
    bySubject.put(subject.index(), marked);
    List<EventType> marking =
        folder.schema().eventTypes().stream()
            .filter(type -> type.subject().equals(subject.name()))
            .filter(type -> type.marks().stream().anyMatch(m -> m.field().name().equals(field)))
            .toList();
    try (EventReader events = folder.read(marking)) {
      while (events.advance()) {
        if (events.current().foldTimeMillis() <= untilMillis) {
          take(events.current(), field, marked);
        }
      }
    }
  }

  private static List<String> marked(EventSchema schema) {
    return schema.eventTypes().stream()
        .flatMap(type -> type.markedFields().stream())
        .map(f -> f.name())
        .distinct()
        .toList();
  }

  private static void take(LoggedEvent logged, String field, Map<Long, Byte> into) {
    Event event = logged.event();
    String subject = event.text(event.type().subjectField());
    for (Mark mark : event.type().marks()) {
      if (subject != null && mark.field().name().equals(field)) {
        boolean marked = mark.condition().test(event, 0);
        into.put(IdHash.of(subject), marked ? RowMatrix.POSITIVE : RowMatrix.NEGATIVE);
      }
    }
  }

  /** The label of an event: {@link RowMatrix#POSITIVE}, {@code NEGATIVE} or {@code UNKNOWN}. */
  public byte of(Event event) {
    return of(event.type().index(), event.ownId());
  }

  /**
   * The label of an event: {@link RowMatrix#POSITIVE}, {@code NEGATIVE} or {@code UNKNOWN}.
   *
   * @param type index of its type
   * @param ownId see {@link Event#ownId()}
   */
  byte of(int type, long ownId) {
    Map<Long, Byte> marked = bySubject.get(type);
    return marked == null ? RowMatrix.UNKNOWN : marked.getOrDefault(ownId, RowMatrix.UNKNOWN);
  }
}
