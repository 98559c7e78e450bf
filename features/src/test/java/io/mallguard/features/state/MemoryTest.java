package io.mallguard.features.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks never overlap, are clean when handed out, and every write can be taken back. */
class MemoryTest {
  private record Block(long address, int longs, long mark) {}

  @Test
  void sizeClassesHoldWhatTheyAreFor() {
    for (int longs = 1; longs <= Memory.MAX_BLOCK; longs++) {
      int sizeClass = SizeClass.of(longs);
      int size = SizeClass.longs(sizeClass);
      assertThat(size).as("size for %s", longs).isBetween(longs, longs + longs / 16);
      assertThat(SizeClass.of(size)).isEqualTo(sizeClass);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void blocksDoNotOverlap(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Memory memory = new Memory();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      if (blocks.isEmpty() || random.nextInt(5) > 1) {
        blocks.add(allocate(memory, random, i + 1));
      } else {
        Block block = blocks.remove(random.nextInt(blocks.size()));
        check(memory, block);
        memory.free(block.address(), block.longs());
      }
    }
    blocks.forEach(block -> check(memory, block));
    long live = blocks.stream().mapToLong(Block::longs).sum();
    assertThat(memory.usedLongs()).isBetween(live, live + live / 16 + 1);
  }

  private static Block allocate(Memory memory, SplittableRandom random, long mark) {
    int longs = random.nextInt(20) == 0 ? 1 + random.nextInt(3_000) : 1 + random.nextInt(80);
    long address = memory.allocate(longs);
    for (int k = 0; k < longs; k++) {
      assertThat(memory.get(address + k)).as("a block is clean").isZero();
      memory.put(address + k, mark);
    }
    return new Block(address, longs, mark);
  }

  private static void check(Memory memory, Block block) {
    for (int k = 0; k < block.longs(); k++) {
      assertThat(memory.get(block.address() + k)).isEqualTo(block.mark());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void everythingIsTakenBack(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Memory memory = new Memory();
    Index index = Index.create(memory);
    Map<Long, Long> twin = new HashMap<>();
    for (int round = 0; round < 200; round++) {
      long[] before = contents(memory);
      memory.record();
      for (int i = 0; i < 50; i++) {
        index.put(random.nextLong(), 1 + random.nextInt(100));
        memory.put(memory.allocate(1 + random.nextInt(40)), 7);
      }
      memory.undo();
      assertThat(contents(memory)).isEqualTo(before);
      for (int i = 0; i < 50; i++) {
        long key = random.nextLong();
        index.put(key, 1 + i);
        twin.put(key, 1L + i);
      }
    }
    twin.forEach((key, value) -> assertThat(index.find(key)).isEqualTo(value));
  }

  private static long[] contents(Memory memory) {
    long[] contents = new long[(int) memory.endAddress()];
    for (int i = 0; i < contents.length; i++) {
      contents[i] = memory.get(i);
    }
    return contents;
  }

  @Test
  void resetGoesBackToTheImage() {
    Memory memory = new Memory();
    long kept = memory.allocate(50);
    memory.put(kept, 3);
    long[] image = memory.image();
    long[] before = contents(memory);
    for (int i = 0; i < 3_000; i++) {
      memory.put(memory.allocate(1_000) + 999, 5);
    }
    memory.put(kept + 1, 4);
    memory.free(kept, 50);
    memory.reset(image);
    assertThat(contents(memory)).isEqualTo(before);
    for (int i = 0; i < 30; i++) {
      long block = memory.allocate(100_000);
      for (int k = 0; k < 100_000; k += 999) {
        assertThat(memory.get(block + k)).isZero();
      }
    }
  }
}
