package io.mallguard.training.drift;

import io.mallguard.features.parquet.Column;
import io.mallguard.features.parquet.Column.Kind;
import io.mallguard.features.parquet.TableReader;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.spec.Feature;
import io.mallguard.training.drift.DecisionMonth.Group;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of decision records, one Parquet file per day of the log: {@code YYYY-MM-DD.parquet}. A
 * row belongs to the month in which its event occurred, whatever the file; late events make the two
 * differ, so files of later days are read as well. One owner thread.
 */
final class DecisionFolder {
  private static final Pattern FILE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}\\.parquet");

  private static final List<Column> FIXED =
      List.of(
          Column.required("bundle_sha256", Kind.TEXT),
          Column.required("event_type", Kind.TEXT),
          Column.required("decision", Kind.TEXT),
          Column.required("risk_level", Kind.TEXT),
          Column.required("data_quality", Kind.TEXT),
          Column.required("occurred_at", Kind.TIME),
          Column.required("score", Kind.REAL),
          Column.required("anomaly_score", Kind.REAL));

  private static final int BUNDLE = 0;
  private static final int OCCURRED_AT = 5;
  private static final int SCORE = 6;
  private static final int ANOMALY_SCORE = 7;

  private final List<Path> files;

  private DecisionFolder(List<Path> files) {
    this.files = files;
  }

  /**
   * Looks into a folder.
   *
   * @throws InvalidInputException if it is none, or has no decision files
   */
  static DecisionFolder open(Path folder) throws IOException {
    Problems problems = new Problems();
    String place = folder.toString();
    if (!Files.isDirectory(folder)) {
      String found = Files.exists(folder) ? "a file" : "nothing";
      problems.add(place, "missing_folder", found, "a folder of decisions");
      problems.throwIfAny(place);
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries.filter(entry -> FILE.matcher(name(entry)).matches()).sorted().toList();
      if (files.isEmpty()) {
        String legal = "a folder with files named like 2026-10-31.parquet";
        problems.add(place, "no_decisions", "no decision file", legal);
      }
      problems.throwIfAny(place);
      return new DecisionFolder(files);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * Counts the rows of some months in one pass.
   *
   * @throws InvalidInputException with the problems of all files, if any is damaged
   */
  void count(List<MonthTally> months, ReportSubject subject, Progress progress) throws IOException {
    Problems problems = new Problems();
    try (Progress.Task task = progress.start("Reading decisions", files.size())) {
      for (Path file : files) {
        try {
          count(file, months, subject);
        } catch (InvalidInputException broken) {
          problems.addAll(broken.problems());
        }
        task.step();
      }
    }
    problems.throwIfAny("decisions");
  }

  /*
   * A file without this bundle's columns can only hold rows of others. If it holds one of this
   * bundle all the same, opening it with the columns gives the problem in full.
   */
  private static void count(Path file, List<MonthTally> months, ReportSubject subject)
      throws IOException {
    List<Column> columns = new ArrayList<>(FIXED);
    for (Feature feature : subject.features()) {
      columns.add(Column.optional(feature.name(), Kind.REAL));
    }
    boolean complete;
    try (TableReader footer = TableReader.open(file, FIXED)) {
      complete = footer.columnNames().containsAll(columns.stream().map(Column::name).toList());
    }
    try (TableReader rows = TableReader.open(file, complete ? columns : FIXED)) {
      double[] row = new double[complete ? subject.features().size() : 0];
      while (rows.advance()) {
        if (!complete && text(rows, BUNDLE).equals(subject.sha256())) {
          TableReader.open(file, columns).close();
        }
        for (MonthTally month : months) {
          if (month.holds(rows.number(OCCURRED_AT))) {
            count(rows, month, row);
          }
        }
      }
    }
  }

  private static void count(TableReader rows, MonthTally month, double[] row) {
    Group kind =
        new Group(
            text(rows, BUNDLE), text(rows, 1), text(rows, 2), text(rows, 3), text(rows, 4), 0);
    if (!month.compares(kind)) {
      month.leaveOut(kind);
      return;
    }
    for (int i = 0; i < row.length; i++) {
      row[i] = rows.real(FIXED.size() + i);
    }
    month.compare(kind, rows.number(OCCURRED_AT), row, rows.real(SCORE), rows.real(ANOMALY_SCORE));
  }

  private static String text(TableReader rows, int column) {
    return Objects.requireNonNull(rows.text(column), "a required column has a value in every row");
  }
}
