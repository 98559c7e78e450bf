package io.mallguard.training.check;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.training.truth.Truth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The graph must look like one of people, and fraud must lie inside it: how much fraudulent and
 * honest orders overlap in the columns of components, circles and dense blocks; and the shape of
 * who trades with and pays whom.
 *
 * <p>Aaron Clauset, Cosma Shalizi, Mark Newman, <i>Power-law distributions in empirical data</i>,
 * SIAM Review 51, 2009. Kwang-Il Goh, Albert-László Barabási, <i>Burstiness and memory in complex
 * systems</i>, EPL 81, 2008.
 */
record GraphCheck(EventFolder events, Truth truth) implements Check {
  private static final List<String> COLUMNS =
      List.of(
          "group_accounts",
          "shop_cycles_per_order_7d",
          "buyer_dense_block_density_7d",
          "buyer_tensor_density_7d",
          "shop_core_7d");

  /** Most exponents of degrees that are found in the world lie there (Clauset, 2009). */
  private static final Band EXPONENT = Band.between(2, 3);

  /** Chance alone gives 0, people are above (Goh and Barabási, 2008). */
  private static final Band BURSTINESS = Band.between(0, 1);

  @Override
  public String name() {
    return "graph";
  }

  @Override
  public List<Finding> run(Sample sample) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (String name : COLUMNS) {
      int column = sample.columns().indexOf(name);
      findings.add(
          column < 0
              ? Finding.unknown(title(name), "the spec has no such column")
              : overlap(sample, name, column));
    }
    findings.addAll(trade());
    findings.addAll(payments());
    return findings;
  }

  private static String title(String name) {
    return "overlap of fraud and honesty in " + name;
  }

  /** What two histograms have in common, each class twice as wide as the one before. */
  static Finding overlap(Sample sample, String name, int column) {
    Map<Integer, double[]> classes = new HashMap<>();
    double[] sums = new double[2];
    for (int i = 0; i < sample.size(); i++) {
      Sample.Order order = sample.order(i);
      int kind = order.isFraud() ? 1 : 0;
      int number = numberOf(order.row()[column]);
      classes.computeIfAbsent(number, c -> new double[2])[kind] += order.counts();
      sums[kind] += order.counts();
    }
    double common = 0;
    for (double[] one : classes.values()) {
      common += Math.min(one[0] / sums[0], one[1] / sums[1]);
    }
    double[] none = classes.getOrDefault(Integer.MIN_VALUE, new double[2]);
    String words =
        String.format(
            "in %d classes; missing or zero in %.2f of honest and %.2f of fraudulent orders",
            classes.size(), none[0] / sums[0], none[1] / sums[1]);
    return Finding.info(title(name), common, words);
  }

  private static int numberOf(double value) {
    return Double.isNaN(value) || value <= 0 ? Integer.MIN_VALUE : Math.getExponent(value);
  }

  private List<Finding> trade() throws IOException {
    TradeShape shape = new TradeShape();
    EventType type = events.schema().eventType("order").orElseThrow();
    try (EventReader orders = events.read(List.of(type))) {
      while (orders.advance()) {
        Event order = orders.current().event();
        boolean isFraud = truth.of(type.index(), order.ownId()).isFraud();
        shape.order(
            OrderFacts.buyer(order), id(order, "shop_id"), order.occurredAtMillis(), isFraud);
      }
    }
    return List.of(
        Finding.of(
            "degree exponent of shops by buyers",
            Degrees.exponent(shape.buyersOfShops()),
            EXPONENT,
            "degrees from " + Degrees.LEAST),
        Finding.of(
            "burstiness of accounts' orders, mean",
            shape.burstiness(false),
            BURSTINESS,
            Band.number(shape.burstiness(true)) + " of those with fraud"));
  }

  private List<Finding> payments() throws IOException {
    Payments all = new Payments();
    Payments fraud = new Payments();
    EventType type = events.schema().eventType("transfer").orElseThrow();
    try (EventReader transfers = events.read(List.of(type))) {
      while (transfers.advance()) {
        Event transfer = transfers.current().event();
        long from = id(transfer, "from_account_id");
        long to = id(transfer, "to_account_id");
        all.pay(from, to);
        if (truth.of(type.index(), transfer.ownId()).isFraud()) {
          fraud.pay(from, to);
        }
      }
    }
    return List.of(
        Finding.of(
            "degree exponent of accounts by accounts paid or paying",
            Degrees.exponent(all.degrees()),
            EXPONENT,
            "degrees from " + Degrees.LEAST + "; mean " + Band.number(all.meanDegree())),
        Finding.info(
            "reciprocity of payments between accounts",
            all.reciprocity(),
            Band.number(fraud.reciprocity()) + " among fraudulent transfers alone"),
        Finding.info(
            "clustering of accounts that pay each other, mean",
            all.clustering(),
            Band.number(fraud.clustering()) + " among fraudulent transfers alone"));
  }

  private static long id(Event event, String field) {
    return IdHash.of(String.valueOf(event.text(event.type().fieldIndex(field))));
  }
}
