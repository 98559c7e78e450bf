package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.fold.FoldSnapshot;
import io.mallguard.features.grouped.GroupedFold;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.proof.GroupedRows;
import io.mallguard.features.spec.Explanation;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Wedges, shared links, labels, money back and what is worked out per tick, from the spec to the
 * row: live, dry, restored and grouped, against the naive.
 */
class GraphKindsTest {
  private static final String SPEC =
      """
      spec: kinds
      version: 1
      schema: dealings
      lookups:
        - {name: shop, from: shop_opened, by: shop_id, keep: life, take: latest}
      edges:
        money:
          - {event: order, from: buyer_id, to: shop.owner_id, amount: amount_minor}
          - {event: transfer, from: from_id, to: to_id, amount: amount_minor}
        passed:
          - {event: transfer, from: from_id, to: to_id, amount: amount_minor}
        visits:
          - {event: order, from: buyer_id, to: {parts: [shop_id, "occurred_at / 6h"]}}
        purchases:
          - {event: order, from: buyer_id, to: shop_id, where: "amount_minor > 85"}
        tensor:
          - {event: order, from: buyer_id, to: shop_id, with: [device_id]}
        used:
          - {event: order, from: buyer_id, to: device_id}
          - {event: login, from: account_id, to: device_id}
          - {event: order, from: buyer_id, to: card_id}
        dealt:
          - {event: order, from: buyer_id, to: shop_id}
          - {event: transfer, from: from_id, to: to_id}
      labels:
        verdicts:
          - {event: order_label, subject: order.buyer_id, fraud: "verdict == 'fraud'",
             undecided: "verdict == 'unsure'", where: "origin != 'rule'"}
          - {event: order_label, subject: order.shop_id, fraud: "verdict == 'fraud'",
             undecided: "verdict == 'unsure'", where: "origin != 'rule'"}
          - {event: account_label, subject: account_id, fraud: "verdict == 'fraud'", where: "origin != 'rule'"}
      graph:
        - {name: returned, kind: money_back, edges: money, within: [6h, 1d], meaning: "What came back in {window}"}
        - {name: lockstep, kind: wedge, edges: visits, ends: to, window: 2d, degree_cap: 3, read: [max_mids, count],
           include_current: true, meaning: Buyers in common with another shop and time}
        - {name: gather, kind: wedge, edges: passed, ends: both, window: 1d, degree_cap: 4, read: max_mids,
           meaning: Accounts on the way to another}
        - {name: gather_to, kind: wedge, edges: passed, ends: both, node: to, window: 1d, degree_cap: 4, read: max_mids,
           meaning: Accounts on the way from another}
        - {name: shared, kind: shared_link, edges: used, deals: dealt, window: 3d, hub_cap: 7, via: [card, device],
           about: [{event: order, from: buyer_id, to: shop.owner_id}], meaning: Shared with the shop's owner}
        - {name: near, kind: label_distance, edges: used, deals: dealt, labels: verdicts, window: 3d, hub_cap: 7,
           keep: 4d, budget: 100000, meaning: Hops to a fraud}
        - {name: around, kind: neighbour_labels, edges: used, deals: dealt, labels: verdicts, window: 3d, hub_cap: 7,
           keep: 4d, budget: 100000, read: [fraud, labelled], meaning: Neighbours}
        - {name: near_about, kind: label_distance, edges: used, deals: dealt, labels: verdicts, window: 3d, hub_cap: 7,
           keep: 4d, budget: 100000, meaning: Hops to a fraud from the owner,
           about: [{event: order, from: buyer_id, to: shop_id}, {event: payout, from: shop.owner_id}]}
        - {name: mass, kind: epoch, algorithm: ppr_push, edges: used, deals: dealt, labels: verdicts, window: 3d,
           hub_cap: 7, keep: 4d, every: 6h, lag: 1h, meaning: Share of walks from frauds}
        - {name: walks, kind: epoch, algorithm: ppr_push, read: walks, edges: used, deals: dealt, labels: verdicts,
           window: 3d, hub_cap: 7, keep: 4d, every: 6h, lag: 1h, meaning: Walks from frauds}
        - {name: overlap, kind: epoch, algorithm: minhash64, edges: purchases, window: 2d, every: 6h, lag: 1h,
           min_members: 3, about: [{event: [order, payout], to: shop_id}], meaning: Buyers of another shop}
        - {name: core, kind: epoch, algorithm: alpha_beta_core, edges: purchases, window: 2d, every: 6h, lag: 1h,
           meaning: Core}
        - {name: core_shop, kind: epoch, algorithm: alpha_beta_core, edges: purchases, node: to, window: 2d, every: 6h,
           lag: 1h, meaning: Core of the shop}
        - {name: sync, kind: epoch, algorithm: catch_sync, edges: purchases, window: 2d, every: 6h, lag: 1h,
           read: [synchronicity, normality], meaning: Alike}
        - {name: block, kind: epoch, algorithm: fraudar, edges: purchases, window: 2d, every: 6h, lag: 1h, blocks: 2,
           read: [block_density, in_top_k, peel_position], meaning: Block}
        - {name: tensor, kind: epoch, algorithm: mzoom, edges: tensor, window: 2d, every: 6h, lag: 1h, blocks: 2,
           read: block_density, meaning: Block}
        - {name: flow, kind: epoch, algorithm: flow_scope, edges: passed, window: 2d, every: 6h, lag: 1h, penalty: 0,
           meaning: Flow}
      features:
        - {name: orders, key: shop, event: order, agg: count, window: 1d, meaning: Orders at the shop}
      """;

