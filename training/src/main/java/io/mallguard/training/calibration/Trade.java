package io.mallguard.training.calibration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders and cancellations of some days. Times are local. Immutable.
 *
 * @param name whose trade it is
 * @param first its first day
 * @param end the day after its last
 * @param orders by time
 * @param cancellations by time: credit notes, or requests for a refund
 */
record Trade(
    String name, LocalDate first, LocalDate end, List<Deal> orders, List<Deal> cancellations) {
  private static final long DAY_MILLIS = 86_400_000L;

  /**
   * One order, or one cancellation.
   *
   * @param customer who, 0 where nobody knows
   * @param atMillis when, epoch milliseconds of local time taken for UTC
   * @param minor how much, above 0
   */
  record Deal(long customer, long atMillis, long minor) {
    int hour() {
      return (int) (Math.floorMod(atMillis, DAY_MILLIS) / 3_600_000L);
    }

    LocalDate day() {
      return LocalDate.ofEpochDay(Math.floorDiv(atMillis, DAY_MILLIS));
    }

    boolean isNamed() {
      return customer != 0;
    }
  }

  /** Sorts by time. */
  Trade {
    orders = orders.stream().sorted(Comparator.comparingLong(Deal::atMillis)).toList();
    cancellations =
        cancellations.stream().sorted(Comparator.comparingLong(Deal::atMillis)).toList();
  }

  /** What happened from a day to the day before another one. */
  Trade between(LocalDate from, LocalDate to) {
    return new Trade(name, from, to, cut(orders, from, to), cut(cancellations, from, to));
  }

  private static List<Deal> cut(List<Deal> deals, LocalDate from, LocalDate to) {
    long start = from.toEpochDay() * DAY_MILLIS;
    long stop = to.toEpochDay() * DAY_MILLIS;
    return deals.stream().filter(d -> d.atMillis >= start && d.atMillis < stop).toList();
  }

  /** The orders of those customers who are known, each customer's by time. */
  Map<Long, List<Deal>> byCustomer() {
    Map<Long, List<Deal>> found = new HashMap<>();
    for (Deal order : orders) {
      if (order.isNamed()) {
        found.computeIfAbsent(order.customer, c -> new ArrayList<>()).add(order);
      }
    }
    return found;
  }
}
