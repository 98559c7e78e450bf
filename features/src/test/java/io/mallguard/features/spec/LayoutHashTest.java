package io.mallguard.features.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** State can be taken over by a spec of the same layout, so it must change with the state alone. */
class LayoutHashTest {
  private static final String BASE =
      """
      spec: s
      version: 1
      schema: shops
      filters: {big: "amount_minor > 5"}
      lookups:
        - {name: past, from: order, by: order_id, keep: 30d}
      features:
        - {name: n, key: buyer, event: order, agg: count, window: [1d, 7d], where: big, meaning: m}
        - {name: since, key: buyer, event: order, agg: time_since_last, meaning: m}
        - {name: longest, key: shop, event: order, agg: max, of: since, window: 7d, meaning: m}
        - {name: slow, key: shop, event: refund, agg: count, window: 7d, where: "past.amount_minor > 7", meaning: m,
           internal: true}
      roles: {refund: {shop: past.shop_id}}
      derived:
        - {name: d, expr: "ratio(n_1d, n_7d)", unit: ratio, meaning: m}
      """;

  private final FeatureSpec spec = Specs.read(BASE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: n,|name: number,|n_|number_",
        "name: since|name: quiet|of: since|of: quiet",
        "meaning: m|meaning: other|unit: ratio|unit: r",
        "version: 1|version: 2|spec: s|spec: other",
        "ratio(n_1d|ratio(2.0 * n_1d|x|x",
        "where: big|where: \"amount_minor > 5\"|x|x",
      })
  void staysUnderOtherNamesAndWords(String from, String to, String also, String then) {
    FeatureSpec other = Specs.read(BASE.replace(from, to).replace(also, then));
    assertThat(other.layoutHash()).isEqualTo(spec.layoutHash());
  }

  @Test
  void staysWhateverTheOrderOfFeatures() {
    String[] parts = BASE.split("(?=  - \\{name: since)|(?=  - \\{name: longest)", -1);
    FeatureSpec other =
        Specs.read(
            parts[0]
                + parts[2].replaceFirst(
                    "\n {2}- \\{name: slow", "\n" + parts[1] + "  - {name: slow"));
    assertThat(other.specHash()).isNotEqualTo(spec.specHash());
    assertThat(other.layoutHash()).isEqualTo(spec.layoutHash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1d, 7d]|[1d, 8d]",
        "amount_minor > 5|amount_minor > 6",
        "keep: 30d|keep: 31d",
        "key: buyer, event: order, agg: time|key: shop, event: order, agg: time",
        "agg: max|agg: min",
        "past.amount_minor > 7|past.amount_minor > 8",
        "schema: shops|schema: shops#ttl: {buyer: 80d}",
      })
  void changesWithTheState(String from, String to) {
    String windowed = BASE.replace("agg: time_since_last", "agg: time_since_last, window: 80d");
    FeatureSpec same = Specs.read(windowed);
    FeatureSpec other =
        Specs.read(
            windowed
                .replace(from, to.replace('#', '\n'))
                .replace("n_7d", to.contains("8d]") ? "n_8d" : "n_7d"));
    assertThat(other.layoutHash()).isNotEqualTo(same.layoutHash());
  }
}
