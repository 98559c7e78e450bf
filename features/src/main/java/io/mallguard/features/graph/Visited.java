package io.mallguard.features.graph;

import io.mallguard.features.event.IdHash;
import java.util.Arrays;

/**
 * Which nodes a search has met: scratch, no state. Cleared in constant time; grows with the largest
 * search so far. One number per node tells both the node and the search, so that asking costs one
 * access. One owner thread.
 */
final class Visited {
  private static final int FIRST_SLOTS = 256;

  /** Addresses in a memory take less. */
  private static final int ADDRESS_BITS = 40;

  private static final long LAST_ROUND = (1L << (Long.SIZE - 1 - ADDRESS_BITS)) - 1;

  private long[] slots = new long[FIRST_SLOTS];
  private long round = 1;
  private int size;

  /** Forgets all nodes. */
  void clear() {
    size = 0;
    round++;
    if (round > LAST_ROUND) {
      Arrays.fill(slots, 0);
      round = 1;
    }
  }

  /** Meets a node, by its address; whether it is new. */
  boolean add(long node) {
    long entry = round << ADDRESS_BITS | node;
    int slot = slot(entry, node);
    if (slots[slot] == entry) {
      return false;
    }
    if (2 * (size + 1) > slots.length) {
      grow();
      slot = slot(entry, node);
    }
    slots[slot] = entry;
    size++;
    return true;
  }

  /** Where the entry stands, or has room. */
  private int slot(long entry, long node) {
    int mask = slots.length - 1;
    int slot = (int) IdHash.mix(node) & mask;
    while (slots[slot] != entry && slots[slot] >>> ADDRESS_BITS == round) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    for (long entry : old) {
      if (entry >>> ADDRESS_BITS == round) {
        slots[slot(entry, entry & ((1L << ADDRESS_BITS) - 1))] = entry;
      }
    }
  }
}
