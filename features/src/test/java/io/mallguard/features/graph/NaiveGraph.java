package io.mallguard.features.graph;

import io.mallguard.features.graph.NaiveCycles.Edge;
import io.mallguard.features.graph.Payments.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The graph features of {@link GraphFeaturesTest}, from the facts alone. */
final class NaiveGraph {
  private static final long WINDOW = 12 * Payments.HOUR;

  private final NaiveCycles cycles = new NaiveCycles(new CycleSettings(3, 850, 1100, 1), WINDOW, 4);
  private final NaiveCycles direct = new NaiveCycles(new CycleSettings(1, 800, 1000, 1), WINDOW, 4);
  private static final long DAY = 24 * Payments.HOUR;
  private static final Components.Of VALUES = Components.Of.VALUES;

  private final NaiveComponents components =
      new NaiveComponents(
          2 * DAY,
          3,
          List.of(
              new Components.Sum(VALUES, WINDOW, Payments.HOUR),
              new Components.Sum(VALUES, DAY, 6 * Payments.HOUR),
              new Components.Sum(VALUES, DAY, Payments.HOUR),
              new Components.Sum(Components.Of.NEW_ACCOUNTS, 6 * Payments.HOUR, Payments.HOUR)));
  private final Map<Long, Long> owners = new HashMap<>();
  private final List<Fact> purchases = new ArrayList<>();
  private List<Edge> path = List.of();
  private int closed;
  private int bursts;
  private int joined;

  /** The payments that the last fact's cycle of 12 hours is made of. */
  List<Edge> path() {
    return path;
  }

  int closed() {
    return closed;
  }

  int joined() {
    return joined;
  }

  int bursts() {
    return bursts;
  }

  /** What the row of an event must say; all missing for types that are not scored. */
  double[] next(Fact fact) {
    Edge edge = edge(fact);
    path = List.of();
    double[] row = new double[19];
    java.util.Arrays.fill(row, Double.NaN);
    boolean scored = fact.type().equals("order") || fact.type().equals("transfer");
    if (scored && edge != null) {
      readCycles(edge, row);
    }
    boolean purchase = fact.type().equals("order") || fact.type().equals("refund");
    if (fact.type().equals("order")) {
      row[10] = burst(fact);
    }
    if (purchase) {
      purchases.add(fact);
    }
    if (fact.type().equals("order")) {
      row[9] = burst(fact);
      bursts += row[9] > 0 ? 1 : 0;
    }
    if (scored) {
      readComponents(fact, row);
    }
    takeLinks(fact);
    if (scored) {
      row[12] = size(fact);
    }
    readStaged(fact, row);
    if (edge != null) {
      cycles.add(edge);
      direct.add(edge);
    }
    if (fact.type().equals("shop_opened")) {
      owners.put(fact.other(), fact.account());
    }
    return row;
  }

  /** What earlier orders and refunds of the shop had found. */
  private record Seen(Fact fact, boolean closed, double burst) {}

  private final List<Seen> seen = new ArrayList<>();
  private double cyclesSeen;

  double cyclesSeen() {
    return cyclesSeen;
  }

  private void readStaged(Fact fact, double[] row) {
    boolean order = fact.type().equals("order");
    List<Seen> ofShop =
        seen.stream()
            .filter(s -> s.fact().other() == fact.other())
            .filter(s -> s.fact().timeMillis() > fact.timeMillis() - DAY)
            .toList();
    if (order) {
      row[17] = ofShop.stream().filter(Seen::closed).count();
      cyclesSeen += row[17];
      row[18] =
          ofShop.stream()
              .filter(s -> !Double.isNaN(s.burst()))
              .mapToDouble(s -> StrictMath.floor(1000.0 * s.burst()))
              .max()
              .orElse(Double.NaN);
    }
    if (order || fact.type().equals("refund")) {
      seen.add(new Seen(fact, !closedBy(fact).isEmpty(), order ? row[10] : Double.NaN));
    }
  }

  /** The best path of 12 hours that a payment closes, scored or not. */
  private List<Edge> closedBy(Fact fact) {
    Edge q = edge(fact);
    return q == null
        ? List.of()
        : cycles.find(Set.of(q.payer()), Set.of(q.payee()), q.amount(), q.timeMillis());
  }

