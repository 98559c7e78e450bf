package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.graph.Components.Of;
import io.mallguard.features.graph.Components.Sum;
import io.mallguard.features.state.Memory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentsTest extends StateContract {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final List<Sum> SUMS =
      List.of(
          new Sum(Of.VALUES, 7 * DAY, DAY),
          new Sum(Of.VALUES, 10 * DAY, DAY),
          new Sum(Of.NEW_ACCOUNTS, DAY, HOUR));

  private static Components components(int hubCap) {
    Memory memory = new Memory();
    long root = memory.allocate(Components.ROOT_LONGS);
    return new Components(memory, root, 10 * DAY, hubCap, SUMS);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int hubCap = 2 + random.nextInt(5);
    int keys = 10 + random.nextInt(60);
    Components components = components(hubCap);
    NaiveComponents naive = new NaiveComponents(10 * DAY, hubCap, SUMS);
    long now = -15 * DAY;
    long joined = 0;
    for (int i = 0; i < 700; i++) {
      // Whole hours, so that tiles and epochs end at the instant of a reading.
      now += HOUR * (random.nextInt(12) == 0 ? random.nextInt(96) : random.nextInt(3));
      long account = 1L + random.nextInt(keys);
      if (random.nextInt(3) == 0) {
        int sum = random.nextInt(2);
        long group = random.nextInt(4);
        long value = random.nextInt(1000);
        components.add(sum, account, group, value, now);
        naive.add(sum, account, group, value, now);
      } else {
        long link = 1L + random.nextInt(keys);
        components.link(account, link, now);
        naive.link(account, link, now);
      }
      long asked = 1L + random.nextInt(keys);
      long later = now + (random.nextInt(4) == 0 ? HOUR * random.nextInt(288) : 0);
      joined += compare(components, naive, asked, later) > 1 ? 1 : 0;
    }
    assertThat(joined).as("readings of more than one account").isGreaterThan(50);
  }

  private static int compare(Components components, NaiveComponents naive, long asked, long now) {
    long[] members = new long[1000];
    int size = components.members(asked, now, members);
    assertThat(members[0]).isEqualTo(asked);
    assertThat(Arrays.stream(members, 0, size).boxed())
        .containsExactlyInAnyOrderElementsOf(naive.members(asked, now));
    assertThat(components.size(asked, now)).isEqualTo(size);
    for (int sum = 0; sum < 3; sum++) {
      assertThat(components.sum(sum, asked, now)).isEqualTo(naive.sum(sum, asked, now));
    }
    for (int sum = 0; sum < 2; sum++) {
      Double expected = naive.topShare(sum, asked, now);
      assertThat(components.topShare(sum, asked, now)).isEqualTo(expected);
    }
    return size;
  }

  @Test
  void aLinkBeyondTheCapJoinsNoOneElse() {
    Components components = components(3);
    for (long account = 1; account <= 5; account++) {
      components.link(account, 77, DAY);
    }
    assertThat(components.size(1, DAY)).isEqualTo(3);
    assertThat(components.size(4, DAY)).isEqualTo(1);
    // It is one as long as it is seen, also in forests that began later.
    components.link(6, 77, 11 * DAY);
    components.link(7, 77, 21 * DAY);
    assertThat(components.size(7, 21 * DAY)).isEqualTo(1);
    // And none after an epoch without it.
    components.link(8, 77, 45 * DAY);
    components.link(9, 77, 45 * DAY);
    assertThat(components.size(8, 45 * DAY)).isEqualTo(2);
  }

  @Test
  void epochsForget() {
    Components components = components(50);
    components.link(1, 77, 9 * DAY);
    components.link(2, 77, 9 * DAY);
    assertThat(components.size(1, 9 * DAY)).isEqualTo(2);
    assertThat(components.size(1, 20 * DAY - 1)).as("the next epoch").isEqualTo(2);
    assertThat(components.size(1, 20 * DAY)).as("the one after").isEqualTo(1);
  }

  @Test
  void aTileOfTooManyGroupsCountsTheLastOnesTogether() {
    Components components = components(50);
    for (int group = 1; group <= ComponentTiles.MAX_GROUPS + 44; group++) {
      components.add(0, 1, group, 10, DAY);
    }
    components.add(0, 1, ComponentTiles.MAX_GROUPS + 7, 5_000, DAY);
    components.add(0, 1, 3, 90, DAY);
    assertThat(components.sum(0, 1, DAY)).isEqualTo(108 * 10 + 5_000 + 90);
    assertThat(components.topShare(0, 1, DAY)).isEqualTo(100.0 / 6_170);
    // Another component with groups of its own: the bound holds after joining as well.
    for (int group = -30; group < 0; group++) {
      components.add(0, 2, group, 20, DAY);
    }
    components.link(1, 77, DAY);
    components.link(2, 77, DAY);
    assertThat(components.sum(0, 2, DAY)).isEqualTo(6_170 + 600);
    assertThat(components.topShare(0, 2, DAY)).isEqualTo(100.0 / 6_770);
  }

  @Test
  void aWindowIsAtMostAnEpoch() {
    Memory memory = new Memory();
    long root = memory.allocate(Components.ROOT_LONGS);
    assertThatThrownBy(() -> new Components(memory, root, DAY, 50, SUMS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Override
  int rootLongs() {
    return Components.ROOT_LONGS;
  }

  @Override
  long stepMillis() {
    return HOUR;
  }

  @Override
  Session open(Memory memory, long root) {
    Components components = new Components(memory, root, 10 * DAY, 8, SUMS);
    long[] members = new long[5];
    return (now, random) -> {
      long account = 1L + random.nextInt(300);
      components.link(account, 1 + random.nextInt(200), now);
      components.add(random.nextInt(2), account, random.nextInt(9), random.nextInt(99), now);
      long asked = 1L + random.nextInt(300);
      int count = components.members(asked, now, members);
      return components.size(asked, now) * 31
          + components.sum(2, asked, now) * 37
          + Double.doubleToLongBits(components.topShare(0, asked, now))
          + members[count - 1];
    };
  }
}
