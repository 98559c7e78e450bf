package io.mallguard.training.protocol;

import io.mallguard.features.SharedFolder;
import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.scoring.model.CompiledModel;
import io.mallguard.training.evaluation.KnownEntities;
import io.mallguard.training.evaluation.ScoredRows;
import io.mallguard.training.evaluation.TimeSplit;
import io.mallguard.training.model.TrainingRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The handbook's transactions folded by the built-in cards spec, with a label event seven days
 * after each: rows from a first day on, with card, day and label. One owner thread.
 */
final class HandbookRows {
  private static final long WEEK = TimeUnit.DAYS.toMillis(7);

  private final EventSchema schema = Schemas.builtIn("cards");
  private final FeatureSpec spec =
      SpecReader.parse(Schemas.specText("cards"), "cards-spec.yaml", schema);
  private final EventType transaction = schema.eventType("transaction").orElseThrow();
  private final EventType label = schema.eventType("label").orElseThrow();
  private final Fold fold = new Fold(spec);
  private final Deque<Event> labels = new ArrayDeque<>();
  private final List<double[]> rows = new ArrayList<>();
  private final List<String> cards = new ArrayList<>();
  private final List<LocalDate> days = new ArrayList<>();
  private final List<Boolean> fraud = new ArrayList<>();
  private long sequence;
  private long foldTimeMillis = FoldTime.NONE;

  private HandbookRows() {}

  /** Rows of the days from the first to the day before the end. */
  static HandbookRows read(LocalDate first, LocalDate end) throws IOException {
    HandbookRows read = new HandbookRows();
    Path file = SharedFolder.file("data/fdh/fdh_transactions_2018-04-01_2018-08-21.csv.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        LocalDateTime at = LocalDateTime.parse(cells[1]);
        if (!at.toLocalDate().isBefore(end)) {
          break;
        }
        read.take(cells, at, !at.toLocalDate().isBefore(first));
      }
    }
    return read;
  }

  private void take(String[] cells, LocalDateTime at, boolean keep) {
    long millis = at.atZone(schema.zone()).toInstant().toEpochMilli();
    while (!labels.isEmpty() && labels.getFirst().observedAtMillis() <= millis) {
      fold.absorb(logged(labels.removeFirst()));
    }
    double[] row = new double[spec.features().size()];
    fold.score(logged(transaction(cells, millis)), row);
    boolean isFraud = cells[5].equals("1");
    labels.add(label(cells[0], millis + WEEK, isFraud));
    if (keep) {
      rows.add(row);
      cards.add(cells[2]);
      days.add(at.toLocalDate());
      fraud.add(isFraud);
    }
  }

  private LoggedEvent logged(Event event) {
    foldTimeMillis = FoldTime.next(foldTimeMillis, event);
    return new LoggedEvent(++sequence, foldTimeMillis, event);
  }

  private Event transaction(String[] cells, long millis) {
    return event(
        transaction,
        cells[0],
        millis,
        List.of("transaction_id", "customer_id", "terminal_id"),
        List.of(cells[0], cells[2], cells[3]),
        "amount_minor",
        Math.round(Double.parseDouble(cells[4]) * 100));
  }

  /* An enum's value is its index in the schema's list [legit, fraud]. */
  private Event label(String subject, long millis, boolean isFraud) {
    long verdict = isFraud ? 1 : 0;
    return event(
        label,
        "L" + subject,
        millis,
        List.of(label.fields().get(label.subjectField()).name()),
        List.of(subject),
        "verdict",
        verdict);
  }

  private static Event event(
      EventType type,
      String id,
      long millis,
      List<String> names,
      List<String> values,
      String numeric,
      long number) {
    long[] numbers = new long[type.fields().size()];
    Arrays.fill(numbers, Field.ABSENT);
    @Nullable String[] texts = new String[numbers.length];
    for (int i = 0; i < names.size(); i++) {
      texts[type.fieldIndex(names.get(i))] = values.get(i);
    }
    numbers[type.fieldIndex(numeric)] = number;
    return new Event(type, id, millis, millis, numbers, texts);
  }

  /** Names of the columns. */
  List<String> columns() {
    return spec.features().stream().map(Feature::name).toList();
  }

  /** The rows of the training days. */
  TrainingRows training(TimeSplit split) {
    return labelled(split::isTraining, split.delayFrom());
  }

  /** All rows of the test days. */
  TrainingRows tested(TimeSplit split) {
    return labelled(split::isTest, split.end());
  }

  private TrainingRows labelled(Predicate<LocalDate> wanted, LocalDate end) {
    List<double[]> kept = new ArrayList<>();
    List<Boolean> labelled = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (wanted.test(days.get(i))) {
        kept.add(rows.get(i));
        labelled.add(fraud.get(i));
      }
    }
    boolean[] flags = new boolean[labelled.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = labelled.get(i);
    }
    Instant until = end.atStartOfDay(schema.zone()).toInstant();
    return new TrainingRows(columns(), kept.toArray(double[][]::new), flags, until);
  }

  /** Every entity's frauds, as the exclusion rule wants them. */
  KnownEntities known(TimeSplit split) {
    KnownEntities known = split.knownEntities();
    for (int i = 0; i < rows.size(); i++) {
      if (fraud.get(i)) {
        known.fraud(cards.get(i), days.get(i));
      }
    }
    return known;
  }

  /** The test rows of cards that are not known to be compromised, with a model's scores. */
  ScoredRows test(TimeSplit split, CompiledModel model) {
    KnownEntities known = known(split);
    ScoredRows scored = new ScoredRows();
    for (int i = 0; i < rows.size(); i++) {
      LocalDate day = days.get(i);
      if (split.isTest(day) && !known.isKnown(cards.get(i), day)) {
        scored.add(cards.get(i), day, model.score(rows.get(i)), fraud.get(i));
      }
    }
    return scored;
  }
}