  private @org.jspecify.annotations.Nullable Edge edge(Fact fact) {
    long owner = owners.getOrDefault(fact.other(), 0L);
    long payer = fact.account();
    long payee = fact.other();
    long tag = 0;
    switch (fact.type()) {
      case "order" -> {
        payee = fact.paid() ? owner : 0;
        tag = fact.other();
      }
      case "refund" -> {
        payer = owner;
        payee = fact.account();
        tag = fact.other();
      }
      case "transfer" -> tag = 0;
      default -> payee = 0;
    }
    return payer == 0 || payee == 0
        ? null
        : new Edge(fact.sequence(), fact.timeMillis(), payer, payee, fact.amountMinor(), tag);
  }

  private void readCycles(Edge q, double[] row) {
    path = cycles.find(Set.of(q.payer()), Set.of(q.payee()), q.amount(), q.timeMillis());
    long duration = path.isEmpty() ? Long.MAX_VALUE : q.timeMillis() - path.get(0).timeMillis();
    boolean soon = duration < 3 * Payments.HOUR;
    boolean found = !path.isEmpty();
    closed += found ? 1 : 0;
    row[0] = soon ? 1 : 0;
    row[1] = found ? 1 : 0;
    row[2] = soon ? path.size() : Double.NaN;
    row[3] = found ? path.size() : Double.NaN;
    row[7] = path.stream().map(Edge::tag).filter(tag -> tag != 0).distinct().count();
    if (found) {
      long sum = path.stream().mapToLong(Edge::amount).sum() + q.amount();
      long least = Math.min(q.amount(), path.stream().mapToLong(Edge::amount).min().orElseThrow());
      row[4] = duration / 1000.0;
      row[5] = sum;
      row[6] = (double) least / path.get(0).amount();
    }
    List<Edge> back = direct.find(Set.of(q.payer()), Set.of(q.payee()), q.amount(), q.timeMillis());
    row[8] = back.isEmpty() ? Double.NaN : back.size();
  }

  private long size(Fact fact) {
    return components.members(fact.account(), fact.timeMillis()).size();
  }

  private void readComponents(Fact fact, double[] row) {
    long now = fact.timeMillis();
    row[11] = size(fact);
    joined += row[11] > 1 ? 1 : 0;
    row[13] = components.sum(0, fact.account(), now);
    row[14] = components.topShare(1, fact.account(), now);
    row[15] = components.sum(2, fact.account(), now);
    row[16] = components.sum(3, fact.account(), now);
  }

  /** Shops are links above 100, accounts that are links above 1,000. */
  private void takeLinks(Fact fact) {
    long now = fact.timeMillis();
    long account = fact.account();
    boolean order = fact.type().equals("order");
    boolean transfer = fact.type().equals("transfer");
    if (order || fact.type().equals("refund")) {
      components.link(account, fact.other(), now);
    }
    long owner = owners.getOrDefault(fact.other(), 0L);
    if (order && owner > 0) {
      components.link(account, 1000 + owner, now);
    }
    if (transfer && fact.other() > 0) {
      components.link(account, 1000 + fact.other(), now);
    }
    if (transfer || (order && fact.paid())) {
      long group = order ? fact.other() : 1000 + account;
      components.add(0, account, group, fact.amountMinor(), now);
      components.add(1, account, group, fact.amountMinor(), now);
      components.add(2, account, group, 1, now);
    }
  }

  private double burst(Fact now) {
    long tick = now.timeMillis() / Payments.HOUR;
    long s = purchases.stream().filter(p -> isSame(p, now)).count();
    long all = purchases.size();
    long inTick = purchases.stream().filter(p -> p.timeMillis() / Payments.HOUR == tick).count();
    long a =
        purchases.stream()
            .filter(p -> isSame(p, now) && p.timeMillis() / Payments.HOUR == tick)
            .count();
    if (inTick == all) {
      return Double.NaN;
    }
    double d = a * all - s * inTick;
    return d <= 0 ? 0 : d / ((double) s * inTick) * (d / (all - inTick));
  }

  private static boolean isSame(Fact one, Fact other) {
    return one.account() == other.account() && one.other() == other.other();
  }
}
