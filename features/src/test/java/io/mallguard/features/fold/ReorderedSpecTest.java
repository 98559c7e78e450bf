package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot of a spec serves the same features in any other order. */
class ReorderedSpecTest {
  private static final EventSchema SCHEMA = Schemas.builtIn("cards");
  private static final List<String> FEATURES =
      List.of(
          "name: a, key: customer, agg: count, window: 30d",
          "name: b, key: terminal, agg: sum, of: amount_minor, window: 30d",
          "name: c, key: customer, agg: time_since_last, window: 20d",
          "name: d, key: customer, agg: last, of: amount_minor, window: 20d",
          "name: e, key: terminal, agg: distinct, of: customer, window: 9d",
          "name: f, key: terminal, agg: group_hhi, by: customer, of: amount_minor, window: 9d",
          "name: g, key: terminal, agg: std, of: amount_minor, window: 9d",
          "name: h, key: terminal, agg: share, where: \"fraud && a > 2 && b < 900\","
              + " window: 9d, delay: 7d",
          "name: i, key: customer, agg: share, where: \"fraud && b > 300\", window: 9d, delay: 7d",
          "name: j, key: customer, agg: max, of: e, window: 9d");

  private static FeatureSpec spec(List<String> features) {
    StringBuilder text = new StringBuilder("spec: s\nversion: 1\nschema: cards\nfeatures:\n");
    features.forEach(f -> text.append("  - {event: transaction, meaning: m, " + f + "}\n"));
    return SpecReader.parse(text.toString(), "spec", SCHEMA);
  }

  @Test
  void theOrderOfFeaturesDoesNotMatter(@TempDir Path folder) throws IOException {
    FeatureSpec spec = spec(FEATURES);
    Random random = new Random(7);
    for (int round = 0; round < 12; round++) {
      List<String> shuffled = new ArrayList<>(FEATURES);
      Collections.shuffle(shuffled, random);
      FeatureSpec other = spec(shuffled);
      assertThat(other.layoutHash()).isEqualTo(spec.layoutHash());
      check(spec, other, folder.resolve("fold"), round);
    }
  }

  private static void check(FeatureSpec spec, FeatureSpec other, Path file, long seed)
      throws IOException {
    RandomCards cards = new RandomCards(SCHEMA, seed);
    Fold fold = new Fold(spec);
    for (int i = 0; i < 400; i++) {
      fold.absorb(cards.next());
    }
    FoldSnapshot.write(fold, 400, file);
    Fold restored = FoldSnapshot.read(other, file).fold();
    double[] expected = new double[FEATURES.size()];
    double[] row = new double[FEATURES.size()];
    for (int i = 0; i < 200; i++) {
      LoggedEvent event = cards.next();
      fold.score(event, expected);
      restored.score(event, row);
      for (Feature feature : spec.features()) {
        int there = other.features().stream().map(Feature::name).toList().indexOf(feature.name());
        assertThat(Double.doubleToRawLongBits(row[there]))
            .as("%s of event %s, seed %s", feature.name(), i, seed)
            .isEqualTo(Double.doubleToRawLongBits(expected[feature.index()]));
      }
    }
  }
}
