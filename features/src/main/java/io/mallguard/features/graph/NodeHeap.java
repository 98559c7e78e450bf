package io.mallguard.features.graph;

import java.util.Arrays;

/**
 * Nodes by weight, the least first, of equals the one with the lowest number: a heap in which
 * weights can change. For the length of one job, on the heap.
 */
final class NodeHeap {
  private static final int ABSENT = -1;

  /** Children of a place: with four, a way down is half as long, and they lie side by side. */
  private static final int CHILDREN = 4;

  /** Per node its place in the heap. */
  private final int[] places;

  /* Per place a node and its weight: comparing looks at neighbours in memory only. */
  private final int[] heap;
  private final long[] heapWeights;

  private int size;

  /** An empty heap for nodes 0 to nodes − 1. */
  NodeHeap(int nodes) {
    places = new int[nodes];
    heap = new int[nodes];
    heapWeights = new long[nodes];
    Arrays.fill(places, ABSENT);
  }

  /** Adds to a node's weight, and the node if it is not there; only before {@link #build}. */
  void add(int node, long weight) {
    if (places[node] == ABSENT) {
      places[node] = size;
      heap[size++] = node;
    }
    heapWeights[places[node]] += weight;
  }

  /** Brings the nodes in order. */
  void build() {
    for (int i = (size - 2) / CHILDREN; i >= 0 && size > 1; i--) {
      sink(i, heap[i], heapWeights[i]);
    }
  }

  int size() {
    return size;
  }

  /** Takes from the weight of a node that is there. */
  void lower(int node, long weight) {
    rise(places[node], node, heapWeights[places[node]] - weight);
  }

  /** Sets the weight of a node that is there. */
  void change(int node, long weight) {
    int place = places[node];
    if (weight < heapWeights[place]) {
      rise(place, node, weight);
    } else {
      sink(place, node, weight);
    }
  }

  /** The least weight; there must be a node. */
  long leastWeight() {
    return heapWeights[0];
  }

  /** Takes away the node with the least weight. */
  int removeLeast() {
    int least = heap[0];
    size--;
    if (size > 0) {
      sink(0, heap[size], heapWeights[size]);
    }
    return least;
  }

  private boolean isBefore(int place, int node, long weight) {
    return heapWeights[place] < weight || (heapWeights[place] == weight && heap[place] < node);
  }

  private void put(int place, int node, long weight) {
    heap[place] = node;
    heapWeights[place] = weight;
    places[node] = place;
  }

  private void rise(int from, int node, long weight) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) / CHILDREN;
      if (isBefore(parent, node, weight)) {
        break;
      }
      put(at, heap[parent], heapWeights[parent]);
      at = parent;
    }
    put(at, node, weight);
  }

  private void sink(int from, int node, long weight) {
    int at = from;
    while (CHILDREN * at + 1 < size) {
      int child = leastChild(CHILDREN * at + 1);
      if (!isBefore(child, node, weight)) {
        break;
      }
      put(at, heap[child], heapWeights[child]);
      at = child;
    }
    put(at, node, weight);
  }

  private int leastChild(int first) {
    int least = first;
    int end = Math.min(size, first + CHILDREN);
    for (int child = first + 1; child < end; child++) {
      if (isBefore(child, heap[least], heapWeights[least])) {
        least = child;
      }
    }
    return least;
  }
}
