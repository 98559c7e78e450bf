package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.grouped.GroupedFold;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.proof.GroupedRows;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live and grouped say of the same rows that a bound cut something off, and agree on the rest. */
class TruncatedRowsTest {
  private static final EventSchema SCHEMA = Schemas.builtIn("cards");
  private static final String SPEC =
      """
      spec: s
      version: 1
      schema: cards
      lookups:
        - {name: last, from: transaction, by: terminal_id, keep: 30d, take: latest}
      features:
        - {name: n, key: customer, event: transaction, agg: count, window: 2d, meaning: m}
        - {name: now, key: terminal, event: transaction, agg: max, of: amount_minor, window: 5d, include_current: true,
           meaning: m}
        - {name: f, key: terminal, event: label, agg: count, window: 9d, internal: true}
        - {name: staged, key: customer, event: transaction, agg: sum, of: f, window: 3d, meaning: m}
      derived:
        - {name: d, expr: "n + staged", unit: u, meaning: m}
      """;
  private static final String GRAPH =
      """
      edges: {met: [{event: transaction, from: customer_id, to: last.customer_id, amount: amount_minor}]}
      graph:
        - {name: c, kind: cycle, edges: met, within: 2d, budget: 3, read: closed, meaning: m}
      """;

  private static final String FROZEN =
      """
        - {name: frozen, key: customer, event: transaction, agg: sum, of: c, window: 3d, meaning: m}
      """;

  private final Path temp;

  TruncatedRowsTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void atTheBoundOfAKey() throws IOException {
    agree(SPEC, 30, 50, 780);
  }

  @Test
  void whereASearchIsCut() throws IOException {
    agree(SPEC + GRAPH, 1 << 20, 20, 780);
  }

  @Test
  void whereASearchIsCutThatALaneFreezes() throws IOException {
    agree(SPEC.replace("derived:", FROZEN + "derived:") + GRAPH, 1 << 20, 20, 780);
  }

  private void agree(String text, int maxEntries, int least, int most) throws IOException {
    FeatureSpec spec = SpecReader.parse(text, "s", SCHEMA);
    RandomCards cards = new RandomCards(SCHEMA, 3);
    List<LoggedEvent> log = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      log.add(cards.next());
    }
    EventFolder folder = write(log);
    for (int[] shape : new int[][] {{7, 0}, {64, 3}, {2048, 1}}) {
      GroupedRows grouped =
          GroupedRows.of(folder, spec.plan(), shape[0], shape[1], GroupedFold.inHeap(), maxEntries);
      Fold fold = new Fold(spec, maxEntries);
      double[] row = new double[spec.features().size()];
      int next = 0;
      int truncated = 0;
      for (LoggedEvent event : log) {
        if (!event.event().type().scored()) {
          fold.absorb(event);
          continue;
        }
        fold.score(event, row);
        for (int column = 0; column < row.length; column++) {
          assertThat(Double.doubleToLongBits(grouped.at(next, column)))
              .isEqualTo(Double.doubleToLongBits(row[column]));
        }
        assertThat(grouped.isTruncated(next)).as("row %d", next).isEqualTo(fold.rowTruncated());
        truncated += fold.rowTruncated() ? 1 : 0;
        next++;
      }
      assertThat(truncated).isBetween(least, most);
    }
  }

  private EventFolder write(List<LoggedEvent> log) throws IOException {
    Path dir = temp.resolve("events");
    try (EventFolderWriter writer = EventFolderWriter.create(dir, SCHEMA)) {
      for (LoggedEvent event : log) {
        writer.write(event);
      }
      writer.commit();
    }
    return EventFolder.open(dir);
  }
}
