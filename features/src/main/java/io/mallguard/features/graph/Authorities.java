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

  static long[] of(DistinctPairs pairs) {
    long[] authorities = new long[pairs.rights.size()];
    long[] weights = new long[pairs.lefts.size()];
    Arrays.fill(authorities, 1L << BITS);
    for (int round = 0; round < ROUNDS; round++) {
      Arrays.fill(weights, 0);
      for (int pair = 0; pair < pairs.size(); pair++) {
        weights[pairs.left(pair)] += authorities[pairs.right(pair)];
      }
      scale(weights);
      Arrays.fill(authorities, 0);
      for (int pair = 0; pair < pairs.size(); pair++) {
        authorities[pairs.right(pair)] += weights[pairs.left(pair)];
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
