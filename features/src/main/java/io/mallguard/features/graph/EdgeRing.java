package io.mallguard.features.graph;

import io.mallguard.features.state.Memory;

/**
 * The newest edges of one side of a node, oldest first: those within a window, at most so many. One
 * owner thread.
 *
 * <pre>
 * header (in the node's block): block of entries, its capacity, position of the oldest, number of
 *     entries, time of the newest that was dropped while in the window
 * entry:  sequence, fold time, address of the other node, amount, then what the owner likes
 * </pre>
 */
final class EdgeRing {
  static final int HEADER_LONGS = 5;

  static final int SEQUENCE = 0;
  static final int TIME = 1;
  static final int OTHER = 2;
  static final int AMOUNT = 3;

  private static final int BLOCK = 0;
  private static final int CAPACITY = 1;
  private static final int FIRST = 2;
  private static final int COUNT = 3;
  private static final int LOST = 4;

  private static final int FIRST_CAPACITY = 2;

  private final Memory memory;
  private final int at;
  private final int entryLongs;
  private final int bound;
  private final long windowMillis;

  EdgeRing(Memory memory, int at, int entryLongs, int bound, long windowMillis) {
    this.memory = memory;
    this.at = at;
    this.entryLongs = entryLongs;
    this.bound = bound;
    this.windowMillis = windowMillis;
  }

  /** Prepares the header of a new node. */
  void open(long node) {
    memory.put(node + at + LOST, Long.MIN_VALUE);
  }

  int count(long node) {
    return (int) memory.get(node + at + COUNT);
  }

  /** The address of an entry, 0 being the oldest. */
  long entry(long node, int number) {
    int capacity = (int) memory.get(node + at + CAPACITY);
    int place = (int) memory.get(node + at + FIRST) + number;
    place = place >= capacity ? place - capacity : place;
    return memory.get(node + at + BLOCK) + (long) place * entryLongs;
  }

  /** How many entries, counted from the oldest, have a sequence below one. */
  int countBelow(long node, long sequence) {
    int low = 0;
    int high = count(node);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (memory.get(entry(node, middle) + SEQUENCE) < sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether more edges came within the window than are kept. */
  boolean isFull(long node, long nowMillis) {
    return memory.get(node + at + LOST) > nowMillis - windowMillis;
  }

  /** Room for the newest entry, for the owner to fill; what has left the window is dropped. */
  long append(long node, long nowMillis) {
    dropOld(node, nowMillis - windowMillis);
    int count = count(node);
    if (count == bound) {
      memory.put(node + at + LOST, memory.get(entry(node, 0) + TIME));
      dropFirst(node);
      count--;
    } else if (count == memory.get(node + at + CAPACITY)) {
      grow(node, count);
    }
    memory.put(node + at + COUNT, count + 1);
    return entry(node, count);
  }

  private void dropOld(long node, long upToMillis) {
    while (count(node) > 0 && memory.get(entry(node, 0) + TIME) <= upToMillis) {
      dropFirst(node);
    }
    if (count(node) == 0) {
      // A once busy node does not keep its room.
      release(node);
    }
  }

  private void dropFirst(long node) {
    long next = memory.get(node + at + FIRST) + 1;
    memory.put(node + at + FIRST, next == memory.get(node + at + CAPACITY) ? 0 : next);
    memory.add(node + at + COUNT, -1);
  }

  private void grow(long node, int count) {
    int capacity = Math.min(bound, Math.max(FIRST_CAPACITY, 2 * count));
    long block = memory.allocate(capacity * entryLongs);
    for (int i = 0; i < count; i++) {
      long from = entry(node, i);
      for (int k = 0; k < entryLongs; k++) {
        memory.put(block + (long) i * entryLongs + k, memory.get(from + k));
      }
    }
    release(node);
    memory.put(node + at + BLOCK, block);
    memory.put(node + at + CAPACITY, capacity);
    memory.put(node + at + COUNT, count);
  }

  /** Gives the entries' block back. */
  void release(long node) {
    int capacity = (int) memory.get(node + at + CAPACITY);
    if (capacity > 0) {
      memory.free(memory.get(node + at + BLOCK), capacity * entryLongs);
      memory.put(node + at + BLOCK, 0);
      memory.put(node + at + CAPACITY, 0);
      memory.put(node + at + FIRST, 0);
      memory.put(node + at + COUNT, 0);
    }
  }
}
