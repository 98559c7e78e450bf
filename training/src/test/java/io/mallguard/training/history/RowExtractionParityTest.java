package io.mallguard.training.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.parquet.RowFolder;
import io.mallguard.features.parquet.RowReader;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live fold, the matrix and the folder have the same bits, whatever the number of threads. */
class RowExtractionParityTest {
  private static final EventSchema SCHEMA = Schemas.builtIn("cards");
  private static final String GRAPHS =
      """

      lookups:
        - {name: last, from: transaction, by: terminal_id, keep: 30d, take: latest}
      edges:
        met:
          - {event: transaction, from: customer_id, to: last.customer_id, amount: amount_minor}
        use:
          - {event: transaction, from: customer_id, to: terminal_id, amount: amount_minor}
      graph:
        - {name: use_burst, kind: edge_burst, edges: use, tick: 1d, meaning: m}
        - {name: met_cycle, kind: cycle, edges: met, within: 20d, budget: 5, amount_kept: [0.001, 1.0], read: closed, meaning: m}
        - {name: use_size, kind: component_size, edges: use, hub_cap: 5, epoch: 7d, meaning: m}
        - {name: use_sum, kind: component_aggregate, edges: use, hub_cap: 5, epoch: 7d, agg: sum, values: use, window: 3d,
           include_current: true, meaning: m}
      """;
  private static final FeatureSpec SPEC =
      SpecReader.parse(Schemas.specText("cards") + GRAPHS, "cards", SCHEMA);

  /** More than three blocks of the log, the last not full. */
  private static final int EVENTS = 110_000;

  private final Path temp;
  private final SplittableRandom random = new SplittableRandom(23);

  RowExtractionParityTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void liveMatrixAndFolderAgreeOnEveryBit() throws IOException {
    EventFolder folder = write();
    RowMatrix one = extraction(folder, 1).toMatrix("fraud", Long.MAX_VALUE);
    RowMatrix two = extraction(folder, 2).toMatrix("fraud", Long.MAX_VALUE);
    extraction(folder, 1).toFolder(temp.resolve("one"), "fraud", Long.MAX_VALUE);
    extraction(folder, 2).toFolder(temp.resolve("two"), "fraud", Long.MAX_VALUE);
    RowFolder rows = RowFolder.open(temp.resolve("one"));
    assertThat(RowFolder.open(temp.resolve("two")).digest()).isEqualTo(rows.digest());
    String[] ids = one.eventIds();
    String[] customers = two.texts("customer_id");

    Fold fold = new Fold(SPEC);
    double[] live = new double[SPEC.features().size()];
    double[] other = live.clone();
    int row = 0;
    int labelled = 0;
    int truncated = 0;
    try (EventReader events = folder.read();
        RowReader reader = rows.read()) {
      while (events.advance()) {
        LoggedEvent event = events.current();
        if (!event.event().type().scored()) {
          fold.absorb(event);
          continue;
        }
        fold.score(event, live);
        assertThat(reader.advance()).isTrue();
        reader.row(other);
        check(live, other, row);
        one.row(row, other);
        check(live, other, row);
        two.row(row, other);
        check(live, other, row);
        boolean same =
            reader.sequence() == event.sequence()
                && one.sequence(row) == event.sequence()
                && reader.eventId().equals(event.event().id())
                && ids[row].equals(event.event().id())
                && customers[row].equals(event.event().text(1))
                && one.label(row) == reader.label()
                && one.truncated(row) == fold.rowTruncated()
                && reader.truncated() == fold.rowTruncated()
                && one.occurredAtMillis(row) == event.event().occurredAtMillis()
                && one.foldTimeMillis(row) == event.foldTimeMillis();
        assertThat(same).as("what row %d belongs to", row).isTrue();
        truncated += fold.rowTruncated() ? 1 : 0;
        labelled += one.label(row) == RowMatrix.UNKNOWN ? 0 : 1;
        row++;
      }
      assertThat(reader.advance()).isFalse();
    }
    assertThat(one.size()).isEqualTo(row);
    assertThat(row).isGreaterThan(90_000);
    assertThat(labelled).isGreaterThan(5_000);
    assertThat(truncated).as("searches cut").isBetween(1_000, row - 1_000);
  }

  private static RowExtraction extraction(EventFolder folder, int threads) {
    return RowExtraction.of(folder, SPEC, Progress.silent()).on(threads);
  }

  private static void check(double[] wanted, double[] found, int row) {
    for (int i = 0; i < wanted.length; i++) {
      if (Double.doubleToLongBits(wanted[i]) != Double.doubleToLongBits(found[i])) {
        throw new AssertionError(
            SPEC.features().get(i).name() + " of row " + row + ": " + wanted[i] + ", " + found[i]);
      }
    }
  }

  private EventFolder write() throws IOException {
    Path dir = temp.resolve("events");
    long millis = 1_700_000_000_000L;
    try (EventFolderWriter out = EventFolderWriter.create(dir, SCHEMA)) {
      for (int sequence = 1; sequence <= EVENTS; sequence++) {
        millis += random.nextInt(5) == 0 ? 0 : random.nextInt(120_000);
        out.write(new LoggedEvent(sequence, millis, event(sequence, millis)));
      }
      out.commit();
    }
    return EventFolder.open(dir);
  }

  private Event event(int sequence, long millis) {
    boolean label = sequence > 1000 && random.nextInt(10) == 0;
    EventType type = SCHEMA.eventTypes().get(label ? 1 : 0);
    long[] numbers = new long[type.fields().size()];
    Arrays.fill(numbers, Field.ABSENT);
    @Nullable String[] texts = new String[numbers.length];
    if (label) {
      texts[type.subjectField()] = "t" + random.nextInt(1, sequence);
      numbers[type.fieldIndex("verdict")] = random.nextInt(2);
    } else {
      texts[type.fieldIndex("transaction_id")] = "t" + sequence;
      texts[type.fieldIndex("customer_id")] = "c" + random.nextInt(3000);
      texts[type.fieldIndex("terminal_id")] = "m" + random.nextInt(500);
      numbers[type.fieldIndex("amount_minor")] = random.nextInt(1, 50_000);
    }
    return new Event(type, "e" + sequence, millis, millis, numbers, texts);
  }
}
