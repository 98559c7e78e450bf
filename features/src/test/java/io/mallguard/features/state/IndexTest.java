package io.mallguard.features.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table agrees with a map of the JDK. */
class IndexTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithAMap(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Memory memory = new Memory();
    Index index = Index.create(memory);
    Map<Long, Long> twin = new HashMap<>();
    List<Long> keys = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      int what = random.nextInt(10);
      if (what < 6 || keys.isEmpty()) {
        // Keys that share their low bits probe into each other.
        long key = random.nextInt(3) == 0 ? random.nextLong() << 32 | 5 : random.nextLong();
        index.put(key, i + 1);
        twin.put(key, i + 1L);
        keys.add(key);
      } else {
        long key = keys.get(random.nextInt(keys.size()));
        if (what < 9) {
          index.remove(key);
          twin.remove(key);
        } else {
          assertThat(index.find(key)).isEqualTo(twin.getOrDefault(key, 0L));
        }
      }
    }
    assertThat(index.size()).isEqualTo(twin.size());
    keys.forEach(key -> assertThat(index.find(key)).isEqualTo(twin.getOrDefault(key, 0L)));
    assertThat(Index.at(memory, index.address()).size()).isEqualTo(twin.size());
  }

  /** The largest directory; ids are chosen by others, so this can be made to happen. */
  @Test
  void keysThatShareManyHighBitsAreFoundAgain() {
    Memory memory = new Memory();
    long other = memory.allocate(256);
    for (int i = 0; i < 256; i++) {
      memory.put(other + i, i + 1);
    }
    Index index = Index.create(memory);
    long[] keys = new SplittableRandom(3).longs(1000).map(key -> key >>> 17).toArray();
    for (int i = 0; i < keys.length; i++) {
      index.put(keys[i], i + 1);
    }
    for (int i = 0; i < keys.length; i++) {
      assertThat(index.find(keys[i])).isEqualTo(i + 1);
    }
    for (int i = 0; i < 256; i++) {
      assertThat(memory.get(other + i)).as("a block beside it").isEqualTo(i + 1);
    }
  }

  @Test
  void aRoundOfSweepingSeesEveryValue() {
    SplittableRandom random = new SplittableRandom(9);
    Index index = Index.create(new Memory());
    for (int i = 1; i <= 5_000; i++) {
      index.put(random.nextLong(), i);
    }
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 64 * 512; i++) {
      seen.add(index.sweep(0));
    }
    seen.remove(0L);
    assertThat(seen).hasSize(5_000);
    assertThat(index.values()).hasSize(5_000).doesNotHaveDuplicates().doesNotContain(0);
  }

  @Test
  void aSweepPassesOverWhatIsKeptUntilLater() {
    Index index = Index.create(new Memory());
    long day = 24 * 3_600_000L;
    index.put(77, 5, 10 * day);
    assertThat(round(index, 9 * day)).as("a day before").isEmpty();
    assertThat(round(index, 10 * day)).containsExactly(5L);
    assertThat(index.find(77)).isEqualTo(5);
    for (int i = 0; i < 512; i++) {
      if (index.sweep(10 * day) == 5) {
        index.keepSwept(20 * day);
      }
    }
    assertThat(round(index, 19 * day)).as("put off").isEmpty();
    assertThat(round(index, 20 * day)).containsExactly(5L);
    assertThat(index.find(77)).isEqualTo(5);
    index.put(78, 6, Long.MAX_VALUE);
    assertThat(round(index, 400_000 * day)).as("one is kept for ever").containsExactly(5L);
  }

  private static List<Long> round(Index index, long nowMillis) {
    List<Long> found = new ArrayList<>();
    for (int i = 0; i < 512; i++) {
      long value = index.sweep(nowMillis);
      if (value != 0) {
        found.add(value);
      }
    }
    return found;
  }
}
