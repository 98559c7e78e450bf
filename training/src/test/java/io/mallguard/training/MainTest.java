package io.mallguard.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.training.command.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "drift",
        "evaluate",
        "features",
        "import",
        "inspect",
        "score",
        "send",
        "simulate",
        "train"
      })
  void everyCommandExplainsItselfAndRefusesWhatItDoesNotKnow(String command) {
    Said help = Said.by(command, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.text()).contains("Usage: mallguard " + command);
    Said unknown = Said.by(command, "--colour=red");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.text()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "train, --until, yesterday, YYYY-MM-DD",
    "features, --labels-until, 2026-02-30, YYYY-MM-DD",
    "send, --url, http://a b, http://127.0.0.1:8080"
  })
  void aValueThatCantBeReadIsNamedWithWhatIsLegal(
      String command, String option, String found, String legal) {
    Said said = Said.by(command, option + "=" + found);
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.text())
        .contains(option, "found '" + found + "'", "must be", legal)
        .doesNotContain("Exception");
  }

  @Test
  void aCommandThatDoesNotExistIsWrongUsage() {
    assertThat(Said.by("trian").exitCode()).isEqualTo(2);
  }
}
