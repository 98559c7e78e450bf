package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import org.apache.commons.math3.special.Erf;

/**
 * Pairs of shares that cover the unit square more evenly than chance does, so that a few dozen
 * rings are as their distributions say, whatever the seed (R2 sequence: Roberts, The unreasonable
 * effectiveness of quasirandom sequences, 2018). Mutable, one owner thread.
 */
final class Evenly {
  private static final double FIRST_STEP = 0.7548776662466927;
  private static final double SECOND_STEP = 0.5698402909980532;
  private static final double LEAST = 1e-4;

  private Pair next;
  private int drawn;

  /** Begins anywhere. */
  Evenly(Chance chance) {
    next = new Pair(chance.uniform(), chance.uniform());
  }

  /**
   * Two shares, each 0 to below 1. Immutable.
   *
   * @param first of all that lie below in one respect
   * @param second of all that lie below in another
   */
  record Pair(double first, double second) {}

  /** How many pairs were drawn so far. */
  int drawn() {
    return drawn;
  }

  /** The next pair. */
  Pair next() {
    drawn++;
    Pair now = next;
    next = new Pair((now.first + FIRST_STEP) % 1, (now.second + SECOND_STEP) % 1);
    return now;
  }

  /** The standard normal deviate that a share of all lies below, within 3.7 deviations. */
  static double normal(double share) {
    double inside = Math.max(LEAST, Math.min(1 - LEAST, share));
    return Math.sqrt(2) * Erf.erfInv(2 * inside - 1);
  }

  /** The draw of a Beta(2, 2) that a share of all lies below, 0 to 1. */
  static double beta22(double share) {
    // The inverse of 3 x^2 - 2 x^3.
    return 0.5 - StrictMath.sin(StrictMath.asin(1 - 2 * share) / 3);
  }
}
