package io.mallguard.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.scoring.model.LinearModel;
import io.mallguard.training.model.TrainingRows;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ImportanceTest {
  private static final double[] ZEROS = {0, 0, 0};
  private static final double[] ONES = {1, 1, 1};

  @Test
  void aLinearModelsSharesAreThoseOfItsWeights() {
    LinearModel model = new LinearModel(-1, new double[] {3, -1, 0}, ZEROS, ONES);
    double[] shares = Importance.of(model, rows(1)).orElseThrow();
    assertThat(shares).containsExactly(new double[] {0.75, 0.25, 0}, Offset.offset(1e-12));
  }

  @Test
  void aColumnThatNeverVariesHasNoShare() {
    LinearModel model = new LinearModel(0, new double[] {1, 100, 0}, ZEROS, ONES);
    assertThat(Importance.of(model, rows(0)).orElseThrow()).containsExactly(1, 0, 0);
  }

  @Test
  void aModelThatReadsNothingHasNoShares() {
    LinearModel model = new LinearModel(2, ZEROS, ZEROS, ONES);
    assertThat(Importance.of(model, rows(1))).isEmpty();
  }

  /** Ten thousand rows: three columns that alternate, the second one by its spread. */
  private static TrainingRows rows(double spread) {
    double[][] rows = new double[10_000][];
    for (int i = 0; i < rows.length; i++) {
      double x = i < rows.length / 2 ? 0 : 1;
      rows[i] = new double[] {x, x * spread, x};
    }
    return new TrainingRows(List.of("a", "b", "c"), rows, new boolean[rows.length], Instant.EPOCH);
  }
}
