package io.mallguard.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.scoring.calibration.LogisticCalibration;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class PlattFitTest {
  @Test
  void itFindsTheLineThatMadeTheLabels() {
    Random random = new Random(1);
    double[] scores = new double[200_000];
    boolean[] fraud = new boolean[scores.length];
    LogisticCalibration truth = new LogisticCalibration(0.6, -2);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextGaussian() * 3;
      fraud[i] = random.nextDouble() < truth.probability(scores[i]);
    }
    LogisticCalibration found = PlattFit.fit(scores, fraud);
    assertThat(found.slope()).isCloseTo(0.6, Offset.offset(0.02));
    assertThat(found.intercept()).isCloseTo(-2, Offset.offset(0.04));
  }

  @Test
  void separableLabelsGiveAFiniteFit() {
    LogisticCalibration found =
        PlattFit.fit(new double[] {-2, -1, 1, 2}, new boolean[] {false, false, true, true});
    assertThat(found.slope()).isPositive().isFinite();
    assertThat(found.probability(0)).isCloseTo(0.5, Offset.offset(1e-6));
  }

  @Test
  void scoresThatRankTheWrongWayAreRefused() {
    assertThatThrownBy(
            () ->
                PlattFit.fit(new double[] {2, 1, -1, -2}, new boolean[] {false, false, true, true}))
        .hasMessageContaining("must be above 0: the scores do not rank the labels");
  }
}
