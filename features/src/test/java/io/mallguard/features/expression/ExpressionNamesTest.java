package io.mallguard.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.YamlMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionNamesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '#',
      value = {
        "amount_minor # amount_minor",
        "order.occurred_at - 7d < shop.occurred_at # order.occurred_at shop.occurred_at",
        "known(order) && ratio(a, b) > 1.0 ? nan : c # order a b c",
        "goods.max(g, g.quantity * rate) # goods rate",
        "goods.exists(g, g.tags.exists(t, t == x)) # goods x",
        "kind in ['a', other] # kind other",
        "'7d' == a # a",
        "H7 + 7h # H7",
        "amount + # ''",
        "7 # ''"
      })
  void areFoundByParsingAlone(String text, String expected) {
    Problems problems = new Problems();
    List<String> names = expected.isEmpty() ? List.of() : List.of(expected.split(" "));
    assertThat(Expressions.names(Sample.node(text, problems))).containsExactlyElementsOf(names);
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void aListOrMappingHasNone() {
    Problems problems = new Problems();
    YamlMap map = Sample.yaml("a: [b]\nc: {d: e}\nf: ''\n", problems);
    for (String key : map.keys()) {
      assertThat(Expressions.names(map.require(key).orElseThrow())).isEmpty();
    }
    assertThat(problems.isEmpty()).isTrue();
  }
}
