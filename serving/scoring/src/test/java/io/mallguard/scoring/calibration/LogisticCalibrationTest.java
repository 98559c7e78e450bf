package io.mallguard.scoring.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class LogisticCalibrationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void zeroLogOddsWithoutInterceptAreEvenOdds() {
    assertThat(LogisticCalibration.identity().probability(0)).isEqualTo(0.5);
  }

  @Test
  void theProbabilityRisesWithTheScore() {
    LogisticCalibration calibration = new LogisticCalibration(0.7, -2);
    double before = calibration.probability(-20);
    for (double score = -19.9; score < 20; score += 0.1) {
      double now = calibration.probability(score);
      assertThat(now).isGreaterThan(before).isBetween(0.0, 1.0);
      before = now;
    }
  }

  @Test
  void extremeScoresStayWithinZeroAndOne() {
    LogisticCalibration calibration = new LogisticCalibration(3, 1);
    assertThat(calibration.probability(1e300)).isEqualTo(1);
    assertThat(calibration.probability(-1e300)).isZero();
  }

  @Test
  void itSurvivesJson() {
    LogisticCalibration calibration = new LogisticCalibration(0.1 + 0.2, -1.0 / 3);
    assertThat(LogisticCalibration.fromJson(calibration.toJson(), "c")).isEqualTo(calibration);
  }

  @Test
  void everyProblemOfAFileIsNamed() throws Exception {
    assertThatThrownBy(
            () ->
                LogisticCalibration.fromJson(
                    JSON.readTree("{\"kind\":\"other\",\"slope\":\"x\"}"), "calibration.json"))
        .hasMessageContaining("calibration.json: 3 problems")
        .hasMessageContaining("/kind")
        .hasMessageContaining("/slope")
        .hasMessageContaining("/intercept");
    assertThatThrownBy(
            () ->
                LogisticCalibration.fromJson(
                    JSON.readTree("{\"kind\":\"logistic\",\"slope\":-1,\"intercept\":0}"), "c"))
        .hasMessageContaining("found -1.0, must be above 0");
  }
}
