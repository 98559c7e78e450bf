package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowLayersTest extends StateContract {
  private static final long HOUR = 3_600_000;

  private record Flow(int from, int to, long amount) {}

  private static long in(List<Flow> flows, int node) {
    return flows.stream().filter(flow -> flow.to() == node).mapToLong(Flow::amount).sum();
  }

  private static long out(List<Flow> flows, int node) {
    return flows.stream().filter(flow -> flow.from() == node).mapToLong(Flow::amount).sum();
  }

  private static boolean isMiddle(int node) {
    return node % 3 == 1;
  }

  private static long worth(List<Flow> flows, int node, int penalty) {
    long in = in(flows, node);
    long out = out(flows, node);
    return isMiddle(node) ? Math.min(in, out) - penalty * Math.abs(in - out) : in + out;
  }

  private static long worth(List<Flow> flows, Set<Integer> nodes, int penalty) {
    return nodes.stream()
        .filter(FlowLayersTest::isMiddle)
        .mapToLong(node -> worth(flows, node, penalty))
        .sum();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void peelingAgreesWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int accounts = 6 + random.nextInt(6);
    int penalty = random.nextInt(4);
    List<Flow> flows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      boolean first = random.nextBoolean();
      int from = 3 * random.nextInt(accounts) + (first ? 0 : 1);
      int to = 3 * random.nextInt(accounts) + (first ? 1 : 2);
      flows.add(new Flow(from, to, 1L + random.nextInt(9)));
    }
    boolean[] isMiddle = new boolean[3 * accounts];
    Set<Integer> nodes = new LinkedHashSet<>();
    for (int node = 0; node < isMiddle.length; node++) {
      isMiddle[node] = isMiddle(node);
      nodes.add(node);
    }
    FlowPeeling peeling =
        new FlowPeeling(
            flows.stream().mapToInt(Flow::from).toArray(),
            flows.stream().mapToInt(Flow::to).toArray(),
            flows.stream().mapToLong(Flow::amount).toArray(),
            isMiddle,
            penalty);
    peeling.peel();
    long best = worth(flows, nodes, penalty);
    int count = nodes.size();
    for (int i = 0; !nodes.isEmpty(); i++) {
      int least = -1;
      for (int node : nodes) {
        least =
            least < 0 || worth(flows, node, penalty) < worth(flows, least, penalty) ? node : least;
      }
      assertThat(peeling.order()[i]).as("step %s", i).isEqualTo(least);
      int gone = least;
      nodes.remove(gone);
      flows.removeIf(flow -> flow.from() == gone || flow.to() == gone);
      long worth = worth(flows, nodes, penalty);
      if (!nodes.isEmpty() && worth * count > best * nodes.size()) {
        best = worth;
        count = nodes.size();
      }
    }
    assertThat(peeling.worth()).isEqualTo(best).isPositive();
    assertThat(peeling.count()).isEqualTo(count);
  }

  @Test
  void findsTheMulesAndNotThoseWhoKeepTheMoney() {
    Memory memory = new Memory();
    long root = memory.allocate(FlowLayers.ROOT_LONGS);
    FlowLayers layers = new FlowLayers(memory, root, 72 * HOUR, HOUR, HOUR / 6, 4);
    layers.advance(0);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 500; i++) {
      long payer = IdHash.mix(1000L + random.nextInt(300));
      layers.add(payer, IdHash.mix(1000L + random.nextInt(300)), 1L + random.nextInt(2_000), 0);
    }
    for (int mule = 0; mule < 4; mule++) {
      for (int i = 0; i < 5; i++) {
        layers.add(100 + i, 200 + mule, 50_000, 0);
        layers.add(200 + mule, 300 + i, 49_500, 0);
        // A shop takes as much in, and keeps it.
        layers.add(100 + i, 400, 50_000, 0);
      }
    }
    assertThat(layers.throughput(200)).isNaN();
    layers.advance(HOUR + HOUR / 6);
    // 4 middles, 5 sources and 5 sinks: 247,500 come through each, 2,500 remain.
    assertThat(layers.throughput(200)).isEqualTo(4 * (247_500 - 4 * 2_500) / 14.0);
    assertThat(layers.throughput(304)).isEqualTo(layers.throughput(200));
    assertThat(layers.isMiddle(203)).isTrue();
    assertThat(layers.isMiddle(304)).isFalse();
    assertThat(layers.throughput(400)).isZero();
  }

  @Override
  int rootLongs() {
    return FlowLayers.ROOT_LONGS;
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
    FlowLayers layers = new FlowLayers(memory, root, HOUR / 10, HOUR, HOUR / 6, 1);
    return (now, random) -> {
      layers.advance(now);
      long payer = 1L + random.nextInt(30);
      layers.add(payer, 1L + random.nextInt(30), 1L + random.nextInt(90), now);
      long asked = 1L + random.nextInt(30);
      return Double.doubleToLongBits(layers.throughput(asked)) + (layers.isMiddle(asked) ? 1 : 0);
    };
  }
}
