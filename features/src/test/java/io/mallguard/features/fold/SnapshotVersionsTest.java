package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Golden snapshots: what becomes of the files of earlier versions and memory layouts. */
class SnapshotVersionsTest {
  private static final EventSchema SCHEMA = Schemas.builtIn("cards");
  private static final FeatureSpec CARDS =
      SpecReader.parse(Schemas.specText("cards"), "cards", SCHEMA);

  /** Something of every kind that has memory of its own. */
  private static final FeatureSpec EVERY_KIND =
      SpecReader.parse(
          """
          spec: every-kind
          version: 1
          schema: cards
          ttl: {terminal: never}
          lookups:
            - {name: last, from: transaction, by: terminal_id, keep: 3d, take: latest}
          edges:
            use: [{event: transaction, from: customer_id, to: terminal_id, amount: amount_minor}]
            met: [{event: transaction, from: customer_id, to: last.customer_id, amount: amount_minor}]
          graph:
            - {name: burst, kind: edge_burst, edges: use, tick: 1d, meaning: m}
            - {name: size, kind: component_size, edges: use, hub_cap: 5, epoch: 7d, meaning: m}
            - {name: paid, kind: component_aggregate, edges: use, hub_cap: 5, epoch: 7d, agg: sum, values: use, window: 3d, meaning: m}
            - {name: cycle, kind: cycle, edges: met, within: 2d, budget: 50, read: closed, meaning: m}
          features:
            - {name: std, key: customer, event: transaction, agg: std, of: amount_minor, window: [1d, 9d], meaning: m}
            - {name: top, key: customer, event: transaction, agg: max, of: amount_minor, window: 5d, delay: 1d, meaning: m}
            - {name: newest, key: customer, event: transaction, agg: last, of: amount_minor, window: 5d, meaning: m}
            - {name: first, key: customer, event: transaction, agg: time_since_first, window: 5d, meaning: m}
            - {name: share, key: terminal, event: transaction, agg: share, where: fraud, window: 9d, delay: 7d, meaning: m}
            - {name: verdicts, key: terminal, event: label, agg: count, window: life, meaning: m}
            - {name: tiles, key: terminal, event: transaction, agg: mean, of: amount_minor, window: 9d, resolution: 6h, meaning: m}
            - {name: kinds, key: terminal, event: transaction, agg: distinct, of: customer, window: 9d, meaning: m}
            - {name: mix, key: terminal, event: transaction, agg: entropy, of: customer, window: 9d, meaning: m}
            - {name: half, key: terminal, event: transaction, agg: quantile, q: 0.5, of: amount_minor, bins: log16, window: 9d, meaning: m}
            - {name: spread, key: terminal, event: transaction, agg: group_entropy, by: customer, of: amount_minor, window: 9d, meaning: m}
            - {name: hours, key: customer, event: transaction, agg: divergence, of: local_hour(occurred_at), bins: values24,
               measure: js, window: 9d, against: {window: 20d}, meaning: m}
            - {name: others, key: customer, event: transaction, agg: divergence, of: local_hour(occurred_at), bins: values24,
               measure: l1, window: 9d, against: {key: terminal, window: 9d}, meaning: m}
            - {name: level, key: terminal, agg: level, add: [{event: transaction, of: amount_minor}], read: min_day_end, window: 9d, meaning: m}
            - {name: least, key: terminal, agg: level, add: [{event: transaction, of: amount_minor}], read: min, window: 9d, meaning: m}
            - {name: month, key: terminal, event: transaction, agg: period, period: month, of: amount_minor, keep: sum, periods: 3, read: mean, meaning: m}
            - {name: dwell, key: terminal, agg: fifo, in: [{event: transaction, of: amount_minor, where: amount_minor > 90}],
               out: [{event: label, of: transaction.amount_minor}], read: dwell_p50, window: 9d, meaning: m}
            - {name: staged, key: customer, event: transaction, agg: sum, of: kinds, window: 9d, meaning: m}
          """,
          "every-kind",
          SCHEMA);

  private static final int EVENTS = 300;
  private static final Path GOLDEN = Path.of("src/test/resources/io/mallguard/features/fold");
  private static final String CURRENT = "snapshot-v2-layout" + FoldSnapshot.MEMORY_LAYOUT + ".gz";

  @TempDir Path folder;

  private Path snapshot() throws IOException {
    Fold fold = new Fold(EVERY_KIND);
    log(EVENTS).forEach(fold::absorb);
    Path file = folder.resolve("snapshot");
    FoldSnapshot.write(fold, EVENTS, file);
    return file;
  }

