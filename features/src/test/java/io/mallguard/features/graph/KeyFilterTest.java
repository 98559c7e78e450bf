package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.IdHash;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class KeyFilterTest {
  private final KeyFilter filter = new KeyFilter();

  private static LongStream keys(long seed, int count) {
    return new SplittableRandom(seed).longs(count).map(n -> IdHash.join(7, n));
  }

  @Test
  void everyKeyAddedMayBeThere() {
    keys(1, 100_000).forEach(filter::add);
    assertThat(keys(1, 100_000)).allMatch(filter::mayHave);
  }

  @Test
  void nearlyAllOthersAreNot() {
    keys(1, 100_000).forEach(filter::add);
    assertThat(keys(2, 100_000).filter(filter::mayHave).count()).isBetween(500L, 2_000L);
  }

  @Test
  void nothingWasAddedToAnEmptyOne() {
    assertThat(keys(3, 1000)).noneMatch(filter::mayHave);
  }
}
