package io.mallguard.features.graph;

/**
 * The densest block of a weighted hypergraph, greedily: take away the node with the least weight of
 * edges left (of equals the one with the lowest number), again and again; of all that was left in
 * between, the block with the most weight per node is at least half (with edges of n nodes: one
 * n-th) as dense as the densest there is. Of equally dense ones the largest. For the length of one
 * job, on the heap.
 */
final class Peeling {
  private final int[] edges;
  private final int modes;
  private final long[] weights;
  private final int nodes;
  private final boolean[] isGone;

  /* Edges of node i: incident[starts[i]] to incident[starts[i + 1]]. */
  private final int[] starts;
  private final int[] incident;

  private long mass;
  private int count;
  private int[] order = new int[0];
  private int kept;

  /**
   * A hypergraph.
   *
   * @param edges {@code modes} different nodes' numbers for each edge, one edge after the other
   * @param weights of the edges, 1 or more
   * @param nodes how many nodes there are
   */
  Peeling(int[] edges, int modes, long[] weights, int nodes) {
    this.edges = edges;
    this.modes = modes;
    this.weights = weights;
    this.nodes = nodes;
    this.isGone = new boolean[weights.length];
    this.starts = new int[nodes + 1];
    for (int node : edges) {
      starts[node + 1]++;
    }
    for (int i = 0; i < nodes; i++) {
      starts[i + 1] += starts[i];
    }
    this.incident = new int[edges.length];
    int[] next = starts.clone();
    for (int i = 0; i < edges.length; i++) {
      incident[next[edges[i]]++] = i / modes;
    }
  }

  /**
   * Peels what is left of the graph.
   *
   * @return whether there was an edge
   */
  boolean peel() {
    NodeHeap heap = new NodeHeap(nodes);
    long left = 0;
    for (int edge = 0; edge < weights.length; edge++) {
      if (!isGone[edge]) {
        left += weights[edge];
        for (int k = 0; k < modes; k++) {
          heap.add(edges[edge * modes + k], weights[edge]);
        }
      }
    }
    heap.build();
    mass = left;
    count = heap.size();
    order = new int[count];
    kept = 0;
    boolean[] isPeeled = isGone.clone();
    for (int i = 0; i < order.length; i++) {
      int node = heap.removeLeast();
      order[i] = node;
      left -= take(node, heap, isPeeled);
      if (isDenser(left, heap.size())) {
        mass = left;
        count = heap.size();
        kept = i + 1;
      }
    }
    return order.length > 0;
  }

  /** Takes a node's edges away; their weight. */
  private long take(int node, NodeHeap heap, boolean[] isPeeled) {
    long taken = 0;
    for (int i = starts[node]; i < starts[node + 1]; i++) {
      int edge = incident[i];
      if (isPeeled[edge]) {
        continue;
      }
      isPeeled[edge] = true;
      taken += weights[edge];
      for (int k = 0; k < modes; k++) {
        int other = edges[edge * modes + k];
        if (other != node) {
          heap.lower(other, weights[edge]);
        }
      }
    }
    return taken;
  }

  /** left / size > mass / count, in whole numbers. */
  private boolean isDenser(long left, int size) {
    long high = Math.multiplyHigh(left, count);
    long otherHigh = Math.multiplyHigh(mass, size);
    return high > otherHigh
        || (high == otherHigh && Long.compareUnsigned(left * count, mass * size) > 0);
  }

  /** Weight of the block's edges. */
  long mass() {
    return mass;
  }

  /** Nodes of the block. */
  int count() {
    return count;
  }

  /** The nodes in the order they were taken away; the block's are the last {@link #count}. */
  int[] order() {
    return order;
  }

  /** Takes away the edges that lie in the block, so that the next peeling finds another one. */
  void removeBlock() {
    boolean[] isInBlock = new boolean[nodes];
    for (int i = kept; i < order.length; i++) {
      isInBlock[order[i]] = true;
    }
    for (int edge = 0; edge < weights.length; edge++) {
      boolean isInside = true;
      for (int k = 0; k < modes; k++) {
        isInside &= isInBlock[edges[edge * modes + k]];
      }
      isGone[edge] |= isInside;
    }
  }
}
