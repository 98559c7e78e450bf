package io.mallguard.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every family of compiled models must keep:
 *
 * <ul>
 *   <li>the score is finite for any row of the right length, extremes and missing values included;
 *   <li>the same row gives the same bits, and is not changed;
 *   <li>the model survives its bytes: same scores, same bytes again.
 * </ul>
 */
abstract class CompiledModelContract {
  private static final double[] EXTREMES = {
    0,
    -0.0,
    1,
    -1,
    Double.NaN,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Float.MAX_VALUE,
    1e-30
  };

  /** A model with some weight on every column. */
  abstract CompiledModel model();

  @Test
  void scoresAreFiniteAndRepeatableWhateverTheRowHolds() {
    CompiledModel model = model();
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      double[] row = row(model.inputCount(), random);
      double[] before = row.clone();
      double score = model.score(row);
      assertThat(score).as(Arrays.toString(row)).isFinite();
      assertThat(model.score(row)).isEqualTo(score);
      assertThat(row).isEqualTo(before);
    }
  }

  @Test
  void scoresDependOnTheRow() {
    CompiledModel model = model();
    Random random = new Random(8);
    double first = model.score(row(model.inputCount(), random));
    boolean differs = false;
    for (int i = 0; i < 100; i++) {
      differs |= model.score(row(model.inputCount(), random)) != first;
    }
    assertThat(differs).isTrue();
  }

  @Test
  void readBackFromItsBytesTheModelScoresTheSame() {
    CompiledModel model = model();
    byte[] bytes = CompiledModels.write(model);
    CompiledModel back = CompiledModels.read(bytes);
    assertThat(back).hasSameClassAs(model);
    assertThat(back.inputCount()).isEqualTo(model.inputCount());
    assertThat(CompiledModels.write(back)).isEqualTo(bytes);
    Random random = new Random(9);
    for (int i = 0; i < 1_000; i++) {
      double[] row = row(model.inputCount(), random);
      assertThat(back.score(row)).isEqualTo(model.score(row));
    }
  }

  private static double[] row(int length, Random random) {
    double[] row = new double[length];
    for (int i = 0; i < length; i++) {
      boolean extreme = random.nextInt(4) == 0;
      row[i] = extreme ? EXTREMES[random.nextInt(EXTREMES.length)] : random.nextGaussian() * 3;
    }
    return row;
  }
}
