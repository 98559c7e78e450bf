package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.schema.Schemas;
import org.junit.jupiter.api.Test;

/** The mall's catalogue, as far as it needs no graph. */
class MallSpecTest {
  private final EventSchema schema = Schemas.builtIn("mall");
  private final FeatureSpec spec =
      SpecReader.parse(Specs.resource("mall-spec.yaml"), "mall-spec.yaml", schema);

  @Test
  void compiles() {
    Plan plan = spec.plan();
    assertThat(plan.rowSize()).isEqualTo(spec.features().size()).isEqualTo(159);
    assertThat(plan.columns()).hasSize(304).doesNotContainNull();
    assertThat(plan.order()).hasSize(304).doesNotHaveDuplicates();
    assertThat(plan.families()).hasSize(26);
    assertThat(plan.lookUps())
        .extracting(l -> l.name())
        .containsExactly(
            "account",
            "binding",
            "card_order",
            "order",
            "pa_owner",
            "parcel",
            "redeemed",
            "refund_request",
            "scan",
            "seen",
            "shipment",
            "shop");
  }

  @Test
  void columnsComeAfterWhatTheyRead() {
    Plan plan = spec.plan();
    Column staged = column("dev_sync");
    Column input = column("dev_accounts_10m");
    assertThat(staged.stage()).isEqualTo(2);
    assertThat(input.stage()).isEqualTo(1);
    assertThat(plan.order().indexOf(input.index()))
        .isLessThan(plan.order().indexOf(staged.index()));
  }

  private Column column(String name) {
    return spec.features().stream()
        .filter(f -> f.name().equals(name))
        .map(f -> spec.plan().columns().get(f.index()))
        .findFirst()
        .orElseGet(() -> spec.plan().columns().get(internal(name)));
  }

  /** Internal columns stand behind the row in file order. */
  private int internal(String name) {
    int index = spec.plan().rowSize();
    for (String line :
        spec.canonical().lines().filter(l -> l.contains("internal: true")).toList()) {
      if (line.startsWith("  - {name: " + name + ",")) {
        return index;
      }
      index++;
    }
    throw new IllegalArgumentException("no internal column " + name);
  }

  @Test
  void unscoredEventsReadWhatTheirLanesFreeze() {
    Column.Aggregate since = (Column.Aggregate) column("since_refund_paid");
    int withdrawal = schema.eventType("withdrawal").orElseThrow().index();
    int refundPaid = schema.eventType("refund_paid").orElseThrow().index();
    assertThat(since.touches().get(withdrawal)).isNotNegative();
    assertThat(since.touches().get(refundPaid)).isEqualTo(-1);
  }

  @Test
  void lookUpsAreFoundAfterThoseTheyAreReadFrom() {
    var withdrawal = spec.plan().types().get(schema.eventType("withdrawal").orElseThrow().index());
    assertThat(withdrawal.finds())
        .extracting(find -> spec.plan().lookUps().get(find.lookUp()).name())
        .containsExactly("pa_owner", "binding");
  }

  @Test
  void readsRolesOfOneFamily() {
    Column.Aggregate there = (Column.Aggregate) column("flow_ab");
    Column.Aggregate back = (Column.Aggregate) column("flow_ba");
    Family family = spec.plan().families().get(there.family());
    assertThat(family.name()).isEqualTo("[payment_account, payment_account]");
    assertThat(back.family()).isEqualTo(there.family());
    assertThat(back.lane()).isEqualTo(there.lane());
    assertThat(back.measure()).isEqualTo(there.measure());
    int transfer = schema.eventType("transfer").orElseThrow().index();
    assertThat(back.touches().get(transfer)).isNotEqualTo(there.touches().get(transfer));
  }

  @Test
  void canonicalFormReadsBackToItself() {
    FeatureSpec again = SpecReader.parse(spec.canonical(), "canonical", schema);
    assertThat(again.canonical()).isEqualTo(spec.canonical());
    assertThat(again.specHash()).isEqualTo(spec.specHash());
    assertThat(again.layoutHash()).isEqualTo(spec.layoutHash());
    assertThat(again.features()).isEqualTo(spec.features());
  }

  @Test
  void explainsEveryColumn() {
    Explanation explanation = Explanation.of(spec);
    assertThat(explanation.features()).hasSize(159);
    assertThat(explanation.totals())
        .startsWith("159 columns in the row, 145 internal; 26 families, ")
        .endsWith("seen, shipment, shop)");
    assertThat(explanation.text().lines())
        .anyMatch(l -> l.matches("buyer_orders_1h +buyer +1h +events +\\d+ B \\+ .*B05 .*over 1h"));
  }
}
