package io.mallguard.features.graph;

/**
 * What counts as money that comes back.
 *
 * @param maxHops most payments on a path, 1 to 8; the one that closes the cycle is not counted
 * @param keptLow least part of the first payment's amount that each later one has, the closing one
 *     included, in thousandths, 1 to keptHigh
 * @param keptHigh the most, in thousandths, up to 100,000
 * @param budget most edges that a search looks at
 */
public record CycleSettings(int maxHops, int keptLow, int keptHigh, int budget) {
  /** Checks the ranges. */
  public CycleSettings {
    if (maxHops < 1 || maxHops > 8) {
      throw new IllegalArgumentException("max hops " + maxHops + ", must be 1 to 8");
    }
    if (keptLow < 1 || keptLow > keptHigh || keptHigh > 100_000) {
      throw new IllegalArgumentException(
          "amount kept " + keptLow + " to " + keptHigh + ", must be 1 to 100000 thousandths");
    }
    if (budget < 1) {
      throw new IllegalArgumentException("budget " + budget + ", must be 1 or more");
    }
  }

  /** Whether an amount is what may be left of the first one. */
  boolean isKept(long amountMinor, long firstMinor) {
    return 1000 * amountMinor >= keptLow * firstMinor
        && 1000 * amountMinor <= keptHigh * firstMinor;
  }

  /** Whether two amounts may both be left of one first amount. */
  boolean isNear(long amountMinor, long otherMinor) {
    return keptHigh * amountMinor >= keptLow * otherMinor
        && keptLow * amountMinor <= keptHigh * otherMinor;
  }
}
