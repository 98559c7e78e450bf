package io.mallguard.training.pipeline;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.training.evaluation.KnownEntities;
import io.mallguard.training.evaluation.ScoredRows;
import io.mallguard.training.history.RowExtraction;
import io.mallguard.training.history.RowMatrix;
import io.mallguard.training.model.TrainingRows;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/** The rows of a history with local days, entities and labels as known at one moment. */
final class History {
  private final RowMatrix matrix;
  private final List<String> columns;
  private final LocalDate[] days;
  private final String[] entities;
  private final EventSchema schema;

  private History(RowMatrix matrix, EventSchema schema, String entity) throws IOException {
    this.matrix = matrix;
    this.schema = schema;
    this.columns = matrix.features().stream().map(Feature::name).toList();
    this.days = new LocalDate[matrix.size()];
    this.entities = matrix.texts(entity);
    for (int i = 0; i < days.length; i++) {
      Instant at = Instant.ofEpochMilli(matrix.occurredAtMillis(i));
      days[i] = LocalDate.ofInstant(at, schema.zone());
    }
  }

  /**
   * Folds a history.
   *
   * @param label the marked field
   * @param entity a textual field of every scored event type
   * @param labelsUntil the last day whose labels are known
   * @throws io.mallguard.features.problem.InvalidInputException if there is no such field
   */
  static History read(
      EventFolder folder,
      FeatureSpec spec,
      String label,
      String entity,
      LocalDate labelsUntil,
      Progress progress)
      throws IOException {
    checkEntity(folder.schema(), entity);
    RowMatrix matrix =
        RowExtraction.of(folder, spec, progress)
            .toMatrix(label, endOf(labelsUntil, folder.schema()).toEpochMilli() - 1);
    return new History(matrix, folder.schema(), entity);
  }

  private static void checkEntity(EventSchema schema, String entity) {
    Problems problems = new Problems();
    for (EventType type : schema.eventTypes()) {
      int field = type.fieldIndex(entity);
      if (type.scored() && (field < 0 || !type.fields().get(field).kind().isText())) {
        String legal = "a textual field of event type " + type.name();
        problems.add("entity", "unknown_field", entity, legal);
      }
    }
    problems.throwIfAny("entity field");
  }

  private static Instant endOf(LocalDate day, EventSchema schema) {
    return day.plusDays(1).atStartOfDay(schema.zone()).toInstant();
  }

  /** Names of the columns, in spec order. */
  List<String> columns() {
    return columns;
  }

  /** The rows of a range whose label is known. */
  TrainingRows labelled(Blocks.Range range) {
    return rows(range, i -> matrix.label(i) != RowMatrix.UNKNOWN);
  }

  /** All rows of a range; where the label is not known it says legitimate. */
  TrainingRows all(Blocks.Range range) {
    return rows(range, i -> true);
  }

  private TrainingRows rows(Blocks.Range range, IntPredicate wanted) {
    List<double[]> rows = new ArrayList<>();
    List<Boolean> fraud = new ArrayList<>();
    for (int i = 0; i < days.length; i++) {
      if (range.holds(days[i]) && wanted.test(i)) {
        rows.add(row(i));
        fraud.add(isFraud(i));
      }
    }
    boolean[] labels = new boolean[fraud.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = fraud.get(i);
    }
    Instant until = endOf(range.last(), schema);
    return new TrainingRows(columns, rows.toArray(double[][]::new), labels, until);
  }

  private double[] row(int i) {
    double[] row = new double[columns.size()];
    matrix.row(i, row);
    return row;
  }

  private boolean isFraud(int i) {
    return matrix.label(i) == RowMatrix.POSITIVE;
  }

  /** The labelled rows of a range with their scores. */
  ScoredRows scored(Blocks.Range range, ToDoubleFunction<double[]> score) {
    return scored(range, score, (entity, day) -> true);
  }

  /** The same without the rows of entities that were known to be compromised on the day. */
  ScoredRows scoredUnknown(
      Blocks.Range range, ToDoubleFunction<double[]> score, LocalDate since, int delayDays) {
    KnownEntities known = new KnownEntities(since, delayDays);
    for (int i = 0; i < days.length; i++) {
      if (isFraud(i)) {
        known.fraud(entities[i], days[i]);
      }
    }
    return scored(range, score, (entity, day) -> !known.isKnown(entity, day));
  }

  private ScoredRows scored(
      Blocks.Range range, ToDoubleFunction<double[]> score, BiPredicate<String, LocalDate> wanted) {
    ScoredRows rows = new ScoredRows();
    for (int i = 0; i < days.length; i++) {
      boolean labelled = range.holds(days[i]) && matrix.label(i) != RowMatrix.UNKNOWN;
      if (labelled && wanted.test(entities[i], days[i])) {
        rows.add(entities[i], days[i], score.applyAsDouble(row(i)), isFraud(i));
      }
    }
    return rows;
  }
}
