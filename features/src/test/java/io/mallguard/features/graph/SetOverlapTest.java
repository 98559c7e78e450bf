package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.state.Memory;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetOverlapTest extends StateContract {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private static SetOverlap overlap(int minMembers) {
    Memory memory = new Memory();
    long root = memory.allocate(SetOverlap.ROOT_LONGS);
    SetOverlap overlap = new SetOverlap(memory, root, 30 * DAY, DAY, 2 * HOUR, minMembers);
    overlap.advance(0);
    return overlap;
  }

  private static int least(Set<Long> members, int number) {
    return members.stream().mapToInt(member -> SetOverlap.hash(member, number)).min().orElseThrow();
  }

  /** How many hashes of two sets agree; 0 if they agree in no band. */
  private static int agreed(Set<Long> one, Set<Long> other) {
    int agreed = 0;
    boolean inBand = false;
    int run = 0;
    for (int i = 0; i < SetOverlap.HASHES; i++) {
      boolean equal = least(one, i) == least(other, i);
      agreed += equal ? 1 : 0;
      run = (i % SetOverlap.BAND == 0 ? 0 : run) + (equal ? 1 : 0);
      inBand |= run == SetOverlap.BAND;
    }
    return inBand ? agreed : 0;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SetOverlap overlap = overlap(3);
    Map<Long, Set<Long>> sets = new TreeMap<>();
    for (int i = 0; i < 400; i++) {
      long shop = IdHash.mix(1L + random.nextInt(40));
      // Some shops draw from the same few buyers.
      long buyer = random.nextInt(shop % 3 == 0 ? 12 : 300);
      overlap.add(shop, buyer, 0);
      sets.computeIfAbsent(shop, key -> new TreeSet<>()).add(buyer);
    }
    overlap.advance(DAY + 2 * HOUR);
    int alike = 0;
    for (Map.Entry<Long, Set<Long>> set : sets.entrySet()) {
      if (set.getValue().size() < 3) {
        assertThat(overlap.maxJaccard(set.getKey())).isNaN();
        continue;
      }
      int most = 0;
      Set<Long> others = new LinkedHashSet<>(Set.of(0L));
      for (Map.Entry<Long, Set<Long>> other : sets.entrySet()) {
        boolean isOther = !other.getKey().equals(set.getKey()) && other.getValue().size() >= 3;
        int agreed = isOther ? agreed(set.getValue(), other.getValue()) : 0;
        if (agreed > most) {
          most = agreed;
          others.clear();
        }
        if (agreed == most && agreed > 0) {
          others.add(other.getKey());
        }
      }
      assertThat(overlap.maxJaccard(set.getKey())).isEqualTo(most / 64.0);
      assertThat(others).contains(overlap.mostAlike(set.getKey()));
      alike += most > 0 ? 1 : 0;
    }
    assertThat(alike).isGreaterThan(1);
  }

  @Test
  void estimatesJaccard() {
    SetOverlap overlap = overlap(5);
    // 90 of 100 in common: 90 / 110.
    for (int i = 0; i < 100; i++) {
      overlap.add(1, IdHash.mix(i), 0);
      overlap.add(2, IdHash.mix(i + 10), 0);
      overlap.add(3, IdHash.mix(i + 1000), 0);
    }
    assertThat(overlap.maxJaccard(1)).as("no table yet").isNaN();
    overlap.advance(DAY + 2 * HOUR);
    assertThat(overlap.maxJaccard(1)).isCloseTo(90.0 / 110, Offset.offset(0.15));
    assertThat(overlap.mostAlike(1)).isEqualTo(2);
    assertThat(overlap.maxJaccard(3)).isZero();
    assertThat(overlap.mostAlike(3)).isZero();
    assertThat(overlap.maxJaccard(99)).as("not met").isNaN();
  }

  @Override
  int rootLongs() {
    return SetOverlap.ROOT_LONGS;
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
    SetOverlap overlap = new SetOverlap(memory, root, HOUR / 5, HOUR, HOUR / 6, 3);
    return (now, random) -> {
      overlap.advance(now);
      overlap.add(1L + random.nextInt(20), random.nextInt(10), now);
      long asked = 1L + random.nextInt(20);
      return Double.doubleToLongBits(overlap.maxJaccard(asked)) + overlap.mostAlike(asked);
    };
  }
}
