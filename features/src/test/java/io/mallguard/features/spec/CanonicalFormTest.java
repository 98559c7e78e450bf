package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalFormTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void ofRandomSpecsReadsBackToItself(long seed) {
    RandomSpecs specs = new RandomSpecs(seed);
    for (int i = 0; i < 3; i++) {
      String text = specs.next();
      FeatureSpec spec = Specs.read(text);
      FeatureSpec again = Specs.read(spec.canonical());
      assertThat(again.canonical()).as(text).isEqualTo(spec.canonical());
      assertThat(again.specHash()).isEqualTo(spec.specHash());
      assertThat(again.layoutHash()).isEqualTo(spec.layoutHash());
      assertThat(again.features()).isEqualTo(spec.features());
      assertThat(again.plan().order()).isEqualTo(spec.plan().order());
    }
  }

  @Test
  void hasOneSpellingPerMeaning() {
    String one =
        "spec: s\nversion: 1\nschema: shops\nfilters: {big: \"amount_minor > 5\"}\nfeatures:\n"
            + "  - {name: x, key: [buyer], event: [order], agg: count, where: big, window: [24h],"
            + " meaning: \"in the last {window}\"}\n";
    String other =
        "version: 1\nschema: shops\nspec: s\nfeatures:\n  - name: x\n    event: order\n"
            + "    meaning: in the last 1d\n    key: buyer\n    agg: count\n    window: 1d\n"
            + "    where: amount_minor > 5\n    include_current: false\n    unit: events\n";
    assertThat(Specs.read(one).canonical()).isEqualTo(Specs.read(other).canonical());
  }

  @Test
  void writesFiltersOut() {
    FeatureSpec spec =
        Specs.read(
            "spec: s\nversion: 1\nschema: shops\nfilters: {big: \"amount_minor > 5 || a\", a:"
                + " \"quarter == 1\"}\nfeatures:\n  - {name: x, key: buyer, event: order, agg: count,"
                + " where: \"big && kind != 'real'\", window: 1d, meaning: m}\n");
    assertThat(spec.canonical())
        .contains("where: \"(amount_minor > 5 || (quarter == 1)) && kind != 'real'\"")
        .doesNotContain("filters");
  }
}
