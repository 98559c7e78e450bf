package io.mallguard.training.simulator;

import java.util.SplittableRandom;

/** Random draws that give the same bits on every machine. One owner thread. */
final class Chance {
  private static final int UNIFORMS = 12;

  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** Nearly standard normal: the sum of 12 uniforms less 6, which needs no logarithm. */
  double normal() {
    double sum = -UNIFORMS / 2.0;
    for (int i = 0; i < UNIFORMS; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  /**
   * Poisson by multiplication (Knuth, The Art of Computer Programming 2, 3.4.1); mean below 700.
   */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
