package io.mallguard.features.graph;

import java.util.Arrays;

/**
 * Nodes by weight, the least first, of equals the one with the lowest number: a binary heap in
 * which weights can become less. For the length of one job, on the heap.
 */
final class NodeHeap {
  private static final int ABSENT = -1;

  private final long[] weights;
  private final int[] places;
  private final int[] heap;
  private int size;

  /** An empty heap for nodes 0 to nodes − 1. */
  NodeHeap(int nodes) {
    weights = new long[nodes];
    places = new int[nodes];
    heap = new int[nodes];
    Arrays.fill(places, ABSENT);
  }

  /** Adds to a node's weight, and the node if it is not there; only before {@link #build}. */
  void add(int node, long weight) {
    weights[node] += weight;
    if (places[node] == ABSENT) {
      places[node] = 0;
      heap[size++] = node;
    }
  }

  /** Brings the nodes in order. */
  void build() {
    for (int i = 0; i < size; i++) {
      places[heap[i]] = i;
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  int size() {
    return size;
  }

  long weight(int node) {
    return weights[node];
  }

  /** Takes from the weight of a node that is there. */
  void lower(int node, long weight) {
    weights[node] -= weight;
    rise(places[node]);
  }

  /** Sets the weight of a node that is there. */
  void change(int node, long weight) {
    boolean isLess = weight < weights[node];
    weights[node] = weight;
    if (isLess) {
      rise(places[node]);
    } else {
      sink(places[node]);
    }
  }

  /** Takes away the node with the least weight. */
  int removeLeast() {
    int least = heap[0];
    size--;
    if (size > 0) {
      heap[0] = heap[size];
      places[heap[0]] = 0;
      sink(0);
    }
    return least;
  }

  private boolean isBefore(int node, int other) {
    return weights[node] < weights[other] || (weights[node] == weights[other] && node < other);
  }

  private void rise(int from) {
    int node = heap[from];
    int at = from;
    while (at > 0 && isBefore(node, heap[(at - 1) / 2])) {
      heap[at] = heap[(at - 1) / 2];
      places[heap[at]] = at;
      at = (at - 1) / 2;
    }
    heap[at] = node;
    places[node] = at;
  }

  private void sink(int from) {
    int node = heap[from];
    int at = from;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], node)) {
        break;
      }
      heap[at] = heap[child];
      places[heap[at]] = at;
      at = child;
    }
    heap[at] = node;
    places[node] = at;
  }
}