  private static final int EVENTS = 420;

  private final FeatureSpec spec = SpecReader.parse(SPEC, "kinds", Dealings.SCHEMA);

  private Map<String, Double> named(double[] row) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (Feature feature : spec.features()) {
      named.put(feature.name(), row[feature.index()]);
    }
    named.remove("orders");
    return named;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void liveDryRestoredAndGroupedGiveTheNaiveNumbers(long seed, @TempDir Path folder)
      throws IOException {
    Dealings dealings = new Dealings(seed, EVENTS);
    NaiveKinds naive = new NaiveKinds(dealings.facts);
    EventFolder events = write(folder.resolve("events"), dealings.log);
    double[][] grouped = GroupedRows.of(events, spec.plan(), 64, 2, GroupedFold.inHeap());
    Fold fold = new Fold(spec);
    Fold restored = fold;
    double[] row = new double[spec.features().size()];
    double[] other = new double[row.length];
    Map<String, Set<Double>> different = new LinkedHashMap<>();
    int scored = 0;
    for (int i = 0; i < dealings.log.size(); i++) {
      LoggedEvent event = dealings.log.get(i);
      if (i == EVENTS / 2) {
        FoldSnapshot.write(fold, i, folder.resolve("fold"));
        restored = FoldSnapshot.read(spec, folder.resolve("fold")).fold();
      }
      fold.peek(event, other);
      fold.score(event, row);
      assertThat(other).as("dry run of event %s", i).isEqualTo(row);
      if (restored != fold) {
        restored.score(event, other);
        assertThat(other).as("restored at event %s", i).isEqualTo(row);
      }
      Map<String, Double> expected = naive.next(i);
      for (Map.Entry<String, Double> column : named(row).entrySet()) {
        assertThat(column.getValue())
            .as("%s of %s", column.getKey(), dealings.facts.get(i))
            .isEqualTo(expected.getOrDefault(column.getKey(), Double.NaN));
        different.computeIfAbsent(column.getKey(), n -> new TreeSet<>()).add(column.getValue());
      }
      if (event.event().type().scored()) {
        for (int c = 0; c < row.length; c++) {
          assertThat(grouped[c][scored])
              .as("%s of row %s", spec.features().get(c), scored)
              .isEqualTo(Double.valueOf(row[c]));
        }
        scored++;
      }
    }
    assertThat(different).hasSize(24);
    different.forEach((name, values) -> assertThat(values).as(name).hasSizeGreaterThan(2));
  }

  private static EventFolder write(Path dir, List<LoggedEvent> log) throws IOException {
    try (EventFolderWriter writer = EventFolderWriter.create(dir, Dealings.SCHEMA)) {
      for (LoggedEvent event : log) {
        writer.write(event);
      }
      writer.commit();
    }
    return EventFolder.open(dir);
  }

  @Test
  void columnsShareState() {
    assertThat(spec.plan().graph().stream().map(s -> s.getClass().getSimpleName()).sorted())
        .containsExactly(
            "Money", "Related", "Ticked", "Ticked", "Ticked", "Ticked", "Ticked", "Ticked",
            "Wedged", "Wedged");
  }

