package io.mallguard.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.schema.Schemas;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RuleSetTest {
  private static final EventSchema MALL = Schemas.builtIn("mall");

  private final RuleSet classic = RuleSet.named("mall-classic");

  @Test
  void theClassicRulesCompileOverTheMallsColumns() {
    classic.target().check(MALL);
    CompiledRules compiled = classic.compile(MALL);
    assertThat(classic.rules()).hasSize(15);
    assertThat(compiled.spec().features())
        .hasSize(compiled.spec().plan().rowSize())
        .hasSizeGreaterThan(150);
  }

  @Test
  void anEventScoresTheWeightsOfTheRulesItMeets() {
    CompiledRules compiled = classic.compile(MALL);
    double[] row = new double[compiled.spec().features().size()];
    Arrays.fill(row, Double.NaN);
    assertThat(compiled.score(row)).isZero();
    int first = row.length - classic.rules().size();
    row[first] = 1;
    row[first + 12] = 1;
    row[first + 1] = 0;
    assertThat(compiled.score(row)).isEqualTo(5);
    assertThat(compiled.meets(row, 12)).isTrue();
  }

  @Test
  void whatIsWrittenReadsBack() {
    RuleSet again = RuleReader.parse(classic.toYaml(), "again");
    assertThat(again.rules()).isEqualTo(classic.rules());
    assertThat(again.target()).isEqualTo(classic.target());
    assertThat(again.toYaml()).isEqualTo(classic.toYaml());
  }

  @Test
  void everyProblemIsReportedWithItsPlace() {
    String text =
        classic
            .toYaml()
            .replace("id: young-shop-virtual", "id: Young")
            .replaceFirst("weight: 2", "weight: 0")
            .replace("alert_from: 3", "alert: 3");
    assertThatThrownBy(() -> RuleReader.parse(text, "rules.yaml"))
        .hasMessageContaining("rules.yaml: 4 problems")
        .hasMessageContaining("found 'Young'")
        .hasMessageContaining("a whole number from 1 to 100")
        .hasMessageContaining("no 'alert_from'");
  }

  @Test
  void aWrongConditionNamesItsRule() {
    String text = classic.toYaml().replace("device_accounts_30d >=", "device_acounts_30d >=");
    RuleSet wrong = RuleReader.parse(text, "rules.yaml");
    assertThatThrownBy(() -> wrong.compile(MALL))
        .hasMessageContaining("rule device-of-many")
        .hasMessageContaining("device_acounts_30d");
  }
}
