package io.mallguard.scoring.profile;

import java.util.OptionalDouble;

/**
 * A month of one column, counted on the grid of its reference. Two of them merge by adding, in any
 * order, with the same result to the bit. One owner thread.
 */
public final class ColumnCounts implements CellCounts {
  private final Grid grid;
  private final double lowest;
  private final double highest;
  private final long[] cells;
  private final ExactSum sum = new ExactSum();
  private long finite;
  private long missing;
  private long positiveInfinite;
  private long negativeInfinite;
  private long belowMinimum;
  private long aboveMaximum;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;

  /** Counts on a grid; values outside {@code [lowest, highest]} are counted beside. */
  ColumnCounts(Grid grid, double lowest, double highest) {
    this.grid = grid;
    this.lowest = lowest;
    this.highest = highest;
    this.cells = new long[grid.cellCount()];
  }

  /** Empty counts on the grid and range of a reference. A reference without values has no range. */
  public static ColumnCounts on(ColumnProfile reference) {
    return new ColumnCounts(
        reference.grid(),
        reference.minimum().orElse(Double.NEGATIVE_INFINITY),
        reference.maximum().orElse(Double.POSITIVE_INFINITY));
  }

  /** Counts one row: NaN is missing, infinities are counted apart, -0.0 is 0.0. */
  public void add(double value) {
    if (Double.isNaN(value)) {
      missing++;
    } else if (value == Double.POSITIVE_INFINITY) {
      positiveInfinite++;
    } else if (value == Double.NEGATIVE_INFINITY) {
      negativeInfinite++;
    } else {
      addFinite(value + 0.0);
    }
  }

  private void addFinite(double value) {
    finite++;
    cells[grid.cellOf(value)]++;
    sum.add(value);
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
    if (value < lowest) {
      belowMinimum++;
    } else if (value > highest) {
      aboveMaximum++;
    }
  }

  /**
   * Adds the rows of another count, which must be a different one and on the same grid.
   *
   * @throws IllegalArgumentException if it is not
   */
  public void add(ColumnCounts other) {
    if (other == this || other.grid != grid) {
      throw new IllegalArgumentException("counts of another grid, or the same counts twice");
    }
    for (int i = 0; i < cells.length; i++) {
      cells[i] += other.cells[i];
    }
    sum.add(other.sum);
    finite += other.finite;
    missing += other.missing;
    positiveInfinite += other.positiveInfinite;
    negativeInfinite += other.negativeInfinite;
    belowMinimum += other.belowMinimum;
    aboveMaximum += other.aboveMaximum;
    minimum = Math.min(minimum, other.minimum);
    maximum = Math.max(maximum, other.maximum);
  }

  /** Rows below the reference's minimum; they are in a cell as well. */
  public long belowMinimum() {
    return belowMinimum;
  }

  /** Rows above the reference's maximum; they are in a cell as well. */
  public long aboveMaximum() {
    return aboveMaximum;
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
    return missing;
  }

  @Override
  public long positiveInfinite() {
    return positiveInfinite;
  }

  @Override
  public long negativeInfinite() {
    return negativeInfinite;
  }

  @Override
  public long finite() {
    return finite;
  }

  @Override
  public OptionalDouble minimum() {
    return finite == 0 ? OptionalDouble.empty() : OptionalDouble.of(minimum);
  }

  @Override
  public OptionalDouble maximum() {
    return finite == 0 ? OptionalDouble.empty() : OptionalDouble.of(maximum);
  }

  @Override
  public OptionalDouble mean() {
    return finite == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum.mean(finite));
  }
}
