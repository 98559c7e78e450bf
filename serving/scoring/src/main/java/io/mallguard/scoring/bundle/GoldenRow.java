package io.mallguard.scoring.bundle;

import io.mallguard.scoring.Score;

/** A row and the score it had when the bundle was written. Immutable. */
public final class GoldenRow {
  private final double[] values;
  private final Score expected;

  GoldenRow(double[] values, Score expected) {
    for (double value : values) {
      if (Double.isInfinite(value)) {
        throw new IllegalArgumentException("value " + value + ", must be finite or NaN");
      }
    }
    this.values = values.clone();
    this.expected = expected;
  }

  /** The row's features in spec order, NaN where missing; a copy. */
  public double[] values() {
    return values.clone();
  }

  /** The score to expect, to the bit. */
  public Score expected() {
    return expected;
  }
}
