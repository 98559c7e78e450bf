package io.mallguard.training.simulator.mall.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mallguard.training.simulator.mall.chance.Chance;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A few rings are as their distributions say, whatever the seed. */
class EvenlyTest {
  private static final int RINGS = 24;

  @Test
  void everyFourthOfTheRangeHasItsShareWhateverTheSeed() {
    for (int seed = 0; seed < 200; seed++) {
      Evenly evenly = new Evenly(Chance.of(seed, 1, 1));
      int[] first = new int[4];
      int[] second = new int[4];
      int[] both = new int[4];
      for (int i = 0; i < RINGS; i++) {
        Evenly.Pair pair = evenly.next();
        first[(int) (4 * pair.first())]++;
        second[(int) (4 * pair.second())]++;
        both[2 * (int) (2 * pair.first()) + (int) (2 * pair.second())]++;
      }
      // Of draws by chance every sixth fourth lies outside of this.
      assertThat(IntStream.of(first)).allMatch(n -> n >= 3 && n <= 8);
      assertThat(IntStream.of(second)).allMatch(n -> n >= 3 && n <= 8);
      assertThat(IntStream.of(both)).allMatch(n -> n >= 4 && n <= 8);
    }
  }

  @Test
  void sharesBecomeTheDrawsThatLieAboveThem() {
    for (double share = 0.01; share < 1; share += 0.01) {
      double x = Evenly.beta22(share);
      assertThat(3 * x * x - 2 * x * x * x).isCloseTo(share, within(1e-12));
    }
    // Published quantiles of the standard normal distribution.
    assertThat(Evenly.normal(0.5)).isZero();
    assertThat(Evenly.normal(0.975)).isCloseTo(1.959963984540054, within(1e-9));
    assertThat(Evenly.normal(0.05)).isCloseTo(-1.6448536269514722, within(1e-9));
    assertThat(Evenly.normal(0)).isFinite();
  }
}
