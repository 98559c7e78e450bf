package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.fold.FoldSnapshot;
import io.mallguard.features.grouped.GroupedFold;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.proof.GroupedRows;
import io.mallguard.features.spec.Explanation;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graph features from the spec to the row: live, dry, restored and grouped, against the naive. */
class GraphFeaturesTest {
  private static final String SPEC =
      """
      spec: graphs
      version: 1
      schema: payments
      lookups:
        - {name: shop, from: shop_opened, by: shop_id, keep: life, take: latest}
      edges:
        money:
          - {event: order, from: buyer_id, to: shop.owner_id, amount: amount_minor, tag: shop_id, where: paid}
          - {event: transfer, from: from_id, to: to_id, amount: amount_minor}
          - {event: refund, from: shop.owner_id, to: buyer_id, amount: amount_minor, tag: shop_id}
        purchases:
          - {event: [order, refund], from: buyer_id, to: shop_id}
        shared:
          - {event: [order, refund], from: buyer_id, to: shop_id}
          - {event: order, from: buyer_id, to: shop.owner_id}
          - {event: transfer, from: from_id, to: to_id}
        spent:
          - {event: order, from: buyer_id, to: shop_id, amount: amount_minor, where: paid}
          - {event: transfer, from: from_id, to: from_id, amount: amount_minor}
      graph:
        - {name: back, kind: cycle, edges: money, within: [3h, 12h], max_hops: 3, amount_kept: [0.85, 1.1],
           degree_cap: 4, budget: 100000, meaning: "Money that comes back within {window}",
           read: [closed, hops, duration, amount_sum, bottleneck_ratio, shops_on_cycle]}
        - {name: near, kind: cycle, edges: money, window: 12h, within: 12h, max_hops: 1, degree_cap: 4,
           read: hops, meaning: Payments back}
        - {name: burst, kind: edge_burst, edges: purchases, meaning: Orders at the shop against those expected}
        - {name: burst_before, kind: edge_burst, edges: purchases, include_current: false, meaning: Before this one}
        - {name: comp_size, kind: component_size, edges: shared, epoch: 2d, hub_cap: 3, meaning: Accounts}
        - {name: comp_size_now, kind: component_size, edges: shared, epoch: 2d, hub_cap: 3, include_current: true,
           meaning: Accounts with this one}
        - {name: comp_spent, kind: component_aggregate, edges: shared, epoch: 2d, hub_cap: 3, agg: sum, values: spent,
           window: 12h, unit: CNY minor units, meaning: "Spent in {window}"}
        - {name: comp_focus, kind: component_aggregate, edges: shared, epoch: 2d, hub_cap: 3, agg: top_share,
           values: spent, window: 1d, tile: 6h, meaning: Share of the shop}
        - {name: comp_orders, kind: component_aggregate, edges: shared, epoch: 2d, hub_cap: 3, agg: count,
           values: spent, window: 1d, meaning: Payments}
        - {name: comp_new, kind: component_aggregate, edges: shared, epoch: 2d, hub_cap: 3, agg: new_accounts,
           window: 6h, meaning: New accounts}
      features:
        - {name: orders, key: shop, event: order, agg: count, window: 1d, meaning: Orders at the shop}
        - {name: shop_cycles, key: shop, event: [order, refund], agg: count, where: "cycled > 0.0", window: 1d,
           meaning: Cycles that orders and refunds of the shop closed}
        - {name: shop_burst, key: shop, event: order, agg: max, of: "1000.0 * burst_before", window: 1d, unit: number,
           meaning: The greatest burst at the shop}
      derived:
        - {name: cycled, expr: "back_closed_12h", internal: true}
        - {name: both, expr: "burst - back_hops_12h + orders", unit: number, meaning: Of graphs and others}
      """;

  private static final int EVENTS = 500;

  private final FeatureSpec spec = SpecReader.parse(SPEC, "graphs", Payments.SCHEMA);

