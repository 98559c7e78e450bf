package io.mallguard.training.history;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.problem.Problems;
import java.sql.SQLException;
import java.util.Optional;

/** Rows about other rows, such as labels: each must name one event that is there, and only one. */
final class Subjects {
  private static final String ROW = Staging.name(SortedSelect.ROW);

  private final Staging staging;
  private final SortedSelect select;
  private final ImportColumns columns;
  private final Problems problems;

  private Subjects(Staging staging, SortedSelect select, ImportColumns columns, Problems problems) {
    this.staging = staging;
    this.select = select;
    this.columns = columns;
    this.problems = problems;
  }

  /** Checks the staged rows, of which none is there twice any more. */
  static void check(
      Staging staging,
      EventSchema schema,
      SortedSelect select,
      ImportColumns columns,
      Problems problems)
      throws SQLException {
    Subjects subjects = new Subjects(staging, select, columns, problems);
    for (EventType type : schema.eventTypes()) {
      Optional<EventType> about =
          type.hasSubject() ? schema.eventType(type.subject()) : Optional.empty();
      if (about.isPresent()) {
        subjects.refuseUnknown(type, about.get());
        subjects.refuseShared(about.get());
      }
    }
  }

  private void refuseUnknown(EventType type, EventType about) throws SQLException {
    String field = type.fields().get(type.subjectField()).name();
    if (columns.defaultType().isPresent() || !columns.has(field)) {
      return;
    }
    staging.forEach(
        """
        SELECT %1$s, CAST(%2$s AS VARCHAR) AS named FROM stage
        WHERE %3$s = %4$s AND named NOT IN (%5$s) ORDER BY 1
        """
            .formatted(
                ROW, Staging.name(field), select.type(), Staging.quoted(type.name()), names(about)),
        row ->
            problems.add(
                "row " + row.getLong(1) + " column " + field,
                "unknown_subject",
                row.getString(2),
                "the id of an event of type " + about.name() + " of this import"));
  }

  /** Only possible where the query has an event_id beside the field that names an event. */
  private void refuseShared(EventType about) throws SQLException {
    if (!columns.has(ImportColumns.EVENT_ID)) {
      return;
    }
    staging.forEach(
        """
        SELECT last, first, named FROM (
          SELECT max(%1$s) AS last, min(%1$s) AS first, named
          FROM (SELECT %1$s, named FROM (%2$s)) GROUP BY named HAVING count(*) > 1)
        ORDER BY 1
        """
            .formatted(ROW, rows(about)),
        row ->
            problems.add(
                "row " + row.getLong(1) + " column " + nameField(about),
                "duplicate_id",
                row.getString(3) + ", which names row " + row.getLong(2) + " too",
                "an id that no other event of its type has"));
  }

  private String names(EventType about) {
    return "SELECT named FROM (" + rows(about) + ") WHERE named IS NOT NULL";
  }

  /** Rows of a type with the id by which others name them. */
  private String rows(EventType about) {
    String name = nameField(about);
    String named =
        name.equals(ImportColumns.EVENT_ID) || !columns.has(name)
            ? select.id()
            : "CAST(" + Staging.name(name) + " AS VARCHAR)";
    return "SELECT %s, %s AS named FROM stage WHERE %s = %s"
        .formatted(ROW, named, select.type(), Staging.quoted(about.name()));
  }

  private static String nameField(EventType type) {
    return type.idField() < 0 ? ImportColumns.EVENT_ID : type.fields().get(type.idField()).name();
  }
}
