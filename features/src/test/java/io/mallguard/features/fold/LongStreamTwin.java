package io.mallguard.features.fold;

import io.mallguard.features.expression.LogBins;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What {@link LongStreamTest} expects: keeps the newest entries per key in a plain queue and looks
 * at all of them for every feature.
 */
final class LongStreamTwin {
  static final long MINUTE = 60_000L;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;
  static final long TTL = 40 * DAY;
  private static final long CUSTOMER_REACH = 8 * DAY;

  private final int maxEntries;
  private final Map<Integer, Key> customers = new HashMap<>();
  private final Map<Integer, Key> terminals = new HashMap<>();
  private final Map<String, Payment> byId = new HashMap<>();
  private boolean truncated;

  /** A payment; the mark is set later. */
  static final class Payment {
    final long timeMillis;
    final int customer;
    final int terminal;
    final long amountMinor;
    boolean fraud;

    Payment(long timeMillis, int customer, int terminal, long amountMinor) {
      this.timeMillis = timeMillis;
      this.customer = customer;
      this.terminal = terminal;
      this.amountMinor = amountMinor;
    }
  }

  /** What is kept of an entity. */
  private static final class Key {
    final Deque<Payment> payments = new ArrayDeque<>();
    final TreeMap<Long, Long> spans = new TreeMap<>();
    final Map<Integer, Integer> everSeen = new HashMap<>();
    long lastMillis;
    long count;
    long truncatedUntil = Long.MIN_VALUE;
  }

