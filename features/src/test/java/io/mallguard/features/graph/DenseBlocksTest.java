package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.graph.DenseBlocks.Settings;
import io.mallguard.features.graph.DenseBlocks.Weight;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenseBlocksTest extends StateContract {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final Settings HOURLY =
      new Settings(Weight.BY_RARITY, 2, 24 * HOUR, HOUR, 10 * MINUTE, 2);

  private static DenseBlocks blocks(Settings settings) {
    Memory memory = new Memory();
    return new DenseBlocks(memory, memory.allocate(DenseBlocks.ROOT_LONGS), settings);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void peelingAgreesWithTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int modes = 2 + random.nextInt(3);
    int perMode = 4 + random.nextInt(8);
    int count = 60;
    int[] edges = new int[count * modes];
    long[] weights = new long[count];
    List<NaivePeeling.Edge> naive = new ArrayList<>();
    for (int edge = 0; edge < count; edge++) {
      weights[edge] = 1L + random.nextInt(3);
      for (int k = 0; k < modes; k++) {
        edges[edge * modes + k] = k * perMode + (int) StrictMath.pow(perMode, random.nextDouble());
      }
      naive.add(
          new NaivePeeling.Edge(
              IntStream.range(edge * modes, (edge + 1) * modes).mapToObj(i -> edges[i]).toList(),
              weights[edge]));
    }
    Peeling peeling = new Peeling(edges, modes, weights, modes * perMode + 1);
    for (int block = 0; block < 3 && !naive.isEmpty(); block++) {
      NaivePeeling.Block expected = NaivePeeling.densest(naive);
      assertThat(peeling.peel()).isTrue();
      assertThat(peeling.mass()).isEqualTo(expected.mass());
      assertThat(peeling.count()).isEqualTo(expected.nodes().size());
      assertThat(peeling.order())
          .containsExactly(expected.order().stream().mapToInt(i -> i).toArray());
      naive.removeIf(edge -> expected.nodes().containsAll(edge.nodes()));
      peeling.removeBlock();
    }
  }

  /** 12 buyers who all buy at 4 shops, in a mall where others buy here and there. */
  private static void ring(DenseBlocks blocks, long now) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 300; i++) {
      blocks.add(new long[] {1000L + random.nextInt(200), random.nextInt(50)}, now);
    }
    for (int buyer = 0; buyer < 12; buyer++) {
      for (int shop = 0; shop < 4; shop++) {
        blocks.add(new long[] {buyer, 100L + shop}, now);
      }
    }
  }

  @Test
  void findsThePlantedBlock() {
    DenseBlocks blocks = blocks(HOURLY);
    blocks.advance(0);
    ring(blocks, 0);
    blocks.advance(HOUR + 10 * MINUTE);
    double expected = 48 / StrictMath.log(12 + 5.0) / 16;
    for (int buyer = 0; buyer < 12; buyer++) {
      assertThat(blocks.block(0, buyer)).isEqualTo(1);
      assertThat(blocks.density(0, buyer)).isCloseTo(expected, Offset.offset(1e-5));
      assertThat(blocks.peelPosition(0, buyer)).isGreaterThan(0.8);
    }
    assertThat(blocks.density(1, 103)).isEqualTo(blocks.density(0, 0));
    assertThat(blocks.density(0, 103)).as("a shop is no buyer").isZero();
    assertThat(blocks.peelPosition(0, 103)).isNaN();
    assertThat(blocks.density(0, 999_999)).isZero();
  }

  @Test
  void countsEventsOfMoreModesAsTheyAre() {
    DenseBlocks blocks = blocks(new Settings(Weight.EVENTS, 3, 24 * HOUR, HOUR, 0, 1));
    blocks.advance(0);
    for (int i = 0; i < 30; i++) {
      blocks.add(new long[] {1L + i % 3, 7, 9}, 0);
      blocks.add(new long[] {100L + i, 200L + i, 300L + i}, 0);
    }
    blocks.advance(HOUR);
    // 30 events among 5 nodes of 3 modes.
    assertThat(blocks.density(2, 9)).isEqualTo(3 * 30 / 5.0);
    assertThat(blocks.density(2, 300)).isZero();
  }

  @Test
  void aNodeOfTwoBlocksBelongsToTheDenser() {
    DenseBlocks blocks = blocks(new Settings(Weight.EVENTS, 2, 24 * HOUR, HOUR, 0, 2));
    blocks.advance(0);
    for (int i = 0; i < 30; i++) {
      blocks.add(new long[] {1L + i % 3, 10}, 0);
    }
    for (int i = 0; i < 6; i++) {
      blocks.add(new long[] {1L + i % 3, 11}, 0);
    }
    blocks.advance(HOUR);
    assertThat(blocks.block(0, 1)).isEqualTo(1);
    assertThat(blocks.density(0, 1)).isEqualTo(2 * 30 / 4.0);
    assertThat(blocks.block(1, 11)).isEqualTo(2);
    assertThat(blocks.density(1, 11)).isEqualTo(2 * 6 / 4.0);
  }

  @Test
  void aTableIsSeenAfterItsLagAndTellsOfItsTick() {
    DenseBlocks blocks = blocks(HOURLY);
    blocks.advance(30 * MINUTE);
    ring(blocks, 30 * MINUTE);
    blocks.advance(59 * MINUTE);
    assertThat(blocks.density(0, 1)).as("no tick yet").isNaN();
    blocks.advance(HOUR);
    for (int shop = 0; shop < 4; shop++) {
      blocks.add(new long[] {77, 100L + shop}, HOUR);
    }
    blocks.advance(HOUR + 10 * MINUTE - 1);
    assertThat(blocks.density(0, 1)).as("worked out, not seen").isNaN();
    blocks.advance(HOUR + 10 * MINUTE);
    assertThat(blocks.density(0, 1)).as("seen").isPositive();
    assertThat(blocks.block(0, 77)).as("came after the tick").isZero();
    blocks.advance(2 * HOUR);
    assertThat(blocks.block(0, 77)).as("the next is not seen yet").isZero();
    blocks.advance(2 * HOUR + 10 * MINUTE);
    assertThat(blocks.block(0, 77)).isEqualTo(1);
    // Much later the window is empty; the old table is seen until the new one is.
    blocks.advance(40 * HOUR + 5 * MINUTE);
    assertThat(blocks.density(0, 1)).isPositive();
    blocks.advance(40 * HOUR + 10 * MINUTE);
    assertThat(blocks.density(0, 1)).isZero();
    ring(blocks, 40 * HOUR + 10 * MINUTE);
    // A tick that is late by more than its lag is seen at once.
    blocks.advance(41 * HOUR + 30 * MINUTE);
    assertThat(blocks.density(0, 1)).isPositive();
    blocks.advance(80 * HOUR + 30 * MINUTE);
    assertThat(blocks.density(0, 1)).isZero();
    assertThat(blocks.peelPosition(0, 1)).isNaN();
  }

  @Test
  void theWindowEndsWithItsOldestEdge() {
    DenseBlocks blocks = blocks(new Settings(Weight.EVENTS, 2, 2 * HOUR, HOUR, 0, 1));
    blocks.advance(1);
    for (int i = 0; i < 600; i++) {
      blocks.add(new long[] {1, 2}, HOUR / 2);
    }
    blocks.advance(HOUR);
    blocks.add(new long[] {5, 6}, HOUR);
    blocks.advance(2 * HOUR);
    assertThat(blocks.density(0, 1)).isEqualTo(600);
    blocks.add(new long[] {3, 4}, 2 * HOUR);
    Set<Long> held = new LinkedHashSet<>();
    blocks.advance(3 * HOUR);
    for (long key = 1; key <= 6; key++) {
      if (!Double.isNaN(blocks.peelPosition((int) (key + 1) & 1, key))) {
        held.add(key);
      }
    }
    assertThat(held).containsExactly(3L, 4L);
  }

  @Override
  int rootLongs() {
    return DenseBlocks.ROOT_LONGS;
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
    DenseBlocks blocks =
        new DenseBlocks(
            memory, root, new Settings(Weight.BY_RARITY, 2, HOUR / 5, HOUR, HOUR / 6, 2));
    long[] keys = new long[2];
    return (now, random) -> {
      blocks.advance(now);
      keys[0] = 1L + random.nextInt(40);
      keys[1] = 1L + random.nextInt(10);
      blocks.add(keys, now);
      long key = 1L + random.nextInt(40);
      return Double.doubleToLongBits(blocks.density(0, key))
          + Double.doubleToLongBits(blocks.peelPosition(0, key))
          + (long) blocks.block(0, key);
    };
  }
}
