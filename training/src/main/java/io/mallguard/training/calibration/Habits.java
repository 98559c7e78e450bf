package io.mallguard.training.calibration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How people trade, free of currency and size of the shop: values are multiples of the median
 * order's, times are hours. Immutable.
 *
 * @param trade whose
 * @param values of orders
 * @param perDay orders of the days that have any
 * @param perCustomer orders of each customer
 * @param spent value of each customer's orders
 * @param gaps between two orders of a customer
 * @param cancelled values of cancellations
 * @param lags from a customer's latest order to the cancellation
 * @param cancellers share of the customers with an order who cancel
 */
record Habits(
    Trade trade,
    Shares values,
    Shares perDay,
    Shares perCustomer,
    Shares spent,
    Shares gaps,
    Shares cancelled,
    Shares lags,
    double cancellers) {
  private static final double HOUR_MILLIS = 3_600_000;

  static Habits of(Trade trade) {
    double median = Shares.of(trade.orders(), Trade.Deal::minor).quantile(0.5);
    Map<Long, List<Trade.Deal>> customers = trade.byCustomer();
    List<List<Trade.Deal>> each = List.copyOf(customers.values());
    Set<Long> cancelling = new HashSet<>();
    trade.cancellations().forEach(c -> cancelling.add(c.customer()));
    cancelling.retainAll(customers.keySet());
    return new Habits(
        trade,
        Shares.of(trade.orders(), o -> o.minor() / median),
        Shares.of(List.copyOf(days(trade).values()), n -> n),
        Shares.of(each, List::size),
        Shares.of(each, orders -> orders.stream().mapToDouble(Trade.Deal::minor).sum()),
        gaps(each),
        Shares.of(trade.cancellations(), c -> c.minor() / median),
        lags(trade, customers),
        (double) cancelling.size() / customers.size());
  }

  private static Map<Long, Integer> days(Trade trade) {
    Map<Long, Integer> days = new TreeMap<>();
    trade.orders().forEach(o -> days.merge(o.day().toEpochDay(), 1, Integer::sum));
    return days;
  }

  private static Shares gaps(List<List<Trade.Deal>> customers) {
    List<Double> gaps = new ArrayList<>();
    for (List<Trade.Deal> orders : customers) {
      for (int i = 1; i < orders.size(); i++) {
        gaps.add((orders.get(i).atMillis() - orders.get(i - 1).atMillis()) / HOUR_MILLIS);
      }
    }
    return Shares.of(gaps, gap -> gap);
  }

  private static Shares lags(Trade trade, Map<Long, List<Trade.Deal>> customers) {
    List<Double> lags = new ArrayList<>();
    for (Trade.Deal cancellation : trade.cancellations()) {
      List<Trade.Deal> orders = customers.getOrDefault(cancellation.customer(), List.of());
      int latest = orders.size() - 1;
      while (latest >= 0 && orders.get(latest).atMillis() > cancellation.atMillis()) {
        latest--;
      }
      if (latest >= 0) {
        lags.add((cancellation.atMillis() - orders.get(latest).atMillis()) / HOUR_MILLIS);
      }
    }
    return Shares.of(lags, lag -> lag);
  }

  /** Standard deviation of the natural logarithm of an order's value. */
  double logDeviation() {
    return values.of(Math::log).deviation();
  }

  /** Cancellations per order. */
  double cancellationRate() {
    return (double) trade.cancellations().size() / trade.orders().size();
  }

  /** Value of cancellations per value of orders. */
  double cancelledValueRate() {
    return sum(trade.cancellations()) / sum(trade.orders());
  }

  private static double sum(List<Trade.Deal> deals) {
    return deals.stream().mapToDouble(Trade.Deal::minor).sum();
  }
}
