package io.mallguard.training.simulator.mall.chance;

import java.util.Arrays;

/** Picks positions with probabilities in proportion to their weights. Immutable. */
public final class Weights {
  private final double[] cumulative;

  private Weights(double[] cumulative) {
    this.cumulative = cumulative;
  }

  /** Of these weights, none negative, not all zero. */
  public static Weights of(double... weights) {
    double[] sums = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    return new Weights(sums);
  }

  /** A position. */
  public int pick(Chance chance) {
    double at = chance.uniform() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, at);
    int next = found < 0 ? -found - 1 : found + 1;
    return Math.min(next, cumulative.length - 1);
  }
}
