package io.mallguard.training.drift;

import io.mallguard.scoring.profile.CellCounts;
import io.mallguard.scoring.profile.Grid;
import java.util.Arrays;
import java.util.Optional;

/**
 * The Kolmogorov-Smirnov distance of a month from its reference, bracketed exactly from counters:
 * both distribution functions are known at every knot. Shown, never an alert. Immutable.
 *
 * @param lower the distance is at least this
 * @param upper and at most this; with 1000-quantiles about 0.001 more
 */
record KsBracket(double lower, double upper) {
  /**
   * The bracket from atoms and K-quantiles; empty if a side has no finite rows.
   *
   * @param quantiles K, a divisor of 1000
   */
  static Optional<KsBracket> of(CellCounts reference, CellCounts month, int quantiles) {
    if (reference.finite() == 0 || month.finite() == 0) {
      return Optional.empty();
    }
    return Optional.of(walk(reference, month, Bins.edges(reference, quantiles)));
  }

  private static KsBracket walk(CellCounts reference, CellCounts month, double[] edges) {
    Grid grid = reference.grid();
    Walk walk = new Walk();
    double r = 0;
    double c = 0;
    for (int cell = 0; cell < grid.cellCount() - 1; cell++) {
      r += reference.cell(cell);
      c += month.cell(cell);
      double left = r / reference.finite();
      double right = c / month.finite();
      if (grid.isAtom(cell)) {
        walk.jump(left, right);
      } else if (grid.isAtom(cell + 1) || Arrays.binarySearch(edges, grid.upper(cell)) >= 0) {
        walk.reach(left, right);
      }
    }
    walk.reach(1, 1);
    return new KsBracket(walk.lower, Math.max(walk.lower, walk.upper));
  }

  /** Where both functions were known last. */
  private static final class Walk {
    private double lower;
    private double upper;
    private double reference;
    private double month;

    /* Between two known points each function may move anywhere between its two values. */
    void reach(double nextReference, double nextMonth) {
      upper = Math.max(upper, Math.abs(nextReference - month));
      upper = Math.max(upper, Math.abs(nextMonth - reference));
      jump(nextReference, nextMonth);
    }

    /* At an atom both functions are known just below and at it. */
    void jump(double nextReference, double nextMonth) {
      lower = Math.max(lower, Math.abs(nextReference - nextMonth));
      reference = nextReference;
      month = nextMonth;
    }
  }
}
