package io.mallguard.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.schema.Schemas;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrainConfigTest {
  @Test
  void theBuiltInConfigurationIsSound() {
    TrainConfig config = TrainConfig.builtIn("cards");
    assertThat(config.spec()).isEqualTo("cards");
    assertThat(config.candidates()).hasSize(3);
    assertThat(List.copyOf(config.thresholds().keySet()))
        .isEqualTo(List.of("step_up", "review", "reject"));
  }

  @Test
  void theMallsConfigurationIsSoundAndNamesWhoseRowsCount() {
    TrainConfig config = TrainConfig.builtIn("mall");
    assertThat(config.spec()).isEqualTo("mall-cashout");
    config.target().check(Schemas.builtIn("mall"));
    assertThat(config.target().waitDays(Schemas.builtIn("mall"))).isEqualTo(7);
    assertThat(Target.fromJson(config.target().toJson())).isEqualTo(config.target());
  }

  @Test
  void aTargetThatTheSchemaLacksIsRefusedWithAllProblems() {
    String text =
        TrainConfig.builtIn("mall")
            .text()
            .replace("order: buyer_id, refund: buyer_id", "login: account_id, refund: fraud");
    TrainConfig config = TrainConfigReader.parse(text, "train.yaml", Path.of(""));
    assertThatThrownBy(() -> config.target().check(Schemas.builtIn("mall")))
        .hasMessageContaining("2 problems")
        .hasMessageContaining("found login, must be one of [order, refund, transfer, payout]")
        .hasMessageContaining("must be a textual field of event type refund");
  }

  @Test
  void everyProblemIsReportedWithItsPlace() {
    String text =
        TrainConfig.builtIn("cards")
            .text()
            .replace("train_days: 21", "train_days: 0")
            .replace("family: tree, max_depth: 6", "family: forest, max_depth: x")
            .replace("learning_rate: 0.", "learning_rate: 7.")
            .replace("review: 0.5", "review: 0.1")
            .replace("seed: 1", "seed: one\nsede: 2")
            .replace("label: fraud ", "#");
    assertThatThrownBy(() -> TrainConfigReader.parse(text, "train.yaml", Path.of("")))
        .hasMessageContaining("train.yaml: 7 problems")
        .hasMessageContaining("no 'label'")
        .hasMessageContaining("a whole number from 1 to 3650")
        .hasMessageContaining("found 'forest'")
        .hasMessageContaining("found '0.1', must be above 0.2")
        .hasMessageContaining("sede");
  }

  @Test
  void aConfigurationWithoutCandidatesIsRefused() {
    String text = TrainConfig.builtIn("cards").text();
    int from = text.indexOf("candidates:");
    String without =
        text.substring(0, from)
            + "candidates: []\n"
            + text.substring(text.indexOf("calibration: logistic"));
    assertThatThrownBy(() -> TrainConfigReader.parse(without, "train.yaml", Path.of("")))
        .hasMessageContaining("must be a list of at least one candidate");
  }
}
