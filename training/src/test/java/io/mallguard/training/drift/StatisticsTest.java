package io.mallguard.training.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mallguard.scoring.profile.ColumnCounts;
import io.mallguard.scoring.profile.ColumnProfile;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Literals that can be checked by hand, and the edges of every statistic. */
class StatisticsTest {
  @Test
  void psiIsTakenOffItsMeanWithoutDrift() {
    Psi psi = Psi.of(new long[] {500, 300, 150, 50}, new long[] {450, 330, 160, 60});
    assertThat(psi.value()).isCloseTo(0.010546, within(1e-6));
    assertThat(psi.bias()).isCloseTo(0.006, within(1e-15));
    assertThat(psi.corrected()).isCloseTo(0.004546, within(1e-6));
    assertThat(psi.p()).isCloseTo(0.153, within(5e-4));
    assertThat(psi.epsilon()).isEqualTo(0.0005);
  }

  @Test
  void theSizeOfTheReferenceDoesNotChangeWhatAnEmptyBinCosts() {
    long[] month = {850, 100, 30, 20};
    double small = Psi.of(new long[] {900, 90, 10, 0}, month).value();
    double large = Psi.of(new long[] {900_000, 90_000, 10_000, 0}, month).value();
    assertThat(small).isCloseTo(0.099304, within(1e-6));
    assertThat(large).isCloseTo(small, within(1e-12));
  }

  @Test
  void oneBinHasNoEffectAndNoEvidence() {
    Psi psi = Psi.of(new long[] {0, 100, 0}, new long[] {0, 70, 0});
    assertThat(psi.bins()).isEqualTo(1);
    assertThat(psi.value()).isZero();
    assertThat(psi.p()).isEqualTo(1);
  }

  @Test
  void disjointHistogramsAreAtDistanceOne() {
    Divergence far = Divergence.of(new long[] {60, 40, 0, 0}, new long[] {0, 0, 50, 50});
    assertThat(far.jensenShannon()).isCloseTo(1, within(1e-12));
    assertThat(far.hellinger()).isCloseTo(1, within(1e-12));
    assertThat(far.totalVariation()).isEqualTo(1);
    Divergence none = Divergence.of(new long[] {3, 7}, new long[] {30, 70});
    assertThat(none.jensenShannon()).isCloseTo(0, within(1e-7));
    assertThat(none.hellinger()).isCloseTo(0, within(1e-7));
  }

  @Test
  void sharesAreTestedExactly() {
    assertThat(new Share(3, 1000, 40, 1000).p()).isCloseTo(2.1e-9, within(1e-10));
    assertThat(new Share(0, 1_000_000, 1, 200).p()).isCloseTo(2.0e-4, within(1e-6));
    assertThat(new Share(0, 500, 0, 400).p()).isEqualTo(1);
    assertThat(new Share(0, 0, 0, 400).isDefined()).isFalse();
    assertThat(new Share(0, 0, 0, 400).p()).isEqualTo(1);
  }

  @Test
  void largeTablesAreTestedByChiSquareAndAgreeWithFisher() {
    Share large = new Share(600_000, 2_000_000, 601_796, 2_000_000);
    assertThat(large.p()).isCloseTo(0.05, within(0.001));
    assertThat(large.increaseP()).isCloseTo(large.p() / 2, within(1e-12));
    Share exact = new Share(60_000, 200_000, 60_568, 200_000);
    assertThat(exact.p()).isCloseTo(0.05, within(0.001));
  }

  @Test
  void wilsonIntervalsTouchTheirEnds() {
    assertThat(WilsonInterval.of(0, 50, 0.95).low()).isZero();
    assertThat(WilsonInterval.of(0, 50, 0.95).high()).isCloseTo(0.071348, within(1e-6));
    assertThat(WilsonInterval.of(50, 50, 0.95).high()).isEqualTo(1);
  }

  @Test
  void adjustedValuesKeepTheOrderOfTheInput() {
    assertThat(BenjaminiHochberg.adjust(new double[] {0.2, 0.001, 0.04, 0.03, 0.5}))
        .containsExactly(new double[] {0.25, 0.005, 0.2 / 3, 0.2 / 3, 0.5}, within(1e-12));
    assertThat(BenjaminiHochberg.adjust(new double[0])).isEmpty();
  }

  @Test
  void tenBinsNeed361RowsAndFiveNeed200() {
    assertThat(BinRule.numericBins(1_000_000, 361)).hasValue(10);
    assertThat(BinRule.numericBins(1_000_000, 360)).hasValue(5);
    assertThat(BinRule.numericBins(1_000_000, 200)).hasValue(5);
    assertThat(BinRule.numericBins(1_000_000, 199)).isEmpty();
    assertThat(BinRule.numericBins(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4)).hasValue(10);
  }

  @Test
  void tiesAndConstantsAreBracketedExactly() {
    KsBracket ties = bracket(new double[] {1, 2, 3, 4, 5}, 1.5, 2.5, 3.5, 4.5, 5.5);
    assertThat(ties.lower()).isCloseTo(0.2, within(1e-12));
    assertThat(ties.upper()).isCloseTo(0.2, within(1e-12));
    assertThat(bracket(new double[] {5, 5, 5, 5}, 5, 5)).isEqualTo(new KsBracket(0, 0));
    assertThat(bracket(new double[] {5, 5, 5, 5}, 7, 7).lower()).isEqualTo(1);
    ColumnProfile empty = ColumnProfile.of("x", new double[] {Double.NaN});
    assertThat(KsBracket.of(empty, ColumnCounts.on(empty), 1000)).isEmpty();
  }

  private static KsBracket bracket(double[] reference, double... month) {
    ColumnProfile profile = ColumnProfile.of("x", reference);
    ColumnCounts counts = ColumnCounts.on(profile);
    Arrays.stream(month).forEach(counts::add);
    return KsBracket.of(profile, counts, 1000).orElseThrow();
  }
}
