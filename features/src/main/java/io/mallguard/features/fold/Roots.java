package io.mallguard.features.fold;

import io.mallguard.features.state.Index;
import io.mallguard.features.state.Memory;

/**
 * Hands out what a fold has once, not once per entity: hash tables and blocks. Their addresses
 * stand in a table in memory, in the order asked for, so that a fold over a restored memory finds
 * them. The last long of a full table is the address of the next one.
 */
final class Roots {
  private static final int TABLE_LONGS = 1024;

  private final Memory memory;
  private long table;
  private int next;

  Roots(Memory memory) {
    this.memory = memory;
    if (memory.root(0) == 0) {
      memory.root(0, memory.allocate(TABLE_LONGS));
    }
    this.table = memory.root(0);
  }

  /** The next table. */
  Index index() {
    long slot = slot();
    if (memory.get(slot) == 0) {
      Index created = Index.create(memory);
      memory.put(slot, created.address());
      return created;
    }
    return Index.at(memory, memory.get(slot));
  }

  /** The address of the next block. */
  long block(int longs) {
    long slot = slot();
    if (memory.get(slot) == 0) {
      memory.put(slot, memory.allocate(longs));
    }
    return memory.get(slot);
  }

  private long slot() {
    if (next == TABLE_LONGS - 1) {
      long link = table + next;
      if (memory.get(link) == 0) {
        memory.put(link, memory.allocate(TABLE_LONGS));
      }
      table = memory.get(link);
      next = 0;
    }
    return table + next++;
  }
}
