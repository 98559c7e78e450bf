package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.plan.Family;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.schema.Schemas;
import org.junit.jupiter.api.Test;

class CardsSpecTest {
  private final EventSchema schema = Schemas.builtIn("cards");
  private final FeatureSpec spec =
      SpecReader.parse(Schemas.specText("cards"), "cards-spec.yaml", schema);

  @Test
  void hasTheHandbooksFifteenColumns() {
    assertThat(spec.features())
        .extracting(Feature::name)
        .containsExactly(
            "amount_minor",
            "weekend",
            "night",
            "customer_count_1d",
            "customer_count_7d",
            "customer_count_30d",
            "customer_amount_mean_1d",
            "customer_amount_mean_7d",
            "customer_amount_mean_30d",
            "terminal_count_1d",
            "terminal_count_7d",
            "terminal_count_30d",
            "terminal_risk_1d",
            "terminal_risk_7d",
            "terminal_risk_30d");
  }

  @Test
  void sharesOneLanePerKey() {
    assertThat(spec.plan().families())
        .extracting(Family::name)
        .containsExactly("customer", "terminal");
    for (Family family : spec.plan().families()) {
      assertThat(family.lanes()).hasSize(1);
      assertThat(family.lanes().get(0).windows()).hasSize(3);
    }
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
  void canonicalSchemaReadsBackToItself() {
    EventSchema again = SchemaReader.parse(schema.canonical(), "canonical");
    assertThat(again.canonical()).isEqualTo(schema.canonical());
    assertThat(again.hash()).isEqualTo(schema.hash());
  }
}
