package io.mallguard.features.spec;

import io.mallguard.features.expression.Divergence;
import io.mallguard.features.expression.Real;

/** How far the shares that stand in some columns are from those in others. Immutable. */
final class ShareDivergence implements Real {
  private final int own;
  private final int other;
  private final int bins;
  private final boolean absolute;
  private final double whenEmpty;

  /**
   * Columns to compare, bin by bin.
   *
   * @param own the first column of the one
   * @param other the first column of the other
   * @param absolute whether absolute differences are summed, else Jensen-Shannon
   * @param whenEmpty value where either has no share of anything
   */
  ShareDivergence(int own, int other, int bins, boolean absolute, double whenEmpty) {
    this.own = own;
    this.other = other;
    this.bins = bins;
    this.absolute = absolute;
    this.whenEmpty = whenEmpty;
  }

  @Override
  public double at(long[] slots, double[] row) {
    if (Double.isNaN(row[own]) || Double.isNaN(row[other])) {
      return Double.NaN;
    }
    if (isEmpty(row[own]) || isEmpty(row[other])) {
      return whenEmpty;
    }
    double sum = 0;
    for (int bin = 0; bin < bins; bin++) {
      sum += Divergence.ofBin(absolute, row[own + bin], row[other + bin]);
    }
    // Negative weights have no logarithm: missing, as within one key.
    return Double.isNaN(sum) ? whenEmpty : sum;
  }

  private static boolean isEmpty(double share) {
    return share == ColumnDraft.Divergence.EMPTY;
  }
}
