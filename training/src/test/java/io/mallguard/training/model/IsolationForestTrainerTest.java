package io.mallguard.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;

final class IsolationForestTrainerTest {
  private static final TrainingRows ROWS = SyntheticRows.of(2_000, 3);
  private static final ForestRecipe PAPER = new ForestRecipe(100, 256);

  @Test
  void compiledAndTribuoForestAgreeThoughTheirColumnsAreOrderedDifferently() {
    TrainedForest forest = PAPER.train(ROWS, 1);
    assertThat(forest.checkParity(SyntheticRows.of(1_000, 4))).isZero();
    assertThat(forest.compiled().inputCount()).isEqualTo(5);
  }

  @Test
  void theSameRowsGiveTheSameBytesAndTribuoReadsThem() throws IOException {
    byte[] bytes = PAPER.train(ROWS, 1).tribuoBytes();
    assertThat(PAPER.train(ROWS, 1).tribuoBytes()).isEqualTo(bytes);
    assertThat(PAPER.train(ROWS, 2).tribuoBytes()).isNotEqualTo(bytes);
    Model<Event> read =
        Model.deserializeFromStream(new ByteArrayInputStream(bytes)).castModel(Event.class);
    assertThat(read).isInstanceOf(IsolationForestModel.class);
    assertThat(read.serialize().toByteArray()).isEqualTo(bytes);
  }

  @Test
  void aRowFarFromAllOthersScoresHigherThanAnyOrdinaryRow() {
    SplittableRandom random = new SplittableRandom(5);
    double[][] rows = new double[1_000][2];
    for (double[] row : rows) {
      Arrays.setAll(row, i -> random.nextDouble());
    }
    rows[0] = new double[] {30, -30};
    TrainingRows data =
        new TrainingRows(List.of("a", "b"), rows, new boolean[1_000], Instant.EPOCH);
    var forest = PAPER.train(data, 6).compiled();
    double odd = forest.score(rows[0]);
    assertThat(odd).isGreaterThan(0.7);
    assertThat(Arrays.stream(rows).skip(1).mapToDouble(forest::score).max().orElseThrow())
        .isLessThan(odd);
    assertThat(forest.score(new double[] {0.5, 0.5})).isLessThan(0.5);
  }

  @Test
  void constantRowsAreAllOrdinary() {
    double[][] rows = new double[300][2];
    TrainingRows data = new TrainingRows(List.of("a", "b"), rows, new boolean[300], Instant.EPOCH);
    assertThat(PAPER.train(data, 1).compiled().score(new double[] {0, 9}))
        .isCloseTo(0.5, Offset.offset(1e-12));
  }

  @Test
  void aSampleHoldsNoRowTwice() {
    double[][] rows = new double[300][1];
    Arrays.setAll(rows, i -> new double[] {i});
    double[][] sample = IsolationTree.sample(rows, 256, new SplittableRandom(9));
    TreeSet<Double> distinct = new TreeSet<>();
    for (double[] row : sample) {
      distinct.add(row[0]);
    }
    assertThat(distinct).hasSize(256);
  }

  @Test
  void withoutTreesOrRowsThereIsNoForest() {
    assertThatThrownBy(() -> new IsolationForestTrainer(0, 1, 1, OffsetDateTime.MIN))
        .hasMessageContaining("trees 0 and sample size 1, must be ≥ 1 and ≥ 2");
    assertThat(AnomalyFactory.EXPECTED_EVENT.getType()).isEqualTo(Event.EventType.EXPECTED);
  }
}
