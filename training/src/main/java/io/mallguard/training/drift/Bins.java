package io.mallguard.training.drift;

import io.mallguard.scoring.profile.CellCounts;
import io.mallguard.scoring.profile.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The fine cells of a profile put together into few bins: atoms, K-quantile intervals, MISSING. */
final class Bins {
  private Bins() {}

  /**
   * The bins of a column: atoms ascending, intervals ascending, MISSING.
   *
   * @param reference whose K-quantiles cut the intervals
   * @param month counted on the same grid
   * @param intervals K, a divisor of 1000
   */
  static List<Bin> of(CellCounts reference, CellCounts month, int intervals) {
    Grid grid = reference.grid();
    double[] edges = edges(reference, intervals);
    List<Bin> bins = new ArrayList<>();
    long[][] rows = new long[2][edges.length + 1];
    int interval = 0;
    for (int cell = 0; cell < grid.cellCount(); cell++) {
      double upper = grid.upper(cell);
      if (grid.isAtom(cell)) {
        bins.add(new Bin(Bin.Kind.ATOM, upper, upper, reference.cell(cell), month.cell(cell)));
        continue;
      }
      while (interval < edges.length && edges[interval] < upper) {
        interval++;
      }
      rows[0][interval] += reference.cell(cell);
      rows[1][interval] += month.cell(cell);
    }
    addIntervals(bins, edges, rows);
    bins.add(new Bin(Bin.Kind.MISSING, 0, 0, reference.notFinite(), month.notFinite()));
    return List.copyOf(bins);
  }

  private static void addIntervals(List<Bin> bins, double[] edges, long[][] rows) {
    for (int i = 0; i <= edges.length; i++) {
      double low = i == 0 ? Double.NEGATIVE_INFINITY : edges[i - 1];
      double high = i == edges.length ? Double.POSITIVE_INFINITY : edges[i];
      bins.add(new Bin(Bin.Kind.INTERVAL, low, high, rows[0][i], rows[1][i]));
    }
  }

  /**
   * The K-quantiles (nearest rank, equal ones merged, the maximum dropped) of the reference's
   * values that are no atoms, found again from the exact counters: the value at a rank is the first
   * edge that many rows do not exceed.
   */
  static double[] edges(CellCounts reference, int intervals) {
    Grid grid = reference.grid();
    long total = 0;
    for (int cell = 0; cell < grid.cellCount(); cell++) {
      total += grid.isAtom(cell) ? 0 : reference.cell(cell);
    }
    double[] edges = new double[intervals - 1];
    int count = 0;
    int next = 1;
    long below = 0;
    for (int cell = 0; cell < grid.cellCount() - 1; cell++) {
      below += grid.isAtom(cell) ? 0 : reference.cell(cell);
      if (grid.isAtom(cell) || grid.isAtom(cell + 1) || below < rank(next, total, intervals)) {
        continue;
      }
      edges[count++] = grid.upper(cell);
      while (next < intervals && below >= rank(next, total, intervals)) {
        next++;
      }
      if (next == intervals) {
        break;
      }
    }
    return Arrays.copyOf(edges, count);
  }

  private static long rank(long numerator, long total, long denominator) {
    return (numerator * total + denominator - 1) / denominator;
  }
}
