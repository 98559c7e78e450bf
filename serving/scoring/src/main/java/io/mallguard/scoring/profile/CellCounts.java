package io.mallguard.scoring.profile;

import java.util.OptionalDouble;

/** Rows of one column, counted in the cells of a {@link Grid}: the reference or a month. */
public sealed interface CellCounts permits ColumnProfile, ColumnCounts {
  /** The cells. */
  Grid grid();

  /** Rows in a cell. */
  long cell(int index);

  /** Rows whose value is missing (NaN). */
  long missing();

  /** Rows whose value is plus infinity. */
  long positiveInfinite();

  /** Rows whose value is minus infinity. */
  long negativeInfinite();

  /** Rows with a finite value. */
  long finite();

  /** Smallest finite value; empty without one. */
  OptionalDouble minimum();

  /** Largest finite value; empty without one. */
  OptionalDouble maximum();

  /** Mean of the finite values, rounded once; empty without one. */
  OptionalDouble mean();

  /** Rows whose value is infinite. */
  default long infinite() {
    return positiveInfinite() + negativeInfinite();
  }

  /** Rows without a finite value: what the bin MISSING holds. */
  default long notFinite() {
    return missing() + infinite();
  }

  /** All rows. */
  default long rows() {
    return finite() + notFinite();
  }

  /**
   * Nearest-rank quantile of the finite values, as the knot at or next above it (for the reference:
   * off by at most one thousandth of its rows); empty without finite values.
   *
   * @param perMille 1 to 1000
   */
  default OptionalDouble quantile(int perMille) {
    long rank = (perMille * finite() + 999) / 1000;
    long below = 0;
    for (int i = 0; i < grid().cellCount(); i++) {
      below += cell(i);
      if (below >= rank && below > 0) {
        double highest = maximum().orElseThrow();
        return OptionalDouble.of(Math.min(grid().upper(i), highest));
      }
    }
    return OptionalDouble.empty();
  }
}
