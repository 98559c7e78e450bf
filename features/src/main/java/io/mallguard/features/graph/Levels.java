package io.mallguard.features.graph;

import java.util.Arrays;

/** Lists of nodes' numbers, one per number of hops: scratch, no state. One owner thread. */
final class Levels {
  private final int[][] numbers = new int[Reach.LEVELS][64];
  private final int[] counts = new int[Reach.LEVELS];

  void clear() {
    Arrays.fill(counts, 0);
  }

  void clear(int level) {
    counts[level] = 0;
  }

  void add(int level, int number) {
    if (counts[level] == numbers[level].length) {
      numbers[level] = Arrays.copyOf(numbers[level], 2 * counts[level]);
    }
    numbers[level][counts[level]++] = number;
  }

  int count(int level) {
    return counts[level];
  }

  int get(int level, int i) {
    return numbers[level][i];
  }
}
