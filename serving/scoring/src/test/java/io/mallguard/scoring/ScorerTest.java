package io.mallguard.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.mallguard.scoring.calibration.LogisticCalibration;
import io.mallguard.scoring.calibration.TailCalibration;
import io.mallguard.scoring.model.IsolationForest;
import io.mallguard.scoring.model.LinearModel;
import io.mallguard.scoring.model.Side;
import io.mallguard.scoring.model.TreesBuilder;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ScorerTest {
  private static final int CALLS = 200_000;
  private static final int ROUNDS = 20;

  /** Three doubles and an object header. */
  private static final long BYTES_OF_A_SCORE = 48;

  @Test
  void aScoreIsRawLogOddsTheirProbabilityAndTheShareOfCommonerRows() {
    double[] row = {2, 1};
    Score score = scorer().score(row);
    assertThat(score.rawLogOdds()).isEqualTo(0.5);
    assertThat(score.probability()).isEqualTo(1 / (1 + StrictMath.exp(-2.0)));
    assertThat(score.anomalyScore()).isEqualTo(scorer().anomaly().score(row) / 2).isPositive();
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> scorer().score(new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row of 3 columns, must have 2");
  }

  @Test
  void modelsOfOtherRowsAreRefused() {
    Scorer scorer = scorer();
    LinearModel three = new LinearModel(0, new double[3], new double[3], new double[] {1, 1, 1});
    assertThatThrownBy(
            () ->
                new Scorer(
                    three, scorer.calibration(), scorer.anomaly(), scorer.anomalyCalibration()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNoScoreIsRefusedBeforeAPolicyCouldPassIt() {
    double[][] wrong = {{Double.NaN, 0, 0}, {0, Double.NaN, 0}, {0, 0, Double.NaN}, {0, 1.1, 0}};
    for (double[] numbers : wrong) {
      assertThatThrownBy(() -> new Score(numbers[0], numbers[1], numbers[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aCallAllocatesTheScoreAndNothingElse() {
    Scorer scorer = scorer();
    double[] row = {0.5, Double.NaN};
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double sum = 0;
    // The least of many rounds: the first ones run before the compiler has seen the calls.
    long leastBytes = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        row[0] = i;
        sum += scorer.score(row).probability();
      }
      leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(sum).isPositive();
    assertThat(leastBytes).isLessThanOrEqualTo(BYTES_OF_A_SCORE * CALLS + 100_000);
  }

  private static Scorer scorer() {
    TreesBuilder nodes = new TreesBuilder(2);
    int root = nodes.split(0, 1, nodes.leaf(4), nodes.leaf(1), Side.RIGHT);
    return new Scorer(
        new LinearModel(-1, new double[] {1, -0.5}, new double[2], new double[] {1, 1}),
        new LogisticCalibration(4, 0),
        new IsolationForest(8, nodes.build(), new int[] {root}),
        TailCalibration.fit(new double[] {0, 1}));
  }
}
