package io.mallguard.features.fold;

import io.mallguard.features.state.Memory;

/**
 * A double-ended queue of small nodes: first and last in the entity's block, the nodes in memory. A
 * node is {@code nodeLongs} numbers of the owner, then the nodes before and after it.
 */
final class Queue {
  /** Longs in the entity's block. */
  static final int HEADER_LONGS = 2;

  private static final int FIRST = 0;
  private static final int LAST = 1;

  private final Memory memory;
  private final int at;
  private final int nodeLongs;

  Queue(Memory memory, int at, int nodeLongs) {
    this.memory = memory;
    this.at = at;
    this.nodeLongs = nodeLongs;
  }

  /** The first node, or 0. */
  long first(long entity) {
    return memory.get(entity + at + FIRST);
  }

  /** The last node, or 0. */
  long last(long entity) {
    return memory.get(entity + at + LAST);
  }

  /** The node after one, or 0. */
  long after(long node) {
    return memory.get(node + nodeLongs + 1);
  }

  /** The node before one, or 0. */
  long before(long node) {
    return memory.get(node + nodeLongs);
  }

  /** A new last node, all zeros. */
  long addLast(long entity) {
    long node = memory.allocate(nodeLongs + 2);
    long last = last(entity);
    if (last == 0) {
      memory.put(entity + at + FIRST, node);
    } else {
      memory.put(last + nodeLongs + 1, node);
      memory.put(node + nodeLongs, last);
    }
    memory.put(entity + at + LAST, node);
    return node;
  }

  void removeFirst(long entity) {
    long node = first(entity);
    long next = after(node);
    memory.put(entity + at + FIRST, next);
    if (next == 0) {
      memory.put(entity + at + LAST, 0);
    } else {
      memory.put(next + nodeLongs, 0);
    }
    memory.free(node, nodeLongs + 2);
  }

  void removeLast(long entity) {
    long node = last(entity);
    long previous = before(node);
    memory.put(entity + at + LAST, previous);
    if (previous == 0) {
      memory.put(entity + at + FIRST, 0);
    } else {
      memory.put(previous + nodeLongs + 1, 0);
    }
    memory.free(node, nodeLongs + 2);
  }

  void clear(long entity) {
    while (first(entity) != 0) {
      removeFirst(entity);
    }
  }
}
