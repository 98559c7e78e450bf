package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.schema.Schemas;
import org.junit.jupiter.api.Test;

/** The lines of the mall's catalogue that need a graph. */
class MallGraphSpecTest {
  private final EventSchema schema = Schemas.builtIn("mall");
  private final FeatureSpec spec =
      SpecReader.parse(Specs.resource("mall-graph-spec.yaml"), "mall-graph-spec.yaml", schema);

  @Test
  void namesEveryLineOfTheCatalogue() {
    assertThat(spec.plan().rowSize()).isEqualTo(41);
    assertThat(spec.plan().graph()).hasSize(16);
    // G09 is an aggregate over G06, G18 needs no graph.
    for (int line = 1; line <= 22; line++) {
      String id = String.format("G%02d", line);
      if (line != 9 && line != 18) {
        assertThat(spec.features()).as(id).anyMatch(f -> f.meaning().contains(id));
      }
    }
    for (String id : new String[] {"X05", "X06", "X08"}) {
      assertThat(spec.features()).as(id).anyMatch(f -> f.meaning().contains(id));
    }
  }

  @Test
  void theCanonicalFormReadsBack() {
    FeatureSpec again = SpecReader.parse(spec.canonical(), "again", schema);
    assertThat(again.canonical()).isEqualTo(spec.canonical());
    assertThat(again.layoutHash()).isEqualTo(spec.layoutHash());
    assertThat(again.features()).isEqualTo(spec.features());
  }
}
