package io.mallguard.features.graph;

import io.mallguard.features.state.Memory;

/**
 * The different neighbours of a node with the fold time each was last met, in the order of that; at
 * most so many: one more forgets the one met longest ago. One owner thread.
 *
 * <pre>
 * header (in the node's block): block of entries, its capacity, number of entries
 * entry:  address of the neighbour, fold time
 * </pre>
 *
 * An entry outside the window may name a node that is gone, or another one at its address; whoever
 * reads must look at the time first.
 */
final class Neighbours {
  static final int HEADER_LONGS = 3;

  private static final int BLOCK = 0;
  private static final int CAPACITY = 1;
  private static final int COUNT = 2;

  private static final int ENTRY_LONGS = 2;
  private static final int FIRST_CAPACITY = 2;

  private final Memory memory;
  private final int at;

  Neighbours(Memory memory, int at) {
    this.memory = memory;
    this.at = at;
  }

  int count(long node) {
    return (int) memory.get(node + at + COUNT);
  }

  /** A neighbour; 0 is the one met longest ago. */
  long neighbour(long node, int number) {
    return memory.get(memory.get(node + at + BLOCK) + (long) number * ENTRY_LONGS);
  }

  long timeMillis(long node, int number) {
    return memory.get(memory.get(node + at + BLOCK) + (long) number * ENTRY_LONGS + 1);
  }

  /** How many were last met after a fold time. */
  int countAfter(long node, long timeMillis) {
    int count = count(node);
    return count == 0 || timeMillis(node, 0) > timeMillis
        ? count
        : countBehindFirst(memory.get(node + at + BLOCK), count, timeMillis);
  }

  /** Whether more than so many were last met after a fold time. */
  boolean hasMoreAfter(long node, int most, long timeMillis) {
    int count = count(node);
    return count > most && timeMillis(node, count - most - 1) > timeMillis;
  }

  /** Reads blocks, counts and the oldest entry's time of some nodes. */
  void load(Frontier of) {
    for (int i = 0; i < of.size; i++) {
      long[] page = memory.page(of.nodes[i]);
      int header = Memory.offset(of.nodes[i]) + at;
      of.blocks[i] = page[header + BLOCK];
      of.counts[i] = page[header + COUNT];
    }
    for (int i = 0; i < of.size; i++) {
      of.firstMillis[i] = memory.get(of.blocks[i] + 1);
    }
  }

  /** {@link #countAfter} of a node that was loaded. */
  int countAfter(Frontier of, int number, long timeMillis) {
    int count = (int) of.counts[number];
    return count == 0 || of.firstMillis[number] > timeMillis
        ? count
        : countBehindFirst(of.blocks[number], count, timeMillis);
  }

  /** From the last one on: those are what the caller reads next. */
  private int countBehindFirst(long block, int count, long timeMillis) {
    long[] page = memory.page(block);
    int times = Memory.offset(block) + 1;
    int first = count;
    while (first > 1 && page[times + (first - 1) * ENTRY_LONGS] > timeMillis) {
      first--;
    }
    return count - first;
  }

  /** {@link #hasMoreAfter} of a node that was loaded. */
  boolean hasMoreAfter(Frontier of, int number, int most, long timeMillis) {
    return of.counts[number] > most && hasMoreAfter(of.nodes[number], most, timeMillis);
  }

  /** A neighbour of a node that was loaded, 0 being the one met last. */
  long neighbour(Frontier of, int number, int neighbour) {
    return memory.get(of.blocks[number] + (of.counts[number] - 1 - neighbour) * ENTRY_LONGS);
  }

  /** A neighbour is met: it becomes the last one. */
  void meet(long node, long neighbour, long nowMillis, int bound) {
    int count = count(node);
    int found = find(node, count, neighbour);
    if (found < 0 && count < bound) {
      found = count;
      if (count == memory.get(node + at + CAPACITY)) {
        grow(node, count, bound);
      }
      memory.put(node + at + COUNT, count + 1);
    } else {
      // Those met later close the gap of the old entry, or of the forgotten one.
      found = Math.max(found, 0);
      long block = memory.get(node + at + BLOCK);
      for (; found < count - 1; found++) {
        long entry = block + (long) found * ENTRY_LONGS;
        memory.put(entry, memory.get(entry + ENTRY_LONGS));
        memory.put(entry + 1, memory.get(entry + ENTRY_LONGS + 1));
      }
    }
    long last = memory.get(node + at + BLOCK) + (long) found * ENTRY_LONGS;
    memory.put(last, neighbour);
    memory.put(last + 1, nowMillis);
  }

  /** The number of a neighbour, the last one first; -1 if it is none. */
  private int find(long node, int count, long neighbour) {
    long block = memory.get(node + at + BLOCK);
    long[] page = memory.page(block);
    int first = Memory.offset(block);
    int found = count - 1;
    while (found >= 0 && page[first + found * ENTRY_LONGS] != neighbour) {
      found--;
    }
    return found;
  }

  private void grow(long node, int count, int bound) {
    int capacity = Math.min(bound, Math.max(FIRST_CAPACITY, 2 * count));
    long block = memory.allocate(capacity * ENTRY_LONGS);
    long old = memory.get(node + at + BLOCK);
    for (int i = 0; i < count * ENTRY_LONGS; i++) {
      memory.put(block + i, memory.get(old + i));
    }
    release(node);
    memory.put(node + at + BLOCK, block);
    memory.put(node + at + CAPACITY, capacity);
    memory.put(node + at + COUNT, count);
  }

  /** Gives the entries back. */
  void release(long node) {
    int capacity = (int) memory.get(node + at + CAPACITY);
    if (capacity > 0) {
      memory.free(memory.get(node + at + BLOCK), capacity * ENTRY_LONGS);
      memory.put(node + at + BLOCK, 0);
      memory.put(node + at + CAPACITY, 0);
      memory.put(node + at + COUNT, 0);
    }
  }
}
