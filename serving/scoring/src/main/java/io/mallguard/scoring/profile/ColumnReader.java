package io.mallguard.scoring.profile;

import io.mallguard.scoring.profile.ColumnProfile.Unbinned;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Reads one column of a profile and checks that its parts fit each other. One use. */
final class ColumnReader {
  /** Stands for a column that could not be read. */
  static final ColumnProfile NONE = ColumnProfile.of("none", new double[0]);

  /** More rows than this in a column are a sign of damage, and could overflow a sum. */
  private static final long MOST_ROWS = 1L << 40;

  private final JsonPlace place;

  ColumnReader(JsonPlace place) {
    this.place = place;
  }

  ColumnProfile read() {
    place.keys(
        "name",
        "importance",
        "missing",
        "positive_infinite",
        "negative_infinite",
        "minimum",
        "maximum",
        "mean",
        "squares",
        "atoms",
        "edges",
        "cells");
    String name = place.text("name");
    OptionalDouble importance = importance();
    Unbinned unbinned = unbinned();
    double[] atoms = place.numbers("atoms");
    double[] edges = place.numbers("edges");
    long[] cells = place.wholes("cells");
    if (!knotsFit(atoms, edges) || !cellsFit(atoms, edges, cells)) {
      return NONE;
    }
    momentsFit(unbinned, cells, atoms, edges);
    return new ColumnProfile(name, importance, new Grid(atoms, edges), cells, unbinned);
  }

  private OptionalDouble importance() {
    OptionalDouble importance = place.optionalNumber("importance");
    if (importance.isPresent()
        && !(importance.getAsDouble() >= 0 && importance.getAsDouble() <= 1)) {
      String found = String.valueOf(importance.getAsDouble());
      place.problem("importance", "out_of_range", found, "in [0, 1], or null");
    }
    return importance;
  }

  private Unbinned unbinned() {
    return new Unbinned(
        rows("missing"),
        rows("positive_infinite"),
        rows("negative_infinite"),
        place.optionalNumber("minimum"),
        place.optionalNumber("maximum"),
        place.optionalNumber("mean"),
        place.optionalNumber("squares"));
  }

  private long rows(String key) {
    long rows = place.whole(key);
    if (rows > MOST_ROWS) {
      place.problem(key, "out_of_range", String.valueOf(rows), "at most " + MOST_ROWS);
    }
    return rows;
  }

  private boolean knotsFit(double[] atoms, double[] edges) {
    double[] knots =
        DoubleStream.concat(Arrays.stream(atoms), Arrays.stream(edges)).sorted().toArray();
    boolean atomsAscend = ascends("atoms", atoms);
    boolean edgesAscend = ascends("edges", edges);
    if (!atomsAscend || !edgesAscend) {
      return false;
    }
    boolean distinct = Grid.ascending(knots);
    if (!distinct) {
      place.problem("edges", "not_distinct", "an atom among the edges", "free of atoms");
    }
    return distinct;
  }

  private boolean ascends(String key, double[] values) {
    boolean ascending = Grid.ascending(values);
    if (!ascending) {
      place.problem(key, "not_ascending", "", "strictly ascending, without -0.0");
    }
    return ascending;
  }

  private boolean cellsFit(double[] atoms, double[] edges, long[] cells) {
    int expected = 2 * atoms.length + edges.length + 1;
    if (cells.length != expected) {
      String legal = expected + " counts: two per atom, one per edge and one";
      place.problem("cells", "wrong_length", cells.length + " counts", legal);
      return false;
    }
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] > MOST_ROWS) {
        String found = String.valueOf(cells[i]);
        place.problem("cells/" + i, "out_of_range", found, "at most " + MOST_ROWS);
      }
    }
    return true;
  }

  private void momentsFit(Unbinned parts, long[] cells, double[] atoms, double[] edges) {
    boolean values = Arrays.stream(cells).anyMatch(rows -> rows > 0);
    present("minimum", parts.minimum(), values);
    present("maximum", parts.maximum(), values);
    present("mean", parts.mean(), values);
    if (!values || parts.minimum().isEmpty() || parts.maximum().isEmpty()) {
      return;
    }
    double minimum = parts.minimum().getAsDouble();
    double maximum = parts.maximum().getAsDouble();
    within("maximum", maximum, minimum, Double.MAX_VALUE);
    within("mean", parts.mean().orElse(minimum), minimum, maximum);
    within("squares", parts.squares().orElse(0), 0, Double.MAX_VALUE);
    ends("atoms", atoms, minimum, maximum);
    ends("edges", edges, minimum, maximum);
  }

  private void ends(String key, double[] knots, double minimum, double maximum) {
    if (knots.length > 0) {
      within(key + "/0", knots[0], minimum, maximum);
      within(key + "/" + (knots.length - 1), knots[knots.length - 1], minimum, maximum);
    }
  }

  private void present(String key, OptionalDouble value, boolean expected) {
    if (value.isPresent() != expected) {
      String legal = expected ? "a number, as there are finite rows" : "null without finite rows";
      place.problem(key, "wrong_type", value.isPresent() ? "a number" : "null", legal);
    }
  }

  private void within(String key, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      String legal = "in [" + low + ", " + high + "]";
      place.problem(key, "out_of_range", String.valueOf(value), legal);
    }
  }
}
