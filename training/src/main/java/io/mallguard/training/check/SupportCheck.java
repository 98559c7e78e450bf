package io.mallguard.training.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Whatever a fraudulent order looks like, honest ones do too: in nearly every class of a
 * categorical field, an amount or an hour that fraud occupies there is five times as much honesty.
 */
final class SupportCheck implements Check {
  private static final double TIMES = 5;
  private static final double LEAST_SHARE = 0.95;

  @Override
  public String name() {
    return "support";
  }

  @Override
  public List<Finding> run(Sample sample) {
    double worst = 1;
    String where = "";
    for (Field field : fields()) {
      Map<Long, double[]> classes = classes(sample, field);
      double all = 0;
      double supported = 0;
      for (double[] one : classes.values()) {
        all += one[1] > 0 ? 1 : 0;
        supported += one[1] > 0 && one[0] >= TIMES * one[1] ? 1 : 0;
      }
      double share = all == 0 ? 1 : supported / all;
      if (share < worst) {
        worst = share;
        where = field.name + ", " + (int) (all - supported) + " of " + (int) all + " classes";
      }
    }
    String reason = where.isEmpty() ? "every class of every field" : "least in " + where;
    return List.of(
        Finding.of(
            "classes that fraud shares with honest orders",
            worst,
            Band.atLeast(LEAST_SHARE),
            reason));
  }

  private record Field(String name, ToLongFunction<OrderFacts> classOf) {}

  private static List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < OrderFacts.WORDS.size(); i++) {
      int word = i;
      fields.add(new Field(OrderFacts.WORDS.get(i), facts -> facts.words().get(word)));
    }
    fields.add(new Field("hour", OrderFacts::hour));
    fields.add(
        new Field("amount", facts -> (long) (2 * StrictMath.log(facts.amountMinor() + 1.0))));
    return fields;
  }

  /** Honest and fraudulent orders of each class. */
  private static Map<Long, double[]> classes(Sample sample, Field field) {
    Map<Long, double[]> classes = new HashMap<>();
    for (int i = 0; i < sample.size(); i++) {
      Sample.Order order = sample.order(i);
      long key = field.classOf.applyAsLong(order.facts());
      classes.computeIfAbsent(key, k -> new double[2])[order.isFraud() ? 1 : 0] += order.counts();
    }
    return classes;
  }
}
