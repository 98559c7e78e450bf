package io.mallguard.features.graph;

/**
 * The core numbers of a graph: again and again a node with the fewest partners left goes. Nodes lie
 * sorted by how many partners they have left, so that all takes as long as reading the graph once
 * (Batagelj, Zaveršnik, 2003). For the length of one job, on the heap.
 */
final class CorePeeling {
  private final int[] starts;
  private final int[] partners;
  private final int[] left;

  /* Nodes in the order of the partners they have left, and where each stands. */
  private final int[] order;
  private final int[] places;

  /** Per number of partners where its nodes begin in the order. */
  private final int[] begins;

  /**
   * A graph.
   *
   * @param starts partners of node i stand from starts[i] to starts[i + 1]
   */
  CorePeeling(int[] starts, int[] partners) {
    this.starts = starts;
    this.partners = partners;
    int nodes = starts.length - 1;
    this.left = new int[nodes];
    int most = 0;
    for (int i = 0; i < nodes; i++) {
      left[i] = starts[i + 1] - starts[i];
      most = Math.max(most, left[i]);
    }
    this.order = new int[nodes];
    this.places = new int[nodes];
    this.begins = new int[most + 2];
    sort();
  }

  private void sort() {
    for (int count : left) {
      begins[count + 1]++;
    }
    for (int i = 1; i < begins.length; i++) {
      begins[i] += begins[i - 1];
    }
    int[] next = begins.clone();
    for (int node = 0; node < left.length; node++) {
      places[node] = next[left[node]]++;
      order[places[node]] = node;
    }
  }

  /** Per node its core number. */
  int[] cores() {
    for (int node : order) {
      // Read late: nodes further on may have moved, this one may not any more.
      for (int i = starts[node]; i < starts[node + 1]; i++) {
        if (left[partners[i]] > left[node]) {
          lower(partners[i]);
        }
      }
    }
    return left;
  }

  /** Takes a partner away: the node moves to the end of those with one partner less. */
  private void lower(int node) {
    int first = begins[left[node]]++;
    int other = order[first];
    order[places[node]] = other;
    places[other] = places[node];
    order[first] = node;
    places[node] = first;
    left[node]--;
  }
}
