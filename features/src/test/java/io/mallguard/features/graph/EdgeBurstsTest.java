package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.state.Memory;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeBurstsTest extends StateContract {
  private static final long HOUR = 3_600_000;

  private static EdgeBursts bursts() {
    Memory memory = new Memory();
    return new EdgeBursts(memory, memory.allocate(EdgeBursts.ROOT_LONGS), HOUR);
  }

  /** The definition with exact counts in whole numbers; so few edges share no cell in all rows. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    EdgeBursts bursts = bursts();
    Map<Long, Long> ever = new HashMap<>();
    Map<Long, Long> tick = new HashMap<>();
    long now = 0;
    long all = 0;
    long inTick = 0;
    long positive = 0;
    for (int i = 0; i < 5_000; i++) {
      long next = now + random.nextLong(HOUR / 20);
      if (next / HOUR != now / HOUR) {
        tick.clear();
        inTick = 0;
      }
      now = next;
      long edge = IdHash.mix((long) StrictMath.pow(100, random.nextDouble()));
      bursts.add(edge, now);
      all++;
      inTick++;
      ever.merge(edge, 1L, Long::sum);
      tick.merge(edge, 1L, Long::sum);
      double read = bursts.chiSquared(edge, now);
      if (all == inTick) {
        assertThat(read).isNaN();
        continue;
      }
      double expected =
          chiSquared(tick.getOrDefault(edge, 0L), ever.getOrDefault(edge, 0L), inTick, all);
      assertThat(read).isCloseTo(expected, Percentage.withPercentage(1e-10));
      positive += expected > 0 ? 1 : 0;
    }
    assertThat(positive).as("edges above expectation").isBetween(500L, 4_900L);
  }

  private static double chiSquared(long a, long s, long mallNow, long mallEver) {
    BigInteger excess =
        BigInteger.valueOf(a)
            .multiply(BigInteger.valueOf(mallEver))
            .subtract(BigInteger.valueOf(s).multiply(BigInteger.valueOf(mallNow)));
    BigInteger below =
        BigInteger.valueOf(s)
            .multiply(BigInteger.valueOf(mallNow))
            .multiply(BigInteger.valueOf(mallEver - mallNow));
    return excess.signum() <= 0 ? 0 : excess.pow(2).doubleValue() / below.doubleValue();
  }

  @Test
  void isTheFormulaOfThePaperWhereTrafficIsEven() {
    EdgeBursts bursts = bursts();
    // 9 ticks in which the edge is one of ten, then one in which it is seven of ten.
    for (int tick = 0; tick < 10; tick++) {
      for (int i = 0; i < 10; i++) {
        bursts.add(tick == 9 ? (i < 7 ? 5 : 100 + i) : i, tick * HOUR);
      }
    }
    double t = 10;
    double a = 7;
    double s = 16;
    double paper = (a - s / t) * (a - s / t) * t * t / (s * (t - 1));
    assertThat(bursts.chiSquared(5, 9 * HOUR)).isCloseTo(paper, Percentage.withPercentage(1e-10));
    assertThat(bursts.chiSquared(3, 9 * HOUR)).as("less than expected").isZero();
    assertThat(bursts.chiSquared(777, 9 * HOUR)).as("never seen").isZero();
    assertThat(bursts.chiSquared(5, 10 * HOUR)).as("the next tick").isZero();
  }

  /** On a busy day everything is seen more often: no edge is a burst for that alone. */
  @Test
  void aPeakOfTheWholeMallIsNoBurst() {
    EdgeBursts bursts = bursts();
    for (int tick = 0; tick < 10; tick++) {
      for (int i = 0; i < (tick == 9 ? 1000 : 10); i++) {
        bursts.add(i % 10, tick * HOUR);
      }
    }
    assertThat(bursts.chiSquared(5, 9 * HOUR)).isZero();
  }

  @Test
  void countsAreNeverTooLowAndRarelyTooHigh() {
    EdgeBursts bursts = bursts();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 300_000; i++) {
      bursts.add(random.nextLong(), i / 10_000 * HOUR);
    }
    int tooHigh = 0;
    for (int i = 0; i < 1_000; i++) {
      // Never seen: if a cell in every row were taken, a count would show.
      tooHigh += bursts.chiSquared(random.nextLong(), 29 * HOUR) > 0 ? 1 : 0;
    }
    assertThat(tooHigh).as("of 1,000 edges never seen").isLessThan(150);
  }

  @Override
  int rootLongs() {
    return EdgeBursts.ROOT_LONGS;
  }

  @Override
  long stepMillis() {
    return HOUR / 10;
  }

  @Override
  Session open(Memory memory, long root) {
    EdgeBursts bursts = new EdgeBursts(memory, root, HOUR);
    return (now, random) -> {
      long edge = IdHash.mix(random.nextInt(40));
      bursts.add(edge, now);
      return Double.doubleToLongBits(bursts.chiSquared(edge, now));
    };
  }
}
