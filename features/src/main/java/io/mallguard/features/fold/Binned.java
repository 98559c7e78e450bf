package io.mallguard.features.fold;

import io.mallguard.features.expression.Divergence;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.plan.Measure.GroupKind;
import java.util.List;

/** What is read from the bins of a window: a quantile, the Gini coefficient, a divergence. */
final class Binned implements OwnReading {
  private final Measure.Groups measure;
  private final Cells cells;
  private final CellCounts counts;
  private final List<CellCounts> against;
  private final Distribution own;
  private final Distribution other;

  /**
   * A reading.
   *
   * @param against the window to compare with; none for divergences from a table
   */
  Binned(Measure.Groups measure, Cells cells, CellCounts counts, List<CellCounts> against) {
    this.measure = measure;
    this.cells = cells;
    this.counts = counts;
    this.against = against;
    this.own = new Distribution(measure.bins());
    this.other = new Distribution(measure.bins());
  }

  @Override
  public double read(long entity, long nowMillis, long current) {
    if (measure.kind() == GroupKind.RARITY) {
      return rarity(entity, current);
    }
    gather(entity, counts, own);
    return switch (measure.kind()) {
      case QUANTILE -> own.quantile(measure.quantile());
      case GINI -> own.total() == 0 ? Double.NaN : own.gini();
      case DIVERGENCE_JS, DIVERGENCE_L1 ->
          against.isEmpty() ? fromTable() : fromWindow(entity, against.get(0));
      default -> throw new IllegalStateException("not read from bins: " + measure.kind());
    };
  }

  private void gather(long entity, CellCounts from, Distribution into) {
    into.clear();
    for (long cell = cells.first(entity); cell != 0; cell = cells.next(cell)) {
      long amount = from.amount(cell);
      if (amount != 0) {
        into.add(cells.value(cell), amount);
      }
    }
  }

  private double rarity(long entity, long current) {
    long cell = cells.find(entity, current);
    long amount = cell == 0 ? 0 : counts.amount(cell);
    return amount == 0 ? Double.NaN : -StrictMath.log((double) amount / counts.total(entity));
  }

  private double fromWindow(long entity, CellCounts window) {
    gather(entity, window, other);
    if (own.total() == 0 || other.total() == 0) {
      return Double.NaN;
    }
    return Divergence.of(
        measure.kind() == GroupKind.DIVERGENCE_L1,
        Math.max(own.size(), other.size()),
        bin -> (double) own.amount(bin) / own.total(),
        bin -> (double) other.amount(bin) / other.total());
  }

  private double fromTable() {
    if (own.total() == 0) {
      return Double.NaN;
    }
    return Divergence.of(
        measure.kind() == GroupKind.DIVERGENCE_L1,
        Math.max(own.size(), measure.table().size()),
        bin -> (double) own.amount(bin) / own.total(),
        bin -> bin < measure.table().size() ? measure.table().get(bin) : 0);
  }
}
