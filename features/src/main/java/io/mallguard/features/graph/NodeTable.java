package io.mallguard.features.graph;

import io.mallguard.features.state.Index;
import io.mallguard.features.state.Memory;

/**
 * The nodes of a graph over a window, found by key: a block of zeros each, which begins with the
 * key and the fold time of the node's last edge. A node without an edge in the window is named by
 * no edge in the window: it is swept away, a little whenever a node is added. One owner thread.
 */
final class NodeTable {
  private static final int KEY = 0;
  private static final int LAST = 1;

  /** Longs of a block that are the table's. */
  static final int HEADER_LONGS = 2;

  private static final int SWEPT_AT_ONCE = 2;

  private final Memory memory;
  private final Index index;
  private final int nodeLongs;
  private final long windowMillis;
  private final Edges edges;

  /** What hangs on a node. */
  interface Edges {
    /** A node was added; its block is zeros behind the key. */
    default void begin(long node) {}

    /** A node is about to be removed. */
    void release(long node);
  }

  /** Nodes that lie in a memory; the table's address stands at {@code root}. */
  NodeTable(Memory memory, long root, int nodeLongs, long windowMillis, Edges edges) {
    this.memory = memory;
    this.index = Components.indexAt(memory, root);
    this.nodeLongs = nodeLongs;
    this.windowMillis = windowMillis;
    this.edges = edges;
  }

  /** The node of a key that gets an edge; added if there is none. */
  long open(long key, long nowMillis) {
    long node = index.find(key);
    if (node == 0) {
      for (int i = 0; i < SWEPT_AT_ONCE; i++) {
        sweep(nowMillis);
      }
      node = memory.allocate(nodeLongs);
      memory.put(node + KEY, key);
      edges.begin(node);
      index.put(key, node);
    }
    memory.put(node + LAST, nowMillis);
    return node;
  }

  private void sweep(long nowMillis) {
    long node = index.sweep(nowMillis);
    if (node != 0 && memory.get(node + LAST) <= nowMillis - windowMillis) {
      edges.release(node);
      index.remove(memory.get(node + KEY));
      memory.free(node, nodeLongs);
    }
  }

  /** The node of a key, 0 if there is none. */
  long find(long key) {
    return index.find(key);
  }

  long key(long node) {
    return memory.get(node + KEY);
  }

  long size() {
    return index.size();
  }
}
