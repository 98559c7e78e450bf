package io.mallguard.features.graph;

import io.mallguard.features.event.IdHash;
import java.util.Arrays;

/**
 * The different pairs of left and right nodes among edges, in the order first met; nodes of a side
 * have numbers in the order first met. For the length of one job, on the heap.
 */
final class DistinctPairs {
  final Numbering lefts = new Numbering();
  final Numbering rights = new Numbering();
  private int[] left;
  private int[] right;
  private final int size;

  /** The pairs of edges given as left key, right key, left key, … */
  DistinctPairs(long[] keys) {
    left = new int[keys.length / 2];
    right = new int[keys.length / 2];
    Numbering pairs = new Numbering(keys.length / 2);
    for (int i = 0; i < keys.length; i += 2) {
      int met = pairs.size();
      if (pairs.number(IdHash.join(keys[i], keys[i + 1])) == met) {
        left[met] = lefts.number(keys[i]);
        right[met] = rights.number(keys[i + 1]);
      }
    }
    size = pairs.size();
    left = Arrays.copyOf(left, size);
    right = Arrays.copyOf(right, size);
  }

  int size() {
    return size;
  }

  int left(int pair) {
    return left[pair];
  }

  int right(int pair) {
    return right[pair];
  }

  /** How many pairs each left node is in. */
  int[] leftDegrees() {
    return degrees(left, lefts.size());
  }

  /** How many pairs each right node is in. */
  int[] rightDegrees() {
    return degrees(right, rights.size());
  }

  /** Where each left node's pairs begin if pairs are sorted by it; then the end. */
  int[] leftStarts() {
    return starts(left, lefts.size());
  }

  /** Where each right node's pairs begin if pairs are sorted by it; then the end. */
  int[] rightStarts() {
    return starts(right, rights.size());
  }

  /** The right nodes of each left node, in the order first met. */
  int[] rightsByLeft(int[] leftStarts) {
    return sorted(left, leftStarts, right);
  }

  /** The left nodes of each right node, in the order first met. */
  int[] leftsByRight(int[] rightStarts) {
    return sorted(right, rightStarts, left);
  }

  private static int[] starts(int[] ends, int nodes) {
    int[] starts = new int[nodes + 1];
    for (int end : ends) {
      starts[end + 1]++;
    }
    for (int i = 0; i < nodes; i++) {
      starts[i + 1] += starts[i];
    }
    return starts;
  }

  private static int[] sorted(int[] by, int[] starts, int[] others) {
    int[] next = starts.clone();
    int[] sorted = new int[others.length];
    for (int i = 0; i < by.length; i++) {
      sorted[next[by[i]]++] = others[i];
    }
    return sorted;
  }

  private static int[] degrees(int[] ends, int nodes) {
    int[] degrees = new int[nodes];
    for (int end : ends) {
      degrees[end]++;
    }
    return degrees;
  }
}
