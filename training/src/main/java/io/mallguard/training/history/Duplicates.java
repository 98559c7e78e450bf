package io.mallguard.training.history;

import io.mallguard.features.problem.Problems;
import java.sql.SQLException;
import java.util.stream.Collectors;

/** Rows of one event type with the same event id: the first stays. */
final class Duplicates {
  private static final String ROW = Staging.name(SortedSelect.ROW);

  private Duplicates() {}

  /**
   * Drops rows that say again what an earlier one said.
   *
   * @param problems receives the rows that say something else under the same id
   * @return how many rows were dropped
   */
  static long drop(Staging staging, SortedSelect select, ImportColumns columns, Problems problems)
      throws SQLException {
    staging.execute(
        """
        CREATE TABLE repeated AS
        SELECT type, id, min(%1$s) AS first FROM (SELECT %1$s, %2$s AS type, %3$s AS id FROM stage)
        WHERE id IS NOT NULL GROUP BY type, id HAVING count(*) > 1
        """
            .formatted(ROW, select.type(), select.id()));
    if (staging.number("SELECT count(*) FROM repeated") == 0) {
      return 0;
    }
    staging.execute(
        """
        CREATE TABLE again AS
        SELECT stage.%1$s AS again, repeated.first, repeated.id
        FROM stage JOIN repeated ON repeated.type = %2$s AND repeated.id = %3$s
        WHERE stage.%1$s <> repeated.first
        """
            .formatted(ROW, select.type(), select.id()));
    staging.forEach(
        contradictions(columns),
        row ->
            problems.add(
                "row " + row.getLong(1) + " column event_id",
                "duplicate_id",
                row.getString(3) + " with other content than row " + row.getLong(2),
                "an id that no other event of its type has"));
    return staging.execute(
        "DELETE FROM stage WHERE %s IN (SELECT again FROM again)".formatted(ROW));
  }

  private static String contradictions(ImportColumns columns) {
    String differs =
        columns.names().stream()
            .filter(name -> !name.equals(ImportColumns.SEQUENCE))
            .map(Staging::name)
            .map("a.%1$s IS DISTINCT FROM b.%1$s"::formatted)
            .collect(Collectors.joining(" OR "));
    return """
        SELECT again.again, again.first, again.id
        FROM again JOIN stage a ON a.%1$s = again.first JOIN stage b ON b.%1$s = again.again
        WHERE %2$s ORDER BY 1
        """
        .formatted(ROW, differs);
  }
}
