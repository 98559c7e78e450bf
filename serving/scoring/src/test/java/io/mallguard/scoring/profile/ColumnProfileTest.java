package io.mallguard.scoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnProfileTest {
  @Test
  void aSpikeAtZeroIsAnAtomAndTheRestIsCutAtItsQuantiles() {
    double[] values = new double[200];
    for (int i = 0; i < 100; i++) {
      values[i] = i + 1;
    }
    ColumnProfile profile = ColumnProfile.of("count", values);
    assertThat(profile.grid().atomCount()).isEqualTo(1);
    assertThat(profile.grid().atom(0)).isEqualTo(0.0);
    assertThat(profile.grid().edgeCount()).isEqualTo(99);
    assertThat(profile.grid().edge(0)).isEqualTo(1.0);
    assertThat(profile.grid().edge(98)).isEqualTo(99.0);
    assertThat(profile.cell(0)).isZero();
    assertThat(profile.cell(1)).isEqualTo(100);
    assertThat(profile.cell(2)).isEqualTo(1);
    assertThat(profile.finite()).isEqualTo(200);
  }

  @Test
  void anIntervalHoldsItsUpperEndAndNotItsLower() {
    double[] values = IntStream.rangeClosed(1, 2000).asDoubleStream().toArray();
    Grid grid = ColumnProfile.of("x", values).grid();
    assertThat(grid.edge(0)).isEqualTo(2.0);
    assertThat(grid.cellOf(2.0)).isEqualTo(0);
    assertThat(grid.cellOf(Math.nextUp(2.0))).isEqualTo(1);
    assertThat(grid.cellOf(-1e300)).isEqualTo(0);
    assertThat(grid.cellOf(1e300)).isEqualTo(grid.cellCount() - 1);
  }

  @Test
  void fivePercentMakesAnAtomAndLessDoesNot() {
    double[] values = IntStream.range(0, 100).asDoubleStream().toArray();
    Arrays.fill(values, 0, 5, 7.5);
    assertThat(ColumnProfile.of("x", values).grid().atomCount()).isEqualTo(1);
    values[0] = 0.25;
    assertThat(ColumnProfile.of("x", values).grid().atomCount()).isZero();
  }

  @Test
  void missingAndInfiniteAreCountedApartAndMinusZeroIsZero() {
    double[] values = {
      Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0
    };
    ColumnProfile profile = ColumnProfile.of("x", values);
    assertThat(profile.missing()).isEqualTo(2);
    assertThat(profile.positiveInfinite()).isEqualTo(1);
    assertThat(profile.negativeInfinite()).isEqualTo(1);
    assertThat(profile.notFinite()).isEqualTo(4);
    assertThat(profile.rows()).isEqualTo(6);
    assertThat(profile.grid().atomCount()).isEqualTo(1);
    assertThat(Double.doubleToRawLongBits(profile.minimum().orElseThrow())).isZero();
    assertThat(profile.isConstant()).isTrue();
  }

  @Test
  void aColumnWithoutValuesHasNoMoments() {
    for (double[] values : new double[][] {{}, {Double.NaN, Double.NaN}}) {
      ColumnProfile profile = ColumnProfile.of("x", values);
      assertThat(profile.rows()).isEqualTo(values.length);
      assertThat(profile.minimum()).isEmpty();
      assertThat(profile.maximum()).isEmpty();
      assertThat(profile.mean()).isEmpty();
      assertThat(profile.squares()).isEmpty();
      assertThat(profile.quantile(500)).isEmpty();
      assertThat(profile.grid().cellCount()).isEqualTo(1);
      assertThat(profile.isConstant()).isFalse();
    }
  }

  @Test
  void momentsAreThoseOfTheFiniteValues() {
    ColumnProfile profile = ColumnProfile.of("x", new double[] {1, 2, Double.NaN, 6});
    assertThat(profile.mean()).hasValue(3.0);
    assertThat(profile.squares()).hasValue(14.0);
    assertThat(profile.minimum()).hasValue(1.0);
    assertThat(profile.maximum()).hasValue(6.0);
    assertThat(ColumnProfile.of("x", new double[] {-1e300, 1e300}).squares()).isEmpty();
  }

  @Test
  void theOrderOfRowsDecidesNothing() {
    double[] values = {3, 1e-9, 2, Double.NaN, 1e15, 2, -7};
    double[] reversed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    ReferenceProfile one = ProfileFixture.of(values);
    ReferenceProfile two = ProfileFixture.of(reversed);
    assertThat(ProfileJson.write(one)).isEqualTo(ProfileJson.write(two));
  }

  @Test
  void aScoreHasEdgesInItsThinUpperEnd() {
    double[] scores = IntStream.range(0, 20_000).mapToDouble(i -> i / 20_000.0).toArray();
    Grid grid = ColumnProfile.ofScore("probability", scores).grid();
    assertThat(grid.edgeCount()).isEqualTo(1001);
    assertThat(grid.edge(999)).isEqualTo(19_989 / 20_000.0);
    assertThat(grid.edge(1000)).isEqualTo(19_997 / 20_000.0);
  }

  @Test
  void countersEqualANaiveRecount() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 30; round++) {
      double[] reference = ProfileFixture.column(random, 1 + random.nextInt(3000));
      double[] month = ProfileFixture.column(random, 1 + random.nextInt(2000));
      ColumnProfile profile = ColumnProfile.of("x", reference);
      ColumnCounts counts = ColumnCounts.on(profile);
      Arrays.stream(month).forEach(counts::add);
      assertThat(NaiveProfile.knots(profile.grid())).isEqualTo(NaiveProfile.fit(reference));
      for (int cell = 0; cell < profile.grid().cellCount(); cell++) {
        assertThat(profile.cell(cell))
            .isEqualTo(NaiveProfile.count(profile.grid(), cell, reference));
        assertThat(counts.cell(cell)).isEqualTo(NaiveProfile.count(profile.grid(), cell, month));
      }
      assertThat(profile.rows()).isEqualTo(reference.length);
      assertThat(counts.rows()).isEqualTo(month.length);
    }
  }

  @Test
  void rowsOutsideTheReferenceRangeAreCountedBeside() {
    ColumnCounts counts = ColumnCounts.on(ColumnProfile.of("x", new double[] {1, 2, 3}));
    for (double value : new double[] {0.5, 1, 3, 3.5, 4, Double.POSITIVE_INFINITY}) {
      counts.add(value);
    }
    assertThat(counts.belowMinimum()).isEqualTo(1);
    assertThat(counts.aboveMaximum()).isEqualTo(2);
    assertThat(counts.finite()).isEqualTo(5);
  }

  @Test
  void importanceIsAShare() {
    ColumnProfile profile = ColumnProfile.of("x", new double[] {1});
    assertThat(profile.withImportance(0.25).importance()).hasValue(0.25);
    assertThatThrownBy(() -> profile.withImportance(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }
}
