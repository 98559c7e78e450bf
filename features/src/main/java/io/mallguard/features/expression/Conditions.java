package io.mallguard.features.expression;

import java.util.List;

/** Up to 64 conditions as the bits of one number, the first the lowest. Immutable. */
public final class Conditions implements Whole {
  private final Truth[] conditions;

  /** Copies the list. */
  public Conditions(List<Truth> conditions) {
    this.conditions = conditions.toArray(Truth[]::new);
  }

  @Override
  public long at(long[] slots, double[] row) {
    long bits = 0;
    for (int i = 0; i < conditions.length; i++) {
      if (conditions[i].test(slots, row)) {
        bits |= 1L << i;
      }
    }
    return bits;
  }
}
