package io.mallguard.scoring.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class TailCalibrationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theShareIsThatOfReferenceRowsScoredLower() {
    TailCalibration tail = TailCalibration.fit(new double[] {0.4, 0.1, 0.3, 0.2});
    assertThat(tail.share(0.1)).isZero();
    assertThat(tail.share(0.2)).isEqualTo(0.25);
    assertThat(tail.share(0.25)).isCloseTo(0.375, Offset.offset(1e-12));
    assertThat(tail.share(0.4)).isEqualTo(0.75);
    assertThat(tail.share(9)).isEqualTo(0.75);
  }

  @Test
  void equalScoresShareOneKnot() {
    TailCalibration tail = TailCalibration.fit(new double[] {1, 1, 1, 2});
    assertThat(tail.share(1)).isZero();
    assertThat(tail.share(2)).isEqualTo(0.75);
  }

  @Test
  void onManyRowsItIsWithinAPerCentOfTheShareAndAThousandthInTheTail() {
    double[] scores = new Random(5).doubles(100_000).map(u -> u * u).toArray();
    TailCalibration tail = TailCalibration.fit(scores);
    double before = -1;
    for (double u = 0; u <= 1; u += 0.0001) {
      double share = tail.share(u * u);
      assertThat(share).isGreaterThanOrEqualTo(before).isLessThan(1);
      assertThat(share).isCloseTo(u, Offset.offset(0.01));
      before = share;
    }
    assertThat(tail.share(0.9995 * 0.9995)).isCloseTo(0.9995, Offset.offset(0.0002));
  }

  @Test
  void itSurvivesJson() throws Exception {
    TailCalibration tail = TailCalibration.fit(new Random(6).doubles(5_000).toArray());
    String text = JSON.writeValueAsString(tail.toJson());
    TailCalibration back = TailCalibration.fromJson(JSON.readTree(text), "t");
    assertThat(JSON.writeValueAsString(back.toJson())).isEqualTo(text);
    assertThat(back.share(0.777)).isEqualTo(tail.share(0.777));
  }

  @Test
  void brokenFilesAreRefusedWithEveryProblem() throws Exception {
    String text = "{\"kind\":\"tail\",\"scores\":[2,1],\"shares\":[0.5,0.4,1.0]}";
    assertThatThrownBy(() -> TailCalibration.fromJson(JSON.readTree(text), "anomaly.json"))
        .hasMessageContaining("anomaly.json: 4 problems")
        .hasMessageContaining("/scores/1")
        .hasMessageContaining("/shares/1")
        .hasMessageContaining("/shares/2");
  }

  @Test
  void referenceScoresMustBeFinite() {
    assertThatThrownBy(() -> TailCalibration.fit(new double[] {1, Double.NaN}))
        .hasMessageContaining("must be finite");
  }
}