  LongStreamTwin(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  void mark(String id, boolean fraud) {
    Payment payment = byId.get(id);
    if (payment != null) {
      payment.fraud = fraud;
    }
  }

  void absorb(String id, Payment payment) {
    byId.put(id, payment);
    Key customer = customers.get(payment.customer);
    if (customer == null || customer.lastMillis < payment.timeMillis - TTL) {
      customer = new Key();
      customers.put(payment.customer, customer);
    }
    add(customer, payment, CUSTOMER_REACH);
    Key terminal = terminals.computeIfAbsent(payment.terminal, k -> new Key());
    add(terminal, payment, HOUR);
    terminal.count++;
    terminal.everSeen.merge(payment.customer, 1, Integer::sum);
    long end = Math.floorDiv(payment.timeMillis, HOUR) * HOUR + HOUR;
    terminal.spans.headMap(payment.timeMillis - DAY, true).clear();
    if (!terminal.spans.containsKey(end) && terminal.spans.size() == maxEntries) {
      terminal.truncatedUntil = Math.max(terminal.truncatedUntil, terminal.spans.firstKey() + DAY);
      terminal.spans.pollFirstEntry();
    }
    terminal.spans.merge(end, payment.amountMinor, Long::sum);
  }

  private void add(Key key, Payment payment, long reachMillis) {
    key.lastMillis = payment.timeMillis;
    key.payments.addLast(payment);
    while (key.payments.getFirst().timeMillis <= payment.timeMillis - reachMillis) {
      key.payments.removeFirst();
    }
    if (key.payments.size() > maxEntries) {
      long until = key.payments.removeFirst().timeMillis + reachMillis;
      key.truncatedUntil = Math.max(key.truncatedUntil, until);
    }
  }

  boolean truncated() {
    return truncated;
  }

  double[] row(Payment now) {
    Key customer = customers.get(now.customer);
    boolean known = customer != null && customer.lastMillis >= now.timeMillis - TTL;
    Key ofCustomer = known && customer != null ? customer : new Key();
    Key terminal = terminals.getOrDefault(now.terminal, new Key());
    truncated =
        ofCustomer.truncatedUntil > now.timeMillis || terminal.truncatedUntil > now.timeMillis;
    List<Payment> minute = in(ofCustomer, now, MINUTE, 0);
    List<Payment> tenMinutes = in(ofCustomer, now, 10 * MINUTE, 0);
    List<Payment> hour = in(ofCustomer, now, HOUR, 0);
    List<Payment> day = in(ofCustomer, now, DAY, 0);
    List<Payment> weekAgo = in(ofCustomer, now, DAY, 7 * DAY);
    List<Payment> atTerminal = in(terminal, now, HOUR, 0);
    return new double[] {
      minute.size(),
      sum(tenMinutes),
      std(hour),
      hour.stream().mapToDouble(p -> p.amountMinor).max().orElse(Double.NaN),
      day.stream().mapToDouble(p -> p.amountMinor).min().orElse(Double.NaN),
      groups(hour).size(),
      day.isEmpty() ? Double.NaN : (double) largest(day) / day.size(),
      entropy(day),
      groups(tenMinutes).getOrDefault(now.terminal, 0),
      hour.isEmpty() ? Double.NaN : hour.get(hour.size() - 1).amountMinor,
      day.isEmpty() ? Double.NaN : (now.timeMillis - day.get(0).timeMillis) / 1000.0,
      median(hour),
      weekAgo.isEmpty() ? Double.NaN : (double) count(weekAgo, p -> p.fraud) / weekAgo.size(),
      terminal.count,
      terminal.everSeen.size(),
      atTerminal.stream().mapToDouble(p -> p.amountMinor).max().orElse(Double.NaN),
      terminal.spans.tailMap(now.timeMillis - DAY, false).values().stream()
          .mapToLong(Long::longValue)
          .sum()
    };
  }

  private static List<Payment> in(Key key, Payment now, long lengthMillis, long delayMillis) {
    long end = now.timeMillis - delayMillis;
    List<Payment> inside = new ArrayList<>();
    for (Payment payment : key.payments) {
      if (payment.timeMillis > end - lengthMillis && payment.timeMillis <= end) {
        inside.add(payment);
      }
    }
    return inside;
  }

  private static long count(List<Payment> payments, Predicate<Payment> condition) {
    return payments.stream().filter(condition).count();
  }

  private static long sum(List<Payment> payments) {
    return payments.stream().mapToLong(p -> p.amountMinor).sum();
  }

  private static double std(List<Payment> payments) {
    long n = payments.size();
    if (n < 2) {
      return Double.NaN;
    }
    java.math.BigInteger squares =
        payments.stream()
            .map(p -> java.math.BigInteger.valueOf(p.amountMinor).pow(2))
            .reduce(java.math.BigInteger.ZERO, java.math.BigInteger::add);
    java.math.BigInteger sum = java.math.BigInteger.valueOf(sum(payments));
    java.math.BigInteger spread =
        squares.multiply(java.math.BigInteger.valueOf(n)).subtract(sum.pow(2));
    return Math.sqrt(spread.doubleValue() / (double) (n * (n - 1)));
  }

  private static Map<Integer, Integer> groups(List<Payment> payments) {
    TreeMap<Integer, Integer> groups = new TreeMap<>();
    payments.forEach(p -> groups.merge(p.terminal, 1, Integer::sum));
    return groups;
  }

  private static int largest(List<Payment> payments) {
    return groups(payments).values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private static double entropy(List<Payment> payments) {
    if (payments.isEmpty()) {
      return Double.NaN;
    }
    TreeMap<Integer, Integer> alike = new TreeMap<>();
    groups(payments).values().forEach(c -> alike.merge(c, 1, Integer::sum));
    double sum = 0;
    for (Map.Entry<Integer, Integer> size : alike.entrySet()) {
      sum += (double) ((long) size.getKey() * size.getValue()) * StrictMath.log(size.getKey());
    }
    return StrictMath.log(payments.size()) - sum / payments.size();
  }

  private static double median(List<Payment> payments) {
    if (payments.isEmpty()) {
      return Double.NaN;
    }
    int[] bins = payments.stream().mapToInt(p -> LogBins.of(p.amountMinor)).sorted().toArray();
    return LogBins.middle(bins[(int) Math.ceil(0.5 * bins.length) - 1]);
  }
}
