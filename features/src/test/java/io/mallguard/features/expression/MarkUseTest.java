package io.mallguard.features.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.YamlMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkUseTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '#',
      value = {
        "wet # 0 # false",
        "fraud # 1 # false",
        "late # 2 # false",
        "fraud && wet || late # 3 # false",
        "wet && (wet || fraud && late) # 3 # false",
        "!fraud # 1 # true",
        "!(wet && fraud) # 1 # true",
        "fraud == true # 1 # true",
        "fraud != late # 3 # true",
        "fraud ? wet : vpn # 1 # true",
        "wet ? fraud : vpn # 1 # true",
        "fraud in [true] # 1 # true",
        "wet in [late] # 2 # true",
        "is_nan(fraud) # 1 # true",
        "tri(fraud) > 0.0 # 1 # true",
        "ratio(tri(fraud), 2) > 0.0 # 1 # true",
        "int(fraud) > 0 || late # 3 # true",
        "confirmed # 1 # false",
        "wet && confirmed # 1 # false",
        "!confirmed # 1 # true",
        "clean # 1 # true",
        "wet || clean # 1 # true",
        "both # 3 # false",
        "both && clean # 3 # true",
        "both == true # 3 # true"
      })
  void absenceIsEvidenceAnywhereButUnderAndAndOr(String text, int marks, boolean evidence) {
    YamlMap filters =
        Sample.yaml("confirmed: fraud\nclean: '!fraud'\nboth: late || confirmed\n", new Problems());
    Scope.Builder scope = Sample.scope();
    filters.keys().forEach(name -> scope.filter(name, filters.require(name).orElseThrow()));
    Scope built = scope.build();
    CheckedCondition condition = Sample.compiled(text, node -> Expressions.condition(node, built));
    assertThat(condition.markUse()).isEqualTo(new MarkUse(marks, evidence));
  }

  @Test
  void inANumberAbsenceAlwaysShows() {
    Scope scope = Sample.scope().build();
    assertThat(Sample.compiled("fraud", node -> Expressions.whole(node, scope)).markUse())
        .isEqualTo(new MarkUse(1, true));
    assertThat(Sample.compiled("late || wet", node -> Expressions.real(node, scope)).markUse())
        .isEqualTo(new MarkUse(2, true));
    assertThat(Sample.compiled("amount + 1", node -> Expressions.real(node, scope)).markUse())
        .isEqualTo(MarkUse.NONE);
  }

  @Test
  void slotsAndColumnsAreFoundThroughFilters() {
    YamlMap filters = Sample.yaml("big: amount > mean\n", new Problems());
    Scope scope = Sample.scope().filter("big", filters.require("big").orElseThrow()).build();
    CheckedCondition condition =
        Sample.compiled(
            "big && known(order) || kind == 'top_up' && std > 1.0",
            node -> Expressions.condition(node, scope));
    assertThat(condition.columns()).containsExactly(0, 1);
    assertThat(condition.slots())
        .containsExactlyInAnyOrder(
            Sample.slot("amount"), Sample.slot("order"), Sample.slot("kind"));
  }
}
