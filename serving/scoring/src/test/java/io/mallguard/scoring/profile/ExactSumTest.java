package io.mallguard.scoring.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactSumTest {
  @Test
  void keepsWhatPlainAdditionLoses() {
    ExactSum sum = new ExactSum();
    for (double value : new double[] {1e100, 1, -1e100, 1}) {
      sum.add(value);
    }
    assertThat(sum.mean(2)).isEqualTo(1.0);
  }

  @Test
  void extremesAddUp() {
    ExactSum sum = new ExactSum();
    sum.add(Double.MAX_VALUE);
    sum.add(Double.MAX_VALUE);
    sum.add(Double.MIN_VALUE);
    assertThat(sum.mean(2)).isEqualTo(Double.MAX_VALUE);
    sum.add(-Double.MAX_VALUE);
    sum.add(-Double.MAX_VALUE);
    assertThat(sum.mean(1)).isEqualTo(Double.MIN_VALUE);
  }

  @Test
  void anyOrderOfAddingAndMergingGivesTheBitsOfBigDecimals() {
    SplittableRandom random = new SplittableRandom(20261122);
    for (int round = 0; round < 200; round++) {
      double[] values = random.ints(50).mapToDouble(i -> finite(random)).toArray();
      ExactSum forward = new ExactSum();
      ExactSum even = new ExactSum();
      ExactSum odd = new ExactSum();
      BigDecimal naive = BigDecimal.ZERO;
      for (int i = 0; i < values.length; i++) {
        forward.add(values[i]);
        (i % 2 == 0 ? even : odd).add(values[values.length - 1 - i]);
        naive = naive.add(new BigDecimal(values[i]));
      }
      odd.add(even);
      double expected =
          naive.divide(BigDecimal.valueOf(values.length), new MathContext(400)).doubleValue();
      assertThat(forward.mean(values.length)).isEqualTo(expected);
      assertThat(odd.mean(values.length)).isEqualTo(expected);
    }
  }

  private static double finite(SplittableRandom random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : random.nextDouble();
  }
}
