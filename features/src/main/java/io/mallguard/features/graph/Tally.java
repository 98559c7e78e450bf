package io.mallguard.features.graph;

import io.mallguard.features.event.IdHash;
import java.util.Arrays;

/**
 * Sums per key for the length of one reading: scratch, no state. Cleared in constant time; grows
 * with the largest reading so far. One owner thread.
 */
final class Tally {
  private static final int FIRST_SLOTS = 256;

  private long[] keys = new long[FIRST_SLOTS];
  private long[] sums = new long[FIRST_SLOTS];
  private int[] rounds = new int[FIRST_SLOTS];
  private int[] taken = new int[FIRST_SLOTS / 2];
  private int round = 1;
  private int size;

  /** Forgets all keys. */
  void clear() {
    size = 0;
    round++;
    if (round == 0) {
      Arrays.fill(rounds, 0);
      round = 1;
    }
  }

  /** Adds to the sum of a key, and returns the sum. */
  long add(long key, long amount) {
    int slot = slot(key);
    if (rounds[slot] != round) {
      if (2 * (size + 1) > keys.length) {
        grow();
        slot = slot(key);
      }
      taken[size++] = slot;
      keys[slot] = key;
      sums[slot] = 0;
      rounds[slot] = round;
    }
    sums[slot] += amount;
    return sums[slot];
  }

  /** The sum of a key, 0 if it has none. */
  long sum(long key) {
    int slot = slot(key);
    return rounds[slot] == round ? sums[slot] : 0;
  }

  /** The greatest sum; there must be one. */
  long greatest() {
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      greatest = Math.max(greatest, sums[taken[i]]);
    }
    return greatest;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) IdHash.mix(key) & mask;
    while (rounds[slot] == round && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldSums = sums;
    keys = new long[2 * oldKeys.length];
    sums = new long[keys.length];
    rounds = new int[keys.length];
    taken = Arrays.copyOf(taken, keys.length / 2);
    for (int i = 0; i < size; i++) {
      int slot = slot(oldKeys[taken[i]]);
      keys[slot] = oldKeys[taken[i]];
      sums[slot] = oldSums[taken[i]];
      rounds[slot] = round;
      taken[i] = slot;
    }
  }
}