  private int column(String name) {
    return spec.features().stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name))
        .index();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void liveDryRestoredAndGroupedGiveTheNaiveNumbers(long seed, @TempDir Path folder)
      throws IOException {
    Payments payments = new Payments(seed, EVENTS);
    NaiveGraph naive = new NaiveGraph();
    EventFolder events = write(folder.resolve("events"), payments.log);
    double[][] grouped = GroupedRows.of(events, spec.plan(), 64, 2, GroupedFold.inHeap());
    Fold fold = new Fold(spec);
    Fold restored = fold;
    double[] row = new double[spec.features().size()];
    double[] other = new double[row.length];
    int scored = 0;
    for (int i = 0; i < EVENTS; i++) {
      LoggedEvent event = payments.log.get(i);
      if (i == EVENTS / 2) {
        FoldSnapshot.write(fold, i, folder.resolve("fold"));
        restored = FoldSnapshot.read(spec, folder.resolve("fold")).fold();
      }
      fold.peek(event, other);
      Optional<MoneyCycle> dry = fold.cycle(column("back_closed_12h"));
      fold.score(event, row);
      assertThat(other).as("dry run of event %s", i).isEqualTo(row);
      if (restored != fold) {
        restored.score(event, other);
        assertThat(other).as("restored at event %s", i).isEqualTo(row);
      }
      double[] expected = naive.next(payments.facts.get(i));
      if (event.event().type().scored()) {
        assertThat(named(row)).as("event %s", payments.facts.get(i)).isEqualTo(expected);
        evidence(fold, row, dry, naive.path());
        for (int c = 0; c < row.length; c++) {
          assertThat(grouped[c][scored])
              .as("%s of row %s", spec.features().get(c), scored)
              .isEqualTo(Double.valueOf(row[c]));
        }
        scored++;
      }
    }
    assertThat(naive.cyclesSeen()).as("cycles counted by shop").isGreaterThan(50);
    assertThat(naive.closed()).as("cycles").isGreaterThan(20);
    assertThat(naive.joined()).as("components of several").isGreaterThan(50);
    assertThat(naive.bursts()).as("bursts").isGreaterThan(20);
  }

  /** The payments of the cycle, whatever is read of it, also after the event was taken in. */
  private void evidence(
      Fold fold, double[] row, Optional<MoneyCycle> dry, List<NaiveCycles.Edge> path) {
    Optional<MoneyCycle> cycle = fold.cycle(column("back_hops_12h"));
    assertThat(cycle).isEqualTo(dry);
    assertThat(fold.cycle()).isEqualTo(cycle.or(() -> fold.cycle(column("near"))));
    List<CyclePayment> told = cycle.map(MoneyCycle::payments).orElse(List.of());
    assertThat(told).hasSameSizeAs(path);
    for (int i = 0; i < path.size(); i++) {
      NaiveCycles.Edge edge = path.get(i);
      long tag = edge.tag() == 0 ? 0 : IdHash.of("n" + edge.tag());
      assertThat(told.get(i))
          .isEqualTo(
              new CyclePayment(
                  edge.sequence(),
                  edge.timeMillis(),
                  Dealings.key("account", edge.payer()),
                  Dealings.key("account", edge.payee()),
                  edge.amount(),
                  tag));
    }
    boolean soon = row[column("back_closed_3h")] == 1;
    assertThat(fold.cycle(column("back_closed_3h"))).isEqualTo(soon ? cycle : Optional.empty());
    cycle.ifPresent(c -> figures(c, row));
    assertThat(fold.cycle(column("burst"))).isEmpty();
  }

  private void figures(MoneyCycle cycle, double[] row) {
    assertThat(cycle.durationMillis() / 1000.0).isEqualTo(row[column("back_duration_12h")]);
    assertThat(cycle.amountKeptRatio()).isEqualTo(row[column("back_bottleneck_ratio_12h")]);
  }

  /** In the order of {@link NaiveGraph#next}. */
  private double[] named(double[] row) {
    return List.of(
            "back_closed_3h",
            "back_closed_12h",
            "back_hops_3h",
            "back_hops_12h",
            "back_duration_12h",
            "back_amount_sum_12h",
            "back_bottleneck_ratio_12h",
            "back_shops_on_cycle_12h",
            "near",
            "burst",
            "burst_before",
            "comp_size",
            "comp_size_now",
            "comp_spent",
            "comp_focus",
            "comp_orders",
            "comp_new",
            "shop_cycles",
            "shop_burst")
        .stream()
        .mapToDouble(name -> row[column(name)])
        .toArray();
  }

  @Test
  void derivedColumnsReadThem() {
    Payments payments = new Payments(5, EVENTS);
    Fold fold = new Fold(spec);
    double[] row = new double[spec.features().size()];
    int known = 0;
    for (LoggedEvent event : payments.log) {
      fold.score(event, row);
      double expected = row[column("burst")] - row[column("back_hops_12h")] + row[column("orders")];
      assertThat(row[column("both")]).isEqualTo(Double.valueOf(expected));
      known += Double.isNaN(expected) ? 0 : 1;
    }
    assertThat(known).isGreaterThan(5);
  }

  @Test
  void aSearchThatRunsOutOfItsBudgetMarksTheRow() {
    String tight =
        SPEC.replace("budget: 100000", "budget: 3")
            .replace("max_hops: 1,", "max_hops: 1, budget: 9,");
    Fold fold = new Fold(SpecReader.parse(tight, "graphs", Payments.SCHEMA));
    Fold generous = new Fold(spec);
    double[] row = new double[spec.features().size()];
    int truncated = 0;
    for (LoggedEvent event : new Payments(6, EVENTS).log) {
      fold.score(event, row);
      truncated += fold.rowTruncated() ? 1 : 0;
      generous.score(event, row);
      assertThat(generous.rowTruncated()).isFalse();
    }
    assertThat(truncated).isGreaterThan(10);
  }

  @Test
  void aFoldWithoutGraphsKeepsNoMemoryForThem() {
    String without =
        SPEC.replaceAll("(?s)edges:.*?features:", "features:")
            .replaceAll("(?s)  - \\{name: shop_(cycles|burst).*?}\n", "");
    FeatureSpec plain =
        SpecReader.parse(without.replaceAll("(?s)derived:.*", ""), "plain", Payments.SCHEMA);
    assertThat(plain.plan().graph()).isEmpty();
    assertThat(spec.plan().graph()).as("equal settings share a store").hasSize(3);
  }

  private static EventFolder write(Path dir, List<LoggedEvent> log) throws IOException {
    try (EventFolderWriter writer = EventFolderWriter.create(dir, Payments.SCHEMA)) {
      for (LoggedEvent event : log) {
        writer.write(event);
      }
      writer.commit();
    }
    return EventFolder.open(dir);
  }

  @Test
  void theCanonicalFormReadsBack() {
    FeatureSpec again = SpecReader.parse(spec.canonical(), "again", Payments.SCHEMA);
    assertThat(again.canonical()).isEqualTo(spec.canonical());
    assertThat(again.specHash()).isEqualTo(spec.specHash());
    assertThat(again.layoutHash()).isEqualTo(spec.layoutHash());
    assertThat(again.features()).isEqualTo(spec.features());
  }

  @Test
  void settingsAndFeedsShapeTheStateNamesAndMeaningsDoNot() {
    for (String same :
        List.of(
            "name: near|name: direct", "Payments back|Other words", "max_hops: 1|max_hops: 2")) {
      assertThat(changed(same).layoutHash()).as(same).isEqualTo(spec.layoutHash());
    }
    FeatureSpec renamed =
        SpecReader.parse(SPEC.replace("purchases", "bought"), "s", Payments.SCHEMA);
    assertThat(renamed.layoutHash()).isEqualTo(spec.layoutHash());
    for (String other :
        List.of(
            "degree_cap: 4, budget|degree_cap: 5, budget",
            "[3h, 12h]|[3h, 12h, 13h]",
            ", where: paid|",
            "tag: shop_id, where|tag: buyer_id, where",
            "hub_cap: 3, agg: count|hub_cap: 3, agg: sum",
            "tile: 6h|tile: 8h",
            "edges: purchases, include|edges: purchases, tick: 2h, include")) {
      assertThat(changed(other).layoutHash()).as(other).isNotEqualTo(spec.layoutHash());
    }
  }

  @Test
  void explainsStoresAndColumns() {
    String text = Explanation.of(spec).text();
    assertThat(text)
        .containsPattern("back_hops_3h +graph: cycle +3h +payments +99 B/edge +Money that comes")
        .containsPattern("comp_spent +graph: component +12h +CNY minor units +144 B/account")
        .containsPattern("burst_before +graph: edge_burst +chi-squared +4 MiB +Before this one")
        .containsPattern("\nmoney +12h, at most 4 per node and side +99 B/edge +order, transfer")
        .containsPattern("\ncomponents +epochs of 2d, hubs above 3 ")
        .contains(", 3 graph stores");
  }

  private static FeatureSpec changed(String fromTo) {
    String[] parts = fromTo.split("\\|", -1);
    assertThat(SPEC).contains(parts[0]);
    return SpecReader.parse(SPEC.replace(parts[0], parts[1]), "s", Payments.SCHEMA);
  }
}
