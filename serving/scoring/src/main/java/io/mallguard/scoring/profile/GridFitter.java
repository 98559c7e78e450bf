package io.mallguard.scoring.profile;

import java.util.Arrays;

/** Fits a {@link Grid} to the sorted finite values of a reference column. */
final class GridFitter {
  /** Quantiles whose nearest ranks become edges; deciles and quintiles are among them. */
  static final int QUANTILES = 1000;

  /** A value is an atom when this many times its count reaches the finite rows: 5 %. */
  private static final int ATOM_SHARE = 20;

  /** Quantiles beyond the thousandths for the thin upper end of a score, in 1/10,000. */
  private static final int[] TAIL = {9995, 9999};

  private GridFitter() {}

  /** A grid with edges at the 1000-quantiles. */
  static Grid fit(double[] sorted) {
    return fit(sorted, new int[0]);
  }

  /** A grid with further edges at the 99.95 % and 99.99 % quantiles. */
  static Grid fitWithTail(double[] sorted) {
    return fit(sorted, TAIL);
  }

  private static Grid fit(double[] sorted, int[] tail) {
    double[] rest = new double[sorted.length];
    double[] atoms = new double[ATOM_SHARE];
    int atomCount = 0;
    int restCount = 0;
    for (int from = 0, to; from < sorted.length; from = to) {
      to = endOfRun(sorted, from);
      if ((long) ATOM_SHARE * (to - from) >= sorted.length) {
        atoms[atomCount++] = sorted[from];
      } else {
        System.arraycopy(sorted, from, rest, restCount, to - from);
        restCount += to - from;
      }
    }
    return new Grid(Arrays.copyOf(atoms, atomCount), edges(Arrays.copyOf(rest, restCount), tail));
  }

  private static int endOfRun(double[] sorted, int from) {
    int to = from + 1;
    while (to < sorted.length && sorted[to] == sorted[from]) {
      to++;
    }
    return to;
  }

  /* Nearest rank: sorted[ceil(j n / K)], counted from 1. Equal edges merge, the maximum is none. */
  private static double[] edges(double[] rest, int[] tail) {
    double[] edges = new double[QUANTILES - 1 + tail.length];
    int count = 0;
    for (int j = 0; j < edges.length && rest.length > 0; j++) {
      double edge =
          j < QUANTILES - 1
              ? nearestRank(rest, j + 1, QUANTILES)
              : nearestRank(rest, tail[j - QUANTILES + 1], 10_000);
      if (edge < rest[rest.length - 1] && (count == 0 || edge > edges[count - 1])) {
        edges[count++] = edge;
      }
    }
    return Arrays.copyOf(edges, count);
  }

  private static double nearestRank(double[] sorted, long numerator, long denominator) {
    long rank = (numerator * sorted.length + denominator - 1) / denominator;
    return sorted[(int) rank - 1];
  }
}
