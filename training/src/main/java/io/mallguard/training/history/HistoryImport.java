package io.mallguard.training.history;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns the result of a DuckDB query into an events folder: stages it on disk, checks all of it,
 * sorts it once into the order of history and gives every event its sequence and fold time. Either
 * all of it is written or nothing. One owner thread.
 */
public final class HistoryImport {
  private final ImportQuery query;
  private final EventSchema schema;
  private final Progress progress;
  private final Problems problems = new Problems();
  private final TreeMap<String, Long> counts = new TreeMap<>();
  private long lastSequence;
  private long lastFoldTimeMillis = FoldTime.NONE;

  private HistoryImport(ImportQuery query, EventSchema schema, Progress progress) {
    this.query = query;
    this.schema = schema;
    this.progress = progress;
  }

  /**
   * Prepares an import.
   *
   * @param sql file with one DuckDB query
   * @param input what stands for <code>${input}</code> in it
   * @param schema what the query's columns mean
   * @throws InvalidInputException if the file holds no query
   */
  public static HistoryImport of(
      Path sql, Optional<Path> input, EventSchema schema, Progress progress) throws IOException {
    return new HistoryImport(ImportQuery.read(sql, input), schema, progress);
  }

  /**
   * Imports into a folder that is not there yet.
   *
   * @throws InvalidInputException with all problems of the query and of every row
   */
  public ImportReport into(Path out) throws IOException {
    try (EventFolderWriter writer = EventFolderWriter.create(out, schema)) {
      return run(writer);
    }
  }

  /** Imports into a folder that takes the place of an events folder; errors as {@link #into}. */
  public ImportReport over(Path out) throws IOException {
    try (EventFolderWriter writer = EventFolderWriter.replace(out, schema)) {
      return run(writer);
    }
  }

  private ImportReport run(EventFolderWriter writer) throws IOException {
    try (Staging staging = Staging.open(writer.scratch(), schema.zone())) {
      ImportColumns columns = ImportColumns.of(schema, staging.columns(query.sql()), problems);
      problems.throwIfAny(query.source());
      stage(staging, columns);
      SortedSelect select = new SortedSelect(schema, columns);
      long dropped = Duplicates.drop(staging, select, columns, problems);
      Subjects.check(staging, schema, select, columns, problems);
      Corrections corrections = Corrections.of(staging, schema, select, columns, problems);
      write(staging, select, columns, corrections, writer);
      problems.throwIfAny(query.source());
      writer.commit();
      return new ImportReport(counts, dropped);
    } catch (SQLException failure) {
      throw SqlProblems.explain(query, failure);
    }
  }

  private void stage(Staging staging, ImportColumns columns) throws SQLException {
    try (Progress.Task task = progress.start("Reading with DuckDB", -1)) {
      staging.execute(
          "CREATE TABLE stage AS SELECT row_number() OVER () AS %s, * FROM (\n%s\n)"
              .formatted(Staging.name(SortedSelect.ROW), query.sql()));
      task.step();
    }
    Rejects.collect(staging, problems);
    ListKeys.check(staging, columns, problems);
    if (staging.number("SELECT count(*) FROM stage") == 0) {
      problems.add(query.data(), "empty_result", "no rows", "a query with at least one row");
    }
    problems.throwIfAny(query.source());
  }

  private void write(
      Staging staging,
      SortedSelect select,
      ImportColumns columns,
      Corrections corrections,
      EventFolderWriter writer)
      throws SQLException, IOException {
    RowDecoder decoder = new RowDecoder(schema, select, columns, problems);
    String sql = select.sql();
    long total = staging.number("SELECT count(*) FROM (" + sql + ")");
    try (Progress.Task task = progress.start("Writing events", total)) {
      staging.forEach(
          sql,
          row -> {
            write(row, decoder, corrections, writer);
            task.step();
          });
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private void write(
      ResultSet row, RowDecoder decoder, Corrections corrections, EventFolderWriter writer)
      throws SQLException {
    Optional<Event> event = decoder.decode(row);
    if (event.isPresent()) {
      corrections.take(row.getLong(SortedSelect.ROW_AT), event.get());
    } else {
      corrections.skip(row.getString(SortedSelect.TYPE_AT), row.getString(SortedSelect.ID_AT));
    }
    if (event.isEmpty() || !problems.isEmpty()) {
      return;
    }
    lastFoldTimeMillis = FoldTime.next(lastFoldTimeMillis, event.get());
    counts.merge(event.get().type().name(), 1L, Long::sum);
    try {
      writer.write(new LoggedEvent(++lastSequence, lastFoldTimeMillis, event.get()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
