package io.mallguard.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LinearModelTest {
  private final LinearModel model =
      new LinearModel(-1, new double[] {2, 3}, new double[] {10, 0}, new double[] {5, 2});

  @Test
  void columnsAreStandardisedAndWeighed() {
    assertThat(model.score(new double[] {15, 4})).isEqualTo(-1 + 2 * 1 + 3 * 2);
  }

  @Test
  void aMissingValueCountsAsTheMean() {
    assertThat(model.score(new double[] {Double.NaN, 2}))
        .isEqualTo(model.score(new double[] {10, 2}));
  }

  @Test
  void aDeviationOfZeroIsRefused() {
    assertThatThrownBy(() -> new LinearModel(0, new double[1], new double[1], new double[1]))
        .hasMessageContaining("column 0, must have a finite mean and a finite deviation above 0");
  }
}