  @Test
  void theCanonicalFormReadsBack() {
    FeatureSpec again = SpecReader.parse(spec.canonical(), "again", Dealings.SCHEMA);
    assertThat(again.canonical()).isEqualTo(spec.canonical());
    assertThat(again.specHash()).isEqualTo(spec.specHash());
    assertThat(again.layoutHash()).isEqualTo(spec.layoutHash());
    assertThat(again.features()).isEqualTo(spec.features());
  }

  @Test
  void settingsAndFeedsShapeTheStateNamesAndReadingsDoNot() {
    for (String same :
        List.of(
            "name: near,|name: close,",
            "edges: tensor, window|edges: tensor, node: to, window",
            "budget: 100000, meaning: Hops to a fraud}|budget: 99, meaning: Hops to a fraud}")) {
      assertThat(changed(same).layoutHash()).as(same).isEqualTo(spec.layoutHash());
    }
    for (String other :
        List.of(
            "ends: both, window: 1d, degree_cap: 4|ends: both, window: 1d, degree_cap: 5",
            "subject: order.shop_id, fraud: \"verdict == 'fraud'\"|subject: order.shop_id, fraud: \"verdict == 'legit'\"",
            "keep: 4d, every|keep: 5d, every",
            "min_members: 3|min_members: 4",
            "every: 6h, lag: 1h, penalty|every: 6h, lag: 2h, penalty",
            "with: [device_id]|with: [card_id]")) {
      assertThat(changed(other).layoutHash()).as(other).isNotEqualTo(spec.layoutHash());
    }
  }

  @Test
  void explainsStoresAndColumns() {
    assertThat(Explanation.of(spec).text())
        .containsPattern("returned_6h +graph: money_back +6h +CNY minor units +99 B/edge +What")
        .containsPattern("lockstep_max_mids +graph: wedge +2d +middles +64 B/node \\+ 32 B/edge")
        .containsPattern("shared_card +graph: shared_link +3d +shared +48 B/node")
        .containsPattern("tensor +graph: mzoom +2d +density +32 B/edge \\+ 104 B/node")
        .containsPattern("\nlinks +3d, hubs above 7 .*order, login, transfer, order_label, account")
        .containsPattern("\nminhash64 +2d, every 6h after 1h")
        .contains(", 10 graph stores");
  }

  private static FeatureSpec changed(String fromTo) {
    String[] parts = fromTo.split("\\|", -1);
    assertThat(SPEC).contains(parts[0]);
    return SpecReader.parse(SPEC.replace(parts[0], parts[1]), "s", Dealings.SCHEMA);
  }

  /** Rows do not depend on how many events a snapshot lies behind a tick. */
  @Test
  void aSnapshotBetweenTickAndLagGoesOnWithTheSameBits(@TempDir Path folder) throws IOException {
    Dealings dealings = new Dealings(4, 160);
    List<double[]> rows = new ArrayList<>();
    Fold fold = new Fold(spec);
    for (LoggedEvent event : dealings.log) {
      double[] row = new double[spec.features().size()];
      fold.score(event, row);
      rows.add(row);
    }
    Fold hopping = new Fold(spec);
    double[] row = new double[spec.features().size()];
    for (int i = 0; i < dealings.log.size(); i++) {
      if (i % 5 == 0) {
        FoldSnapshot.write(hopping, i, folder.resolve("fold" + i));
        hopping = FoldSnapshot.read(spec, folder.resolve("fold" + i)).fold();
      }
      hopping.score(dealings.log.get(i), row);
      assertThat(row).as("event %s", i).isEqualTo(rows.get(i));
    }
  }

  /** Between ticks; a tick's work is done on the heap. */
  @Test
  void anEventBetweenTicksAllocatesNothing() {
    List<LoggedEvent> log = new Dealings(5, 1_000).log;
    Fold fold = new Fold(spec);
    double[] row = new double[spec.features().size()];
    log.forEach(event -> fold.score(event, row));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    long number = log.size();
    for (int round = 0; round < 40; round++) {
      List<LoggedEvent> again = new ArrayList<>();
      for (LoggedEvent event : log) {
        long timeMillis = fold.foldTimeMillis() + round;
        again.add(new LoggedEvent(++number, timeMillis, event.event()));
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < again.size(); i++) {
        fold.score(again.get(i), row);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least / log.size()).as("bytes per event").isZero();
  }
}
