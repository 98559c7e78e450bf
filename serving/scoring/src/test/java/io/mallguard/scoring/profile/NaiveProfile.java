package io.mallguard.scoring.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** The slow and plain way to fit a grid and to count in it. */
final class NaiveProfile {
  private NaiveProfile() {}

  /** All knots, ascending: values with at least 5 %, and 1000-quantiles of the other values. */
  static List<Double> fit(double[] values) {
    List<Double> finite =
        Arrays.stream(values).filter(Double::isFinite).map(v -> v + 0.0).sorted().boxed().toList();
    TreeSet<Double> knots = new TreeSet<>();
    List<Double> rest = new ArrayList<>();
    for (double value : finite) {
      long same = finite.stream().filter(v -> v == value).count();
      if (same * 20 >= finite.size()) {
        knots.add(value);
      } else {
        rest.add(value);
      }
    }
    for (int j = 1; j < 1000 && !rest.isEmpty(); j++) {
      double edge = rest.get((int) Math.ceil(j * (double) rest.size() / 1000 - 1e-9) - 1);
      if (edge < rest.get(rest.size() - 1)) {
        knots.add(edge);
      }
    }
    return List.copyOf(knots);
  }

  static List<Double> knots(Grid grid) {
    TreeSet<Double> knots = new TreeSet<>();
    for (int i = 0; i < grid.atomCount(); i++) {
      knots.add(grid.atom(i));
    }
    for (int i = 0; i < grid.edgeCount(); i++) {
      knots.add(grid.edge(i));
    }
    return List.copyOf(knots);
  }

  static long count(Grid grid, int cell, double[] values) {
    double upper = grid.upper(cell);
    double lower = cell == 0 ? Double.NEGATIVE_INFINITY : grid.upper(cell - 1);
    return Arrays.stream(values)
        .filter(Double::isFinite)
        .filter(v -> grid.isAtom(cell) ? v == upper : v > lower && v <= upper && !atom(grid, v))
        .count();
  }

  private static boolean atom(Grid grid, double value) {
    for (int i = 0; i < grid.atomCount(); i++) {
      if (grid.atom(i) == value) {
        return true;
      }
    }
    return false;
  }
}
