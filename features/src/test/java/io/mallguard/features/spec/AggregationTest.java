package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.expression.Real;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every word of {@code agg} becomes the measure that says it. */
class AggregationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "agg: count| COUNT| Tally[window=0, flag=0, value=-1, squares=false]",
        "agg: sum, of: amount_minor| SUM| Tally[window=0, flag=0, value=0, squares=false]",
        "agg: mean, of: amount_minor| MEAN| Tally[window=0, flag=0, value=0, squares=false]",
        "agg: std, of: amount_minor| STD| Tally[window=0, flag=0, value=0, squares=true]",
        "agg: sum, of: pages| SUM| Tally[window=0, flag=1, value=0, squares=false]",
        "agg: min, of: amount_minor| VALUE| Extreme[window=0, flag=0, value=0, greatest=false]",
        "agg: max, of: amount_minor| VALUE| Extreme[window=0, flag=0, value=0, greatest=true]",
        "agg: last, of: amount_minor| VALUE| Newest[window=0, flag=0, value=0]",
        "agg: time_since_last| SECONDS_SINCE| Newest[window=0, flag=0, value=-1]",
        "agg: time_since_first| SECONDS_SINCE| Oldest[window=0, flag=0]",
        "agg: distinct, of: shop| OWN| Groups[window=0, flag=0, value=0, weight=-1,"
            + " kind=DISTINCT, bins=NONE, quantile=0.0, against=-1, table=[]]",
        "agg: equal, of: shop_id| OWN| Groups[window=0, flag=0, value=0, weight=-1,"
            + " kind=EQUAL, bins=NONE, quantile=0.0, against=-1, table=[]]",
        "agg: top_share, of: kind| OWN| Groups[window=0, flag=0, value=0, weight=-1,"
            + " kind=TOP_SHARE, bins=NONE, quantile=0.0, against=-1, table=[]]",
        "agg: entropy, of: shop_id| OWN| Groups[window=0, flag=0, value=0, weight=-1,"
            + " kind=ENTROPY, bins=NONE, quantile=0.0, against=-1, table=[]]",
        "agg: quantile, q: 0.5, bins: log16, of: amount_minor| OWN| Groups[window=0, flag=0,"
            + " value=0, weight=-1, kind=QUANTILE, bins=LOG16, quantile=0.5, against=-1, table=[]]",
        "agg: gini, bins: log16, of: amount_minor| OWN| Groups[window=0, flag=0, value=0,"
            + " weight=-1, kind=GINI, bins=LOG16, quantile=0.0, against=-1, table=[]]",
        "agg: divergence, measure: js, bins: values4, of: quarter, weight: amount_minor,"
            + " against: {window: 30d}| OWN| Groups[window=0, flag=1, value=1, weight=0,"
            + " kind=DIVERGENCE_JS, bins=VALUES, quantile=0.0, against=1, table=[]]",
        "agg: divergence, measure: l1, bins: values4, of: quarter, against: {table: quarters}| OWN|"
            + " Groups[window=0, flag=1, value=0, weight=-1, kind=DIVERGENCE_L1, bins=VALUES,"
            + " quantile=0.0, against=-1, table=[0.25, 0.25, 0.25, 0.25]]",
        "agg: divergence, measure: rarity, bins: values4, of: quarter| OWN| Groups[window=0,"
            + " flag=1, value=0, weight=-1, kind=RARITY, bins=VALUES, quantile=0.0, against=-1,"
            + " table=[]]",
        "agg: group_entropy, by: shop_id, of: amount_minor| OWN| Groups[window=0, flag=0, value=1,"
            + " weight=0, kind=SUM_ENTROPY, bins=NONE, quantile=0.0, against=-1, table=[]]",
        "agg: group_top_share, by: shop_id, of: amount_minor| OWN| Groups[window=0, flag=0,"
            + " value=1, weight=0, kind=SUM_TOP_SHARE, bins=NONE, quantile=0.0, against=-1,"
            + " table=[]]",
        "agg: group_gini, by: shop_id, bins: log16, of: amount_minor| OWN| Groups[window=0, flag=0,"
            + " value=1, weight=0, kind=SUM_GINI, bins=LOG16, quantile=0.0, against=-1, table=[]]",
        "agg: group_hhi, by: shop_id, of: amount_minor| OWN| Groups[window=0, flag=0, value=1,"
            + " weight=0, kind=SUM_HHI, bins=NONE, quantile=0.0, against=-1, table=[]]",
      })
  void becomesItsMeasure(String words, String readout, String measure) {
    FeatureSpec spec = Specs.of("name: x, key: buyer, event: order, window: 7d, " + words.trim());
    assertThat(Specs.measure(spec, 0).toString()).isEqualTo(measure.trim());
    assertThat(Specs.aggregate(spec, 0).readout()).hasToString(readout.trim());
    assertThat(Specs.lane(spec, 0).windows()).contains(new Window(7 * 86_400_000L, 0));
  }

  @Test
  void shareDividesTheMarkedByAll() {
    FeatureSpec spec =
        Specs.of(
            "name: x, key: buyer, event: order, agg: share, where: \"kind == 'virtual'\", window:"
                + " 7d, when_empty: 0");
    Column.Aggregate share = Specs.aggregate(spec, 0);
    assertThat(share.readout()).isEqualTo(Column.Readout.SHARE);
    assertThat(Specs.lane(spec, 0).measures().get(share.measure()).flag()).isEqualTo(1);
    assertThat(Specs.lane(spec, 0).measures().get(share.divisor()).flag()).isZero();
    assertThat(share.whenEmpty()).isZero();
  }

  @Test
  void levelHasBitsForSetAddAndSub() {
    FeatureSpec spec =
        Specs.of(
            "name: x, key: buyer, agg: level, add: [{event: order, of: amount_minor}], sub:"
                + " [{event: refund, of: amount_minor}], read: now, floor: 0");
    assertThat(Specs.measure(spec, 0))
        .hasToString("Level[window=0, flag=1, value=0, floor=0, kind=NOW]");
    assertThat(Specs.lane(spec, 0).flags()).isEqualTo(4);
    assertThat(Specs.lane(spec, 0).sources()).hasSize(2);
    long[] order = new long[spec.plan().types().get(0).slots()];
    order[7] = 5;
    long flags = Specs.lane(spec, 0).sources().get(0).flags().at(order, new double[0]);
    assertThat(flags >>> 2 & 3).as("bit 2 alone").isEqualTo(1);
  }

  @Test
  void fifoHasBitsForInAndOut() {
    FeatureSpec spec =
        Specs.read(
            Specs.head()
                + """
                roles: {transfer: {account/from: from_id, account/to: to_id}}
                features:
                  - {name: x, key: account, role: from, agg: fifo, in: [{event: transfer/to, of: amount_minor}],
                     out: [{event: transfer/from, of: amount_minor}], read: split_parts, tolerance: 0.01,
                     window: 1d, meaning: m}
                """);
    assertThat(Specs.measure(spec, 0))
        .hasToString("Fifo[window=0, flag=1, value=0, tolerance=0.01, read=split_parts]");
  }

  @Test
  void periodReadsItsOwnBuckets() {
    FeatureSpec spec =
        Specs.of(
            "name: x, key: buyer, event: order, agg: period, period: month, of: amount_minor, keep:"
                + " argmax_time, periods: 6, read: gap_std_days");
    assertThat(Specs.measure(spec, 0))
        .hasToString(
            "Calendar[window=0, flag=0, value=0, period=month, keep=argmax_time, periods=6,"
                + " read=gap_std_days]");
    assertThat(spec.features().get(0).reachMillis()).isGreaterThan(7 * 31 * 86_400_000L);
  }

  @Test
  void outcomeIsAMarkThatComesWithinItsTime() {
    FeatureSpec spec =
        Specs.of(
            "name: x, key: shop, event: order, agg: outcome_share, negate: true, match: {event:"
                + " scan, by: order_id, within: 48h}, window: 7d, delay: 48h");
    assertThat(Specs.lane(spec, 0).indexed()).isTrue();
    assertThat(spec.plan().types().get(3).markings())
        .singleElement()
        .satisfies(
            marking -> {
              assertThat(marking.targetType()).isZero();
              assertThat(marking.mark()).isEqualTo(1);
              assertThat(marking.withinMillis()).isEqualTo(48 * 3_600_000L);
            });
    var subject = spec.plan().types().get(0).subject().get(0);
    assertThat(subject.keepMillis()).isEqualTo(9 * 86_400_000L);
    int slot = subject.markSlots().get(1);
    long[] order = new long[spec.plan().types().get(0).slots()];
    var flag = Specs.lane(spec, 0).sources().get(0).flags();
    assertThat(flag.at(order, new double[0]) >>> 1 & 1).as("no scan").isEqualTo(1);
    order[slot] = 1;
    assertThat(flag.at(order, new double[0]) >>> 1 & 1).as("scanned").isZero();
  }

  @Test
  void ratioIsTwoInternalColumnsAndAQuotient() {
    FeatureSpec spec =
        Specs.of(
            "name: x, key: buyer, agg: ratio, numerator: {event: refund, agg: count}, denominator:"
                + " {event: order, agg: count}, window: [7d, 30d], when_empty: 0");
    assertThat(spec.features()).extracting(Feature::name).containsExactly("x_7d", "x_30d");
    assertThat(spec.plan().columns()).hasSize(6);
    var quotient = (Column.Derived) spec.plan().columns().get(0);
    double[] row = {0, 0, 3, 4, 0, 0};
    assertThat(quotient.values().get(0).at(new long[0], row)).isEqualTo(0.75);
    row[3] = 0;
    assertThat(quotient.values().get(0).at(new long[0], row)).as("empty").isZero();
    row[3] = Double.NaN;
    assertThat(quotient.values().get(0).at(new long[0], row)).as("no entity").isNaN();
  }

  @Test
  void divergenceFromAnotherKeyComparesTheSharesOfEveryBin() {
    FeatureSpec spec =
        Specs.of(
            "name: x, key: [buyer, shop], event: order, agg: divergence, of: quarter, bins:"
                + " values2, measure: l1, window: 7d, when_empty: 9, against: {key: shop, window:"
                + " 30d}");
    assertThat(spec.features().get(0).reachMillis()).isEqualTo(30 * 86_400_000L);
    assertThat(spec.plan().columns()).hasSize(5);
    assertThat(Specs.measure(spec, 3))
        .hasToString("BinCounts[window=0, flag=1, value=0, weight=-1, bins=2]");
    assertThat(Specs.family(spec, 1).name()).isEqualTo("[buyer, shop]");
    assertThat(Specs.family(spec, 3).name()).isEqualTo("shop");
    assertThat(Specs.lane(spec, 3).windows()).containsExactly(new Window(30 * 86_400_000L, 0));
    Real value = ((Column.Derived) spec.plan().columns().get(0)).values().get(0);
    double empty = ColumnDraft.Divergence.EMPTY;
    assertThat(value.at(new long[0], new double[] {0, 0.25, 0.75, 0.5, 0.5})).isEqualTo(0.5);
    assertThat(value.at(new long[0], new double[] {0, empty, empty, 0.5, 0.5})).isEqualTo(9);
    assertThat(value.at(new long[0], new double[] {0, 1, 0, empty, empty})).isEqualTo(9);
    double none = Double.NaN;
    assertThat(value.at(new long[0], new double[] {0, 1, 0, none, none})).as("no key").isNaN();
    assertThat(((Column.Derived) spec.plan().columns().get(0)).values().get(1))
        .as("a refund says no shop")
        .isNull();
  }

  @Test
  void againstBaselineComparesRates() {
    FeatureSpec spec =
        Specs.of(
            "name: x, key: buyer, event: order, agg: against_baseline, base: count, short: 1h,"
                + " long: 1d");
    var quotient = (Column.Derived) spec.plan().columns().get(0);
    assertThat(quotient.values().get(0).at(new long[0], new double[] {0, 2, 24}))
        .isEqualTo(2.0 / 3_600_000 / (24.0 / 86_400_000));
    assertThat(spec.plan().families().get(0).lanes()).hasSize(1);
  }

  @Test
  void eachTakesTheElementsOfAList() {
    FeatureSpec spec =
        Specs.read(
            Specs.head()
                + """
                roles: {order: {item/first: {of: order_id, as: read}}}
                features:
                  - {name: x, key: item, role: first, event: order, each: goods, agg: mean, of: price_minor,
                     window: 7d, meaning: m}
                """);
    var family = Specs.family(spec, 0);
    assertThat(family.touches()).extracting(t -> t.list()).containsExactlyInAnyOrder(-1, 0);
    assertThat(family.touches()).filteredOn(t -> t.list() == 0).allMatch(t -> t.updates());
    assertThat(family.touches()).filteredOn(t -> t.list() < 0).noneMatch(t -> t.updates());
  }
}
