package io.mallguard.features.graph;

import java.util.Arrays;

/** Numbers nodes 0, 1, … in the order met. For the length of one job, on the heap. */
final class Numbering {
  private final Tally numbers = new Tally();
  private long[] keys = new long[256];
  private int size;

  /** The number of a key. */
  int number(long key) {
    long number = numbers.sum(key);
    if (number != 0) {
      return (int) number - 1;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
    }
    keys[size++] = key;
    numbers.add(key, size);
    return size - 1;
  }

  /** The number of a key, -1 if it was not met. */
  int find(long key) {
    return (int) numbers.sum(key) - 1;
  }

  long key(int number) {
    return keys[number];
  }

  int size() {
    return size;
  }
}
