package io.mallguard.features.graph;

import io.mallguard.features.event.IdHash;
import java.util.Arrays;

/** Numbers nodes 0, 1, … in the order met. For the length of one job, on the heap. */
final class Numbering {
  private static final int FIRST_SLOTS = 256;

  /** Per slot a key and its number + 1, 0 for none: one line of the processor's cache for both. */
  private long[] slots;

  private long[] keys;
  private int size;

  /** For a few or any number of keys. */
  Numbering() {
    this(FIRST_SLOTS / 2);
  }

  /** The same with room for so many keys at once. */
  Numbering(int expected) {
    int half = Integer.highestOneBit(Math.max(FIRST_SLOTS / 2, expected) - 1) << 1;
    slots = new long[2 * 2 * half];
    keys = new long[half];
  }

  /** The number of a key. */
  int number(long key) {
    int at = slot(key);
    if (slots[at + 1] != 0) {
      return (int) slots[at + 1] - 1;
    }
    if (size == keys.length) {
      grow();
      at = slot(key);
    }
    keys[size++] = key;
    slots[at] = key;
    slots[at + 1] = size;
    return size - 1;
  }

  /** The number of a key, -1 if it was not met. */
  int find(long key) {
    return (int) slots[slot(key) + 1] - 1;
  }

  /** Where a key stands, or has room. */
  private int slot(long key) {
    int mask = slots.length - 1;
    int at = 2 * (int) IdHash.mix(key) & mask;
    while (slots[at + 1] != 0 && slots[at] != key) {
      at = (at + 2) & mask;
    }
    return at;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, 2 * size);
    slots = new long[2 * slots.length];
    for (int i = 0; i < size; i++) {
      int at = slot(keys[i]);
      slots[at] = keys[i];
      slots[at + 1] = i + 1L;
    }
  }

  long key(int number) {
    return keys[number];
  }

  int size() {
    return size;
  }
}
