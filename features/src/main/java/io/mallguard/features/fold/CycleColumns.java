package io.mallguard.features.fold;

import io.mallguard.features.graph.CyclePayment;
import io.mallguard.features.graph.CycleSearch;
import io.mallguard.features.graph.MoneyCycle;
import io.mallguard.features.graph.MoneyEdges;
import io.mallguard.features.graph.MoneyPath;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphRead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Columns read from one cycle search, which is made once per event, and the payments it found: a
 * copy, as the edges themselves move on when the event is taken in. One owner thread.
 */
final class CycleColumns {
  private static final double MILLIS_PER_SECOND = 1000;
  private static final int FIELDS = 6;

  private final CycleSearch search;
  private final GraphColumns columns;
  private final long[] payments = new long[FIELDS * 8];
  private int hops;
  private long durationMillis;
  private long closingMinor;

  CycleColumns(MoneyEdges edges, GraphColumns columns) {
    this.search =
        new CycleSearch(edges, ((GraphRead.Cycle) columns.all().get(0).read()).settings());
    this.columns = columns;
  }

  GraphColumns columns() {
    return columns;
  }

  /** There is another event at hand. */
  void forget() {
    hops = 0;
  }

  /**
   * Searches and fills the columns.
   *
   * @return whether the search ran out of its budget
   */
  boolean read(long payerKey, long payeeKey, long amountMinor, long nowMillis, double[] into) {
    search.find(payerKey, payeeKey, amountMinor, nowMillis);
    MoneyPath path = search.path();
    for (int i = 0; i < columns.all().size(); i++) {
      Column.Graph column = columns.all().get(i);
      into[column.index()] = value((GraphRead.Cycle) column.read(), path);
    }
    keep(path);
    closingMinor = amountMinor;
    return search.isCut();
  }

  private static double value(GraphRead.Cycle read, MoneyPath path) {
    boolean found = path.durationMillis() < read.withinMillis();
    return switch (read.what()) {
      case CLOSED -> found ? 1 : 0;
      case SHOPS_ON_CYCLE -> found ? path.tags() : 0;
      case HOPS -> found ? path.hops() : Double.NaN;
      case DURATION -> found ? path.durationMillis() / MILLIS_PER_SECOND : Double.NaN;
      case AMOUNT_SUM -> found ? path.amountSumMinor() : Double.NaN;
      case BOTTLENECK_RATIO -> found ? path.bottleneckRatio() : Double.NaN;
    };
  }

  private void keep(MoneyPath path) {
    hops = path.hops();
    durationMillis = path.durationMillis();
    for (int i = 0; i < hops; i++) {
      int at = FIELDS * i;
      payments[at] = path.sequence(i);
      payments[at + 1] = path.timeMillis(i);
      payments[at + 2] = path.payerKey(i);
      payments[at + 3] = path.payeeKey(i);
      payments[at + 4] = path.amountMinor(i);
      payments[at + 5] = path.tag(i);
    }
  }

  /** The cycle that a column tells of; none if it is not read from here. */
  Optional<MoneyCycle> cycle(int column) {
    boolean tells =
        hops > 0
            && columns.all().stream()
                .filter(c -> c.index() == column)
                .anyMatch(c -> durationMillis < ((GraphRead.Cycle) c.read()).withinMillis());
    return tells
        ? Optional.of(new MoneyCycle(payments(), closingMinor, durationMillis))
        : Optional.empty();
  }

  private List<CyclePayment> payments() {
    List<CyclePayment> found = new ArrayList<>();
    for (int i = 0; i < hops; i++) {
      int at = FIELDS * i;
      found.add(
          new CyclePayment(
              payments[at],
              payments[at + 1],
              payments[at + 2],
              payments[at + 3],
              payments[at + 4],
              payments[at + 5]));
    }
    return found;
  }
}
