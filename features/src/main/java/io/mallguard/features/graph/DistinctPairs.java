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
    Numbering pairs = new Numbering();
    for (int i = 0; i < keys.length; i += 2) {
      int pair = pairs.number(IdHash.join(keys[i], keys[i + 1]));
      left[pair] = lefts.number(keys[i]);
      right[pair] = rights.number(keys[i + 1]);
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

  private static int[] degrees(int[] ends, int nodes) {
    int[] degrees = new int[nodes];
    for (int end : ends) {
      degrees[end]++;
    }
    return degrees;
  }
}
