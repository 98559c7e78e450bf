package io.mallguard.training.history;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.problem.Problems;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows that take the place of earlier ones, such as corrected labels: each must name one that comes
 * before it in the order of history, is about the same event and was not superseded yet. Keeps in
 * memory what is superseded, not all labels. One owner thread.
 */
final class Corrections {
  private static final String FIELD = EventType.SUPERSEDES;

  private final Map<String, Named> named = new HashMap<>();
  private final Problems problems;

  private Corrections(Problems problems) {
    this.problems = problems;
  }

  /** An event that is superseded, and what is known of it so far. */
  private static final class Named {
    private boolean came;
    private boolean unreadable;
    private boolean superseded;
    private @Nullable String subject;
  }

  /** Finds which events are superseded among the staged rows. */
  static Corrections of(
      Staging staging,
      EventSchema schema,
      SortedSelect select,
      ImportColumns columns,
      Problems problems)
      throws SQLException {
    Corrections corrections = new Corrections(problems);
    if (columns.has(FIELD)) {
      for (EventType type : schema.eventTypes()) {
        if (type.hasSubject()) {
          staging.forEach(
              "SELECT DISTINCT CAST(%s AS VARCHAR) FROM stage WHERE %s = %s AND %s IS NOT NULL"
                  .formatted(
                      Staging.name(FIELD),
                      select.type(),
                      Staging.quoted(type.name()),
                      Staging.name(FIELD)),
              row -> corrections.named.put(key(type.name(), row.getString(1)), new Named()));
        }
      }
    }
    return corrections;
  }

  /** Takes note of the next event of history and checks what it supersedes. */
  void take(long row, Event event) {
    if (event.type().hasSubject() && !named.isEmpty()) {
      event.supersedes().ifPresent(earlierId -> check(row, event, earlierId));
      Named own = named.get(key(event.type().name(), event.id()));
      if (own != null) {
        own.came = true;
        own.subject = event.text(event.type().subjectField());
      }
    }
  }

  /** Takes note of a row with problems of its own; what supersedes it is no further problem. */
  void skip(@Nullable String typeName, @Nullable String id) {
    Named own = named.get(key(String.valueOf(typeName), String.valueOf(id)));
    if (own != null) {
      own.unreadable = true;
    }
  }

  private void check(long row, Event event, String earlierId) {
    Named earlier = Objects.requireNonNull(named.get(key(event.type().name(), earlierId)));
    if (earlier.unreadable) {
      return;
    }
    String place = "row " + row + " column " + FIELD;
    if (!earlier.came) {
      String legal = "the event_id of an earlier event of type " + event.type().name();
      problems.add(place, "unknown_superseded", earlierId, legal);
      return;
    }
    if (!Objects.equals(earlier.subject, event.text(event.type().subjectField()))) {
      String legal = "the event_id of an earlier event with the same subject_id";
      problems.add(place, "other_subject", earlierId, legal);
    }
    if (earlier.superseded) {
      String legal = "the event_id of an event that no other supersedes: the last correction";
      problems.add(place, "superseded_before", earlierId, legal);
    }
    earlier.superseded = true;
  }

  private static String key(String typeName, String id) {
    return typeName + '\0' + id;
  }
}
