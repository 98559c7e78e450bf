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
  private final Map<Long, Long> owners = new HashMap<>();
  private final List<Fact> purchases = new ArrayList<>();
  private int closed;
  private int bursts;

  int closed() {
    return closed;
  }

  int bursts() {
    return bursts;
  }

  /** What the row of an event must say; all missing for types that are not scored. */
  double[] next(Fact fact) {
    Edge edge = edge(fact);
    double[] row = new double[11];
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
    if (edge != null) {
      cycles.add(edge);
      direct.add(edge);
    }
    if (fact.type().equals("shop_opened")) {
      owners.put(fact.other(), fact.account());
    }
    return row;
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
    List<Edge> path = cycles.find(Set.of(q.payer()), Set.of(q.payee()), q.amount(), q.timeMillis());
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
