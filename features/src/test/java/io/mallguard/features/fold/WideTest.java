package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.state.Memory;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** 128-bit numbers agree with the JDK's big integers. */
class WideTest {
  private static BigInteger big(long high, long low) {
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(low));
    return BigInteger.valueOf(high).shiftLeft(64).add(unsigned);
  }

  @Test
  void roundsAsBigIntegersDo() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      long high = random.nextLong() >> random.nextInt(64);
      long low = random.nextLong() << random.nextInt(64);
      low = random.nextInt(4) == 0 ? (low & (~0L << 11)) | (1L << 10) : low;
      assertThat(Wide.toDouble(high, low)).isEqualTo(big(high, low).doubleValue());
    }
    assertThat(Wide.toDouble(Long.MIN_VALUE, 0)).isEqualTo(-0x1p127);
    assertThat(Wide.toDouble(-1, Long.MIN_VALUE)).isEqualTo(-0x1p63);
  }

  @Test
  void addsAndSubtracts() {
    SplittableRandom random = new SplittableRandom(2);
    Memory memory = new Memory();
    long at = memory.allocate(2);
    BigInteger twin = BigInteger.ZERO;
    for (int i = 0; i < 100_000; i++) {
      long a = random.nextLong() >> (20 + random.nextInt(20));
      long b = random.nextLong() >> (20 + random.nextInt(20));
      Wide.addProduct(memory, at, a, b);
      twin = twin.add(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
      if (random.nextInt(3) == 0) {
        long low = random.nextInt(5) == 0 ? 0 : a;
        Wide.subtract(memory, at, b >> 8, low);
        twin = twin.subtract(big(b >> 8, low));
      }
      assertThat(big(memory.get(at), memory.get(at + 1))).isEqualTo(twin);
    }
  }

  @Test
  void spreadIsExact() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      int n = 2 + random.nextInt(50);
      BigInteger squares = BigInteger.ZERO;
      long sum = 0;
      for (int k = 0; k < n; k++) {
        long value = random.nextLong() >> (23 + random.nextInt(30));
        squares = squares.add(BigInteger.valueOf(value).pow(2));
        sum += value;
      }
      double expected =
          squares
              .multiply(BigInteger.valueOf(n))
              .subtract(BigInteger.valueOf(sum).pow(2))
              .doubleValue();
      long high = squares.shiftRight(64).longValueExact();
      assertThat(Wide.spread(n, high, squares.longValue(), sum)).isEqualTo(expected);
    }
  }
}
