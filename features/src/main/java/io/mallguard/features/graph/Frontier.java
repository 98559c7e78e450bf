package io.mallguard.features.graph;

import java.util.Arrays;

/**
 * Nodes of {@link Links} that a search has reached, and what it needs to go on from them: scratch,
 * no state. It is read for all of them at once, field by field in short loops, because they lie far
 * apart in memory: so a processor waits for many of them at the same time. One owner thread.
 */
final class Frontier {
  private static final int FIRST_NODES = 64;

  long[] nodes = new long[FIRST_NODES];
  long[] kinds = new long[FIRST_NODES];
  long[] blocks = new long[FIRST_NODES];
  long[] counts = new long[FIRST_NODES];
  long[] firstMillis = new long[FIRST_NODES];
  int size;

  void clear() {
    size = 0;
  }

  void add(long node) {
    if (size == nodes.length) {
      grow();
    }
    nodes[size++] = node;
  }

  private void grow() {
    nodes = Arrays.copyOf(nodes, 2 * size);
    kinds = new long[2 * size];
    blocks = new long[2 * size];
    counts = new long[2 * size];
    firstMillis = new long[2 * size];
  }
}
