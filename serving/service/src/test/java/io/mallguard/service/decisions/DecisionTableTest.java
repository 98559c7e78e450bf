package io.mallguard.service.decisions;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.service.TestBundle;
import org.junit.jupiter.api.Test;

final class DecisionTableTest {
  @Test
  void noSpecCompilesWhoseFeatureHasTheNameOfAColumnOfTheTable() {
    DecisionTable.FIXED.forEach(
        column -> {
          String text =
              Schemas.specText("cards").replace("name: night,", "name: " + column.name() + ",");
          assertThatThrownBy(() -> SpecReader.parse(text, "spec", TestBundle.CARDS))
              .as(column.name())
              .isInstanceOf(InvalidInputException.class)
              .hasMessageContaining("reserved_name");
        });
  }
}
