package io.mallguard.features.graph;

import java.util.Arrays;

/**
 * Authority of right nodes by HITS (Kleinberg, Journal of the ACM 1999), in whole numbers: a left
 * node's weight is the sum of its right nodes' authorities, a right node's authority the sum of its
 * left nodes' weights, ten times round; after each step all are divided by the same number, so that
 * the greatest is below 2^31.
 */
final class Authorities {
  private static final int ROUNDS = 10;
  private static final int BITS = 30;

  private Authorities() {}

  /**
   * The authorities of right nodes.
   *
   * @param starts right nodes of left node i stand from starts[i] to starts[i + 1]
   */
  static long[] of(int[] starts, int[] rights, int rightCount) {
    long[] authorities = new long[rightCount];
    long[] weights = new long[starts.length - 1];
    Arrays.fill(authorities, 1L << BITS);
    for (int round = 0; round < ROUNDS; round++) {
      for (int left = 0; left < weights.length; left++) {
        long weight = 0;
        for (int i = starts[left]; i < starts[left + 1]; i++) {
          weight += authorities[rights[i]];
        }
        weights[left] = weight;
      }
      scale(weights);
      Arrays.fill(authorities, 0);
      for (int left = 0; left < weights.length; left++) {
        for (int i = starts[left]; i < starts[left + 1]; i++) {
          authorities[rights[i]] += weights[left];
        }
      }
      scale(authorities);
    }
    return authorities;
  }

  private static void scale(long[] numbers) {
    long greatest = 0;
    for (long number : numbers) {
      greatest = Math.max(greatest, number);
    }
    long divisor = (greatest >>> BITS) + 1;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] /= divisor;
    }
  }
}