  private static List<LoggedEvent> log(int events) {
    RandomCards cards = new RandomCards(SCHEMA, 11);
    List<LoggedEvent> log = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      log.add(cards.next());
    }
    return log;
  }

  private Path golden(String name) throws IOException {
    Path file = folder.resolve("golden");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(GOLDEN.resolve(name)))) {
      Files.copy(in, file);
    }
    return file;
  }

  /** A changed layout under the same number would be read as something else. */
  @Test
  void whoChangesTheLayoutRaisesItsNumber() throws IOException {
    if (Boolean.getBoolean("golden.write") && !Files.exists(GOLDEN.resolve(CURRENT))) {
      try (GZIPOutputStream out =
          new GZIPOutputStream(Files.newOutputStream(GOLDEN.resolve(CURRENT)))) {
        Files.copy(snapshot(), out);
      }
    }
    assertThat(Files.readAllBytes(snapshot()))
        .as("raise FoldSnapshot.MEMORY_LAYOUT and write a golden file beside the others")
        .isEqualTo(Files.readAllBytes(golden(CURRENT)));
  }

  @Test
  void version2OfTheSameLayoutStaysReadable() throws IOException {
    FoldSnapshot.Restored restored = FoldSnapshot.read(EVERY_KIND, golden(CURRENT));
    assertThat(restored.sequence()).isEqualTo(EVENTS);
    goesOnLikeOneFromTheStart(EVERY_KIND, restored.fold());
  }

  private static void goesOnLikeOneFromTheStart(FeatureSpec spec, Fold restored) {
    Fold fold = new Fold(spec);
    double[] expected = new double[spec.features().size()];
    double[] row = new double[expected.length];
    for (LoggedEvent event : log(2 * EVENTS)) {
      fold.score(event, expected);
      if (event.sequence() > EVENTS) {
        restored.score(event, row);
        assertThat(row).isEqualTo(expected);
      }
    }
  }

  @Test
  void version1IsRefusedAndSaysWhatToDo() throws IOException {
    Path file = golden("snapshot-v1.gz");
    assertThatThrownBy(() -> FoldSnapshot.read(CARDS, file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("found format version 1, which does not say its memory layout")
        .hasMessageContaining("must be format version 2; fold the log again from its start instead")
        .hasMessageContaining("too_old");
  }

  @Test
  void anotherMemoryLayoutIsRefusedAndSaysWhatToDo() throws IOException {
    byte[] bytes = Files.readAllBytes(snapshot());
    Path file = Files.write(folder.resolve("other"), withLayout(bytes, 1));
    assertThatThrownBy(() -> FoldSnapshot.read(EVERY_KIND, file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "found memory layout 1, must be memory layout "
                + FoldSnapshot.MEMORY_LAYOUT
                + "; fold the log again from its start instead")
        .hasMessageContaining("other_memory_layout");
  }

  /** Whoever raises the number leaves the golden file of the earlier layout here. */
  @Test
  void everyEarlierLayoutIsRefused() throws IOException {
    for (int layout = 2; layout < FoldSnapshot.MEMORY_LAYOUT; layout++) {
      Path file = golden("snapshot-v2-layout" + layout + ".gz");
      assertThatThrownBy(() -> FoldSnapshot.read(EVERY_KIND, file))
          .hasMessageContaining("other_memory_layout");
      Files.delete(file);
    }
  }

  private static byte[] withLayout(byte[] snapshot, int layout) {
    ByteBuffer bytes = ByteBuffer.wrap(snapshot).order(ByteOrder.LITTLE_ENDIAN);
    int length = bytes.getInt(8);
    bytes.putInt(12 + 64, layout);
    CRC32C crc = new CRC32C();
    crc.update(snapshot, 12, length);
    bytes.putLong(12 + length, crc.getValue());
    return snapshot;
  }

  @Test
  void whoCatchesUpFromAnOldOneBeginsAtTheStart() throws IOException {
    List<InvalidInputException> told = new ArrayList<>();
    Path old = golden("snapshot-v1.gz");
    CatchUp catchUp = CatchUp.fromSnapshotOrStart(CARDS, old, told::add);
    assertThat(told).hasSize(1);
    assertThat(catchUp.sequence()).isZero();
    log(EVENTS).forEach(catchUp::take);
    goesOnLikeOneFromTheStart(CARDS, catchUp.takeOver(EVENTS));
    Path current = snapshot();
    assertThat(CatchUp.fromSnapshotOrStart(EVERY_KIND, current, told::add).sequence())
        .isEqualTo(EVENTS);
    assertThat(told).hasSize(1);
  }
}
