package io.mallguard.features.parquet;

import io.mallguard.features.event.IdHash;
import java.util.Arrays;

/**
 * Numbers the different 64-bit values of a column chunk in the order they come, up to a bound.
 * Reused. One owner thread.
 */
final class WordTable {
  /** Most values of a dictionary; beyond it plain values are smaller and faster. */
  static final int MAX_WORDS = 1 << 15;

  private static final int SLOTS = MAX_WORDS * 4;

  private final long[] words = new long[MAX_WORDS];
  private final int[] slots = new int[SLOTS];
  private int size;

  void clear() {
    size = 0;
    Arrays.fill(slots, 0);
  }

  int size() {
    return size;
  }

  long[] words() {
    return words;
  }

  /** The number of a value, or -1 if there is no room for one more. */
  int numberOf(long word) {
    int slot = (int) IdHash.mix(word) & (SLOTS - 1);
    while (slots[slot] != 0) {
      if (words[slots[slot] - 1] == word) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (size == MAX_WORDS) {
      return -1;
    }
    words[size++] = word;
    slots[slot] = size;
    return size - 1;
  }
}
