package io.mallguard.scoring.profile;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The reference of one column, frozen at training time: counters, never raw rows. Immutable.
 *
 * <p>Cells are fitted to the column itself: values holding at least 5 % of its finite rows are
 * atoms, the others are cut at their 1000-quantiles (nearest rank).
 */
public final class ColumnProfile implements CellCounts {
  private final String name;
  private final OptionalDouble importance;
  private final Grid grid;
  private final long[] cells;
  private final Unbinned unbinned;
  private final long finite;

  /**
   * What is known of a column beside its cells.
   *
   * @param missing rows with NaN
   * @param positiveInfinite rows with plus infinity
   * @param negativeInfinite rows with minus infinity
   * @param minimum smallest finite value
   * @param maximum largest finite value
   * @param mean mean of the finite values
   * @param squares sum of squared differences from the mean (M2); empty if it overflows
   */
  record Unbinned(
      long missing,
      long positiveInfinite,
      long negativeInfinite,
      OptionalDouble minimum,
      OptionalDouble maximum,
      OptionalDouble mean,
      OptionalDouble squares) {}

  /** A profile of known parts; the caller has checked that they fit each other. */
  ColumnProfile(
      String name, OptionalDouble importance, Grid grid, long[] cells, Unbinned unbinned) {
    this.name = name;
    this.importance = importance;
    this.grid = grid;
    this.cells = cells.clone();
    this.unbinned = unbinned;
    this.finite = Arrays.stream(cells).sum();
  }

  /**
   * Freezes a feature column.
   *
   * @param name the feature
   * @param values one per row, in any order (the order decides nothing); NaN where missing; not
   *     changed
   */
  public static ColumnProfile of(String name, double[] values) {
    double[] sorted = sortedFinite(values);
    return freeze(name, values, sorted, GridFitter.fit(sorted));
  }

  /** Freezes a score column: as {@link #of}, with further edges at 99.95 % and 99.99 %. */
  public static ColumnProfile ofScore(String name, double[] values) {
    double[] sorted = sortedFinite(values);
    return freeze(name, values, sorted, GridFitter.fitWithTail(sorted));
  }

  private static double[] sortedFinite(double[] values) {
    double[] finite = new double[values.length];
    int count = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        finite[count++] = value + 0.0;
      }
    }
    double[] sorted = Arrays.copyOf(finite, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private static ColumnProfile freeze(String name, double[] values, double[] sorted, Grid grid) {
    ColumnCounts counts =
        new ColumnCounts(grid, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    for (double value : values) {
      counts.add(value);
    }
    long[] cells = new long[grid.cellCount()];
    Arrays.setAll(cells, counts::cell);
    OptionalDouble mean = counts.mean();
    Unbinned unbinned =
        new Unbinned(
            counts.missing(),
            counts.positiveInfinite(),
            counts.negativeInfinite(),
            counts.minimum(),
            counts.maximum(),
            mean,
            mean.isEmpty() ? mean : squares(sorted, mean.getAsDouble()));
    return new ColumnProfile(name, OptionalDouble.empty(), grid, cells, unbinned);
  }

  private static OptionalDouble squares(double[] sorted, double mean) {
    double squares = 0;
    for (double value : sorted) {
      squares += (value - mean) * (value - mean);
    }
    return Double.isFinite(squares) ? OptionalDouble.of(squares) : OptionalDouble.empty();
  }

  /**
   * The same profile with the column's importance.
   *
   * @param share how much of the model's score this column decides, in [0, 1]; shares add up to 1
   * @throws IllegalArgumentException outside of that
   */
  public ColumnProfile withImportance(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("importance " + share + ", must be in [0, 1]");
    }
    return new ColumnProfile(name, OptionalDouble.of(share), grid, cells, unbinned);
  }

  /** The column's name. */
  public String name() {
    return name;
  }

  /** How much of the model's score the column decides, in [0, 1]; empty if not known. */
  public OptionalDouble importance() {
    return importance;
  }

  /** Sum of squared differences from the mean; empty without finite values or if it overflows. */
  public OptionalDouble squares() {
    return unbinned.squares();
  }

  /** Whether all finite values are equal. */
  public boolean isConstant() {
    return finite > 0 && minimum().equals(maximum());
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public long cell(int index) {
    return cells[index];
  }

  @Override
  public long missing() {
    return unbinned.missing();
  }

  @Override
  public long positiveInfinite() {
    return unbinned.positiveInfinite();
  }

  @Override
  public long negativeInfinite() {
    return unbinned.negativeInfinite();
  }

  @Override
  public long finite() {
    return finite;
  }

  @Override
  public OptionalDouble minimum() {
    return unbinned.minimum();
  }

  @Override
  public OptionalDouble maximum() {
    return unbinned.maximum();
  }

  @Override
  public OptionalDouble mean() {
    return unbinned.mean();
  }
}
