package io.mallguard.training.pipeline;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.training.evaluation.EvaluatedRows;
import io.mallguard.training.evaluation.KnownEntities;
import io.mallguard.training.evaluation.ScoredRows;
import io.mallguard.training.history.Labels;
import io.mallguard.training.history.RowExtraction;
import io.mallguard.training.history.RowMatrix;
import io.mallguard.training.model.TrainingRows;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/** The rows of a history that count, with local days, entities and labels as known one day. */
final class History {
  private final EventFolder folder;
  private final RowMatrix matrix;
  private final Target target;
  private final LocalDate[] days;
  private final String[] entities;
  private final byte[] labels;

  private History(
      EventFolder folder, RowMatrix matrix, Target target, LocalDate[] days, String[] entities) {
    this.folder = folder;
    this.matrix = matrix;
    this.target = target;
    this.days = days;
    this.entities = entities;
    this.labels = new byte[days.length];
  }

  /**
   * Folds a history.
   *
   * @param labelsUntil the last day whose labels are known
   * @throws io.mallguard.features.problem.InvalidInputException if the schema has not what the
   *     target names
   */
  static History read(
      EventFolder folder, FeatureSpec spec, Target target, LocalDate labelsUntil, Progress progress)
      throws IOException {
    target.check(folder.schema());
    RowMatrix matrix = RowExtraction.of(folder, spec, progress).toMatrix();
    LocalDate[] days = new LocalDate[matrix.size()];
    for (int i = 0; i < days.length; i++) {
      Instant at = Instant.ofEpochMilli(matrix.occurredAtMillis(i));
      days[i] = LocalDate.ofInstant(at, folder.schema().zone());
    }
    String[] entities = matrix.texts(target::entityField);
    return new History(folder, matrix, target, days, entities).asKnownOn(labelsUntil);
  }

  /** The same rows with the labels known at the end of a day. */
  History asKnownOn(LocalDate day) throws IOException {
    History known = new History(folder, matrix, target, days, entities);
    long untilMillis = endOf(day, folder.schema()).toEpochMilli() - 1;
    Labels read = Labels.read(folder, target.label(), untilMillis);
    for (int i = 0; i < days.length; i++) {
      byte label = matrix.label(i, read);
      boolean silent = label == RowMatrix.UNKNOWN && isOldEnough(days[i], day);
      known.labels[i] = silent ? RowMatrix.NEGATIVE : label;
    }
    return known;
  }

  private boolean isOldEnough(LocalDate happened, LocalDate today) {
    return target.legitAfterDays().isPresent()
        && !happened.isAfter(today.minusDays(target.legitAfterDays().getAsInt()));
  }

  private static Instant endOf(LocalDate day, EventSchema schema) {
    return day.plusDays(1).atStartOfDay(schema.zone()).toInstant();
  }

  /** Names of the columns, in spec order. */
  List<String> columns() {
    return matrix.features().stream().map(Feature::name).toList();
  }

  /**
   * Checks that a range has rows.
   *
   * @throws InvalidInputException if nothing that is scored happened in it
   */
  void requireRows(Blocks.Range range) {
    if (Arrays.stream(days).noneMatch(range::holds)) {
      String legal =
          Arrays.stream(days)
              .min(Comparator.naturalOrder())
              .map(first -> "days from " + first + " to " + Collections.max(List.of(days)))
              .orElse("events that are scored, of which " + folder.dir() + " has none");
      throw InvalidInputException.of(
          "period",
          new Problem("--from, --to", "empty_period", "no scored event in " + range, legal));
    }
  }

  /** The rows of a range whose label is known. */
  TrainingRows labelled(Blocks.Range range) {
    return rows(range, i -> labels[i] != RowMatrix.UNKNOWN);
  }

  /** All rows of a range; where the label is not known it says legitimate. */
  TrainingRows all(Blocks.Range range) {
    return rows(range, i -> true);
  }

  private TrainingRows rows(Blocks.Range range, IntPredicate wanted) {
    List<double[]> rows = new ArrayList<>();
    List<Boolean> fraud = new ArrayList<>();
    for (int i = 0; i < days.length; i++) {
      if (isIn(range, i) && wanted.test(i)) {
        rows.add(row(i));
        fraud.add(isFraud(i));
      }
    }
    boolean[] labels = new boolean[fraud.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = fraud.get(i);
    }
    Instant until = endOf(range.last(), folder.schema());
    return new TrainingRows(columns(), rows.toArray(double[][]::new), labels, until);
  }

  private boolean isIn(Blocks.Range range, int i) {
    return range.holds(days[i]) && target.holds(matrix.type(i));
  }

  private double[] row(int i) {
    double[] row = new double[matrix.features().size()];
    matrix.row(i, row);
    return row;
  }

  private boolean isFraud(int i) {
    return labels[i] == RowMatrix.POSITIVE;
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
      if (isFraud(i) && target.holds(matrix.type(i))) {
        known.fraud(entities[i], days[i]);
      }
    }
    return scored(range, score, (entity, day) -> !known.isKnown(entity, day));
  }

  private ScoredRows scored(
      Blocks.Range range, ToDoubleFunction<double[]> score, BiPredicate<String, LocalDate> wanted) {
    ScoredRows rows = new ScoredRows();
    for (int i = 0; i < days.length; i++) {
      boolean labelled = isIn(range, i) && labels[i] != RowMatrix.UNKNOWN;
      if (labelled && wanted.test(entities[i], days[i])) {
        rows.add(entities[i], days[i], score.applyAsDouble(row(i)), isFraud(i));
      }
    }
    return rows;
  }

  /** All rows of a range with their scores, judged or not. */
  EvaluatedRows evaluated(Blocks.Range range, ToDoubleFunction<double[]> score) throws IOException {
    EvaluatedRows rows = new EvaluatedRows();
    List<EventType> scored =
        folder.schema().eventTypes().stream().filter(EventType::scored).toList();
    try (EventReader events = folder.read(scored)) {
      for (int i = 0; i < days.length; i++) {
        events.advance();
        if (isIn(range, i)) {
          Event event = events.current().event();
          rows.add(
              new EvaluatedRows.Row(
                  event.type(),
                  event.ownId(),
                  days[i],
                  entities[i],
                  amountMinor(event),
                  score.applyAsDouble(row(i)),
                  isFraud(i)));
        }
      }
    }
    return rows;
  }

  private static long amountMinor(Event event) {
    int field = event.type().fieldIndex("amount_minor");
    return field < 0 || !event.has(field) ? 0 : event.number(field);
  }
}
