package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WedgesTest extends StateContract {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private static Wedges wedges(int degreeCap) {
    Memory memory = new Memory();
    return new Wedges(memory, memory.allocate(Wedges.ROOT_LONGS), DAY, degreeCap);
  }

  record Edge(long from, long to, long timeMillis) {}

  /** Whom a node met by edges in the window, the one met last first, at most so many. */
  private static List<Long> met(List<Edge> edges, long node, boolean onward, int most, long after) {
    List<Long> met = new ArrayList<>();
    for (int i = edges.size() - 1; i >= 0 && edges.get(i).timeMillis() > after; i--) {
      Edge edge = edges.get(i);
      long self = onward ? edge.from() : edge.to();
      long other = onward ? edge.to() : edge.from();
      if (self == node && !met.contains(other) && met.size() < most) {
        met.add(other);
      }
    }
    return met;
  }

  /** Middles per other end over edges after a time, as the definition says. */
  static Map<Long, Integer> between(
      List<Edge> edges, long end, boolean onward, int degreeCap, long after) {
    Map<Long, Integer> between = new HashMap<>();
    for (long middle : met(edges, end, onward, Wedges.MIDDLES, after)) {
      for (long other : met(edges, middle, onward, degreeCap, after)) {
        if (other != end) {
          between.merge(other, 1, Integer::sum);
        }
      }
    }
    return between;
  }

  private static void compare(Wedges wedges, Map<Long, Integer> between) {
    int most = between.values().stream().mapToInt(count -> count).max().orElse(0);
    assertThat(wedges.maxMiddles()).isEqualTo(most);
    assertThat(wedges.wedges()).isEqualTo(between.values().stream().mapToInt(count -> count).sum());
    assertThat(between.getOrDefault(wedges.otherEnd(), 0)).isEqualTo(most);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void paymentsAgreeWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int degreeCap = 2 + random.nextInt(6);
    Wedges wedges = wedges(degreeCap);
    List<Edge> edges = new ArrayList<>();
    long now = 0;
    int several = 0;
    for (int i = 0; i < 1_500; i++) {
      now += HOUR * random.nextInt(2);
      long from = 1L + random.nextInt(15);
      long to = 1L + random.nextInt(15);
      wedges.pass(from, to, now);
      if (from != to) {
        edges.add(new Edge(from, to, now));
      }
      long asked = 1L + random.nextInt(15);
      long later = now + HOUR * random.nextInt(12);
      wedges.from(asked, later);
      compare(wedges, between(edges, asked, true, degreeCap, later - DAY));
      wedges.to(asked, later);
      compare(wedges, between(edges, asked, false, degreeCap, later - DAY));
      several += wedges.maxMiddles() > 1 ? 1 : 0;
    }
    assertThat(several).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void purchasesAgreeWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Wedges wedges = wedges(4);
    List<Edge> edges = new ArrayList<>();
    long now = 0;
    int several = 0;
    for (int i = 0; i < 1_500; i++) {
      now += HOUR * random.nextInt(2);
      long shop = 1L + random.nextInt(8);
      long buyer = 100L + random.nextInt(12);
      wedges.meet(shop, buyer, now);
      edges.add(new Edge(shop, buyer, now));
      edges.add(new Edge(buyer, shop, now));
      long asked = 1L + random.nextInt(8);
      wedges.from(asked, now);
      compare(wedges, between(edges, asked, true, 4, now - DAY));
      several += wedges.maxMiddles() > 1 ? 1 : 0;
    }
    assertThat(several).isGreaterThan(100);
  }

  @Test
  void lockstepShowsAndOneBuyersHabitDoesNot() {
    Wedges wedges = wedges(20);
    for (long buyer = 100; buyer < 107; buyer++) {
      wedges.meet(IdHash.join(1, 10), buyer, 10 * HOUR);
      wedges.meet(IdHash.join(2, 11), buyer, 11 * HOUR);
    }
    for (long hour = 12; hour < 20; hour++) {
      wedges.meet(IdHash.join(3, hour), 100, hour * HOUR);
    }
    wedges.from(IdHash.join(2, 11), 20 * HOUR);
    assertThat(wedges.maxMiddles()).isEqualTo(7);
    assertThat(wedges.otherEnd()).isEqualTo(IdHash.join(1, 10));
    wedges.from(IdHash.join(3, 19), 20 * HOUR);
    assertThat(wedges.maxMiddles()).isEqualTo(1);
  }

  @Test
  void ofAnEndWithVeryManyMiddlesTheLastOnesCount() {
    Wedges wedges = wedges(20);
    for (int buyer = 0; buyer <= Wedges.MIDDLES; buyer++) {
      wedges.meet(1, 100L + buyer, HOUR);
      wedges.meet(2, 100L + buyer, HOUR);
    }
    wedges.from(1, HOUR);
    assertThat(wedges.maxMiddles()).isEqualTo(Wedges.MIDDLES);
  }

  @Override
  int rootLongs() {
    return Wedges.ROOT_LONGS;
  }

  @Override
  long stepMillis() {
    return HOUR / 20;
  }

  @Override
  Session open(Memory memory, long root) {
    Wedges wedges = new Wedges(memory, root, 24 * HOUR, 20);
    return (now, random) -> {
      wedges.pass(1L + random.nextInt(90), 1L + random.nextInt(90), now);
      wedges.from(1L + random.nextInt(90), now);
      long onward = wedges.maxMiddles() * 1000 + wedges.wedges();
      wedges.to(1L + random.nextInt(90), now);
      return onward * 31 + wedges.maxMiddles() + wedges.otherEnd();
    };
  }
}
