package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BipartiteCoreTest extends StateContract {
  private static final long HOUR = 3_600_000;

  private record Edge(long buyer, long shop) {}

  /** What is left if everyone with fewer than k different partners goes, again and again. */
  private static List<Edge> core(List<Edge> edges, long k) {
    List<Edge> left = new ArrayList<>(edges.stream().distinct().toList());
    int before;
    do {
      before = left.size();
      List<Edge> now = List.copyOf(left);
      left.removeIf(
          edge ->
              now.stream().filter(other -> other.buyer() == edge.buyer()).count() < k
                  || now.stream().filter(other -> other.shop() == edge.shop()).count() < k);
    } while (left.size() < before);
    return left;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Memory memory = new Memory();
    long root = memory.allocate(BipartiteCore.ROOT_LONGS);
    BipartiteCore cores = new BipartiteCore(memory, root, 24 * HOUR, HOUR, 0);
    cores.advance(0);
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      long buyer = (long) StrictMath.pow(40, random.nextDouble());
      long shop = (long) StrictMath.pow(25, random.nextDouble());
      cores.add(buyer, shop, 0);
      edges.add(new Edge(buyer, shop));
    }
    assertThat(cores.ofLeft(1)).isNaN();
    cores.advance(HOUR);
    long deepest = 0;
    for (long key = 0; key < 45; key++) {
      long buyerCore = 0;
      long shopCore = 0;
      long node = key;
      for (long k = 1; k < 12; k++) {
        List<Edge> left = core(edges, k);
        buyerCore = left.stream().anyMatch(edge -> edge.buyer() == node) ? k : buyerCore;
        shopCore = left.stream().anyMatch(edge -> edge.shop() == node) ? k : shopCore;
      }
      assertThat(cores.ofLeft(key)).isEqualTo((double) buyerCore);
      assertThat(cores.ofRight(key)).isEqualTo((double) shopCore);
      deepest = Math.max(deepest, buyerCore);
    }
    assertThat(deepest).isGreaterThan(2);
  }

  @Override
  int rootLongs() {
    return BipartiteCore.ROOT_LONGS;
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
    BipartiteCore cores = new BipartiteCore(memory, root, HOUR / 5, HOUR, HOUR / 6);
    return (now, random) -> {
      cores.advance(now);
      cores.add(random.nextInt(60), random.nextInt(30), now);
      return Double.doubleToLongBits(cores.ofLeft(random.nextInt(60)))
          + 31 * Double.doubleToLongBits(cores.ofRight(5));
    };
  }
}
