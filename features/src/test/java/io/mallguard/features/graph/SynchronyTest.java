package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynchronyTest extends StateContract {
  private static final long HOUR = 3_600_000;

  private static Synchrony synchrony() {
    Memory memory = new Memory();
    long root = memory.allocate(Synchrony.ROOT_LONGS);
    Synchrony synchrony = new Synchrony(memory, root, 24 * HOUR, HOUR, 0);
    synchrony.advance(0);
    return synchrony;
  }

  /** Authorities as written down, by shop. */
  private static Map<Long, Long> authorities(Set<List<Long>> pairs) {
    Map<Long, Long> authorities = new HashMap<>();
    pairs.forEach(pair -> authorities.put(pair.get(1), 1L << 30));
    for (int round = 0; round < 10; round++) {
      Map<Long, Long> weights = new HashMap<>();
      pairs.forEach(
          pair -> weights.merge(pair.get(0), authorities.getOrDefault(pair.get(1), 0L), Long::sum));
      scale(weights);
      authorities.clear();
      pairs.forEach(
          pair -> authorities.merge(pair.get(1), weights.getOrDefault(pair.get(0), 0L), Long::sum));
      scale(authorities);
    }
    return authorities;
  }

  private static void scale(Map<Long, Long> numbers) {
    long greatest = numbers.values().stream().mapToLong(number -> number).max().orElse(0);
    numbers.replaceAll((key, number) -> number / (greatest / (1L << 30) + 1));
  }

  private static int halfOctave(long number) {
    int bin = 0;
    while (number >= StrictMath.pow(2, bin / 2.0) * (1 - 1e-12)) {
      bin++;
    }
    return bin;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Synchrony synchrony = synchrony();
    Set<List<Long>> pairs = new LinkedHashSet<>();
    for (int i = 0; i < 250; i++) {
      long buyer = 1L + random.nextInt(50);
      long shop = (long) StrictMath.pow(60, random.nextDouble());
      synchrony.add(buyer, shop, 0);
      pairs.add(List.of(buyer, shop));
    }
    assertThat(synchrony.synchronicity(1)).isNaN();
    synchrony.advance(HOUR);
    Map<Long, Long> authorities = authorities(pairs);
    Map<Long, List<Integer>> cells = new HashMap<>();
    for (long shop : authorities.keySet()) {
      long degree = pairs.stream().filter(pair -> pair.get(1) == shop).count();
      cells.put(shop, List.of(halfOctave(degree), halfOctave(authorities.getOrDefault(shop, 0L))));
    }
    Set<Double> different = new LinkedHashSet<>();
    for (long buyer = 1; buyer <= 50; buyer++) {
      List<List<Integer>> own = new ArrayList<>();
      for (List<Long> pair : pairs) {
        if (pair.get(0) == buyer) {
          own.add(cells.getOrDefault(pair.get(1), List.of()));
        }
      }
      double same = 0;
      double sameAsAll = 0;
      for (List<Integer> cell : own) {
        same += own.stream().filter(cell::equals).count();
        sameAsAll += cells.values().stream().filter(cell::equals).count();
      }
      Double expected = same / (own.size() * own.size());
      Double normal = sameAsAll / (own.size() * cells.size());
      assertThat(synchrony.synchronicity(buyer)).isEqualTo(expected);
      assertThat(synchrony.normality(buyer)).isEqualTo(normal);
      different.add(expected);
    }
    assertThat(different).hasSizeGreaterThan(5);
  }

  @Test
  void puppetsWhoBuyAtTheSameHiddenShopsStandOut() {
    Synchrony synchrony = synchrony();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 3_000; i++) {
      long shop = (long) StrictMath.pow(200, random.nextDouble());
      synchrony.add(IdHash.mix(100L + random.nextInt(400)), shop, 0);
    }
    for (int buyer = 0; buyer < 20; buyer++) {
      for (int shop = 0; shop < 6; shop++) {
        synchrony.add(IdHash.mix(buyer), 1000L + shop, 0);
      }
    }
    synchrony.advance(HOUR);
    assertThat(synchrony.synchronicity(IdHash.mix(3))).isEqualTo(1);
    assertThat(synchrony.normality(IdHash.mix(3))).isLessThan(0.2);
    double honest = 0;
    for (int buyer = 100; buyer < 500; buyer++) {
      honest += synchrony.synchronicity(IdHash.mix(buyer)) / 400;
    }
    assertThat(honest).isCloseTo(0.2, Offset.offset(0.15));
  }

  @Override
  int rootLongs() {
    return Synchrony.ROOT_LONGS;
  }

  @Override
  long stepMillis() {
    return HOUR / 2_500;
  }

  @Override
  int warmEvents() {
    return 20_000;
  }

  @Override
  Session open(Memory memory, long root) {
    Synchrony synchrony = new Synchrony(memory, root, HOUR / 5, HOUR, HOUR / 6);
    return (now, random) -> {
      synchrony.advance(now);
      synchrony.add(1L + random.nextInt(60), 1L + random.nextInt(30), now);
      long asked = 1L + random.nextInt(60);
      return Double.doubleToLongBits(synchrony.synchronicity(asked))
          + 31 * Double.doubleToLongBits(synchrony.normality(asked));
    };
  }
}
