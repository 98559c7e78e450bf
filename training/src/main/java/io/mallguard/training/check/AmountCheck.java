package io.mallguard.training.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Careful rings pay what the shop's own prices are: first digits and endings as of others. */
final class AmountCheck implements Check {
  private static final double CAREFUL = 0.6;
  private static final double MOST = 0.15;
  private static final int FEWEST = 30;

  @Override
  public String name() {
    return "amounts";
  }

  @Override
  public List<Finding> run(Sample sample) {
    List<Finding> findings = new ArrayList<>();
    findings.add(distance(sample, "first digits", AmountCheck::firstDigit, 10));
    findings.add(distance(sample, "endings", f -> (int) (f.amountMinor() % 1000), 1000));
    return findings;
  }

  private static int firstDigit(OrderFacts facts) {
    long rest = facts.amountMinor();
    while (rest >= 10) {
      rest /= 10;
    }
    return (int) rest;
  }

  private static Finding distance(
      Sample sample, String what, ToIntFunction<OrderFacts> classOf, int classes) {
    String name = "amounts at c > .6 and of others of the shop, " + what + ", KS";
    Set<Long> shops = new HashSet<>();
    for (int i = 0; i < sample.size(); i++) {
      if (isCareful(sample.order(i))) {
        shops.add(sample.order(i).facts().shop());
      }
    }
    double[] careful = new double[classes];
    double[] others = new double[classes];
    for (int i = 0; i < sample.size(); i++) {
      Sample.Order order = sample.order(i);
      int number = classOf.applyAsInt(order.facts());
      if (isCareful(order)) {
        careful[number]++;
      } else if (!order.isFraud() && shops.contains(order.facts().shop())) {
        others[number] += order.counts();
      }
    }
    return finding(name, careful, others);
  }

  private static boolean isCareful(Sample.Order order) {
    return order.isFraud() && order.note().discipline() > CAREFUL;
  }

  private static Finding finding(String name, double[] careful, double[] others) {
    double n = sum(careful);
    double m = sum(others);
    if (n < FEWEST || m < FEWEST) {
      return Finding.unknown(name, "too few orders");
    }
    double largest = 0;
    double gap = 0;
    int most = 0;
    for (int i = 0; i < careful.length; i++) {
      gap += careful[i] / n - others[i] / m;
      boolean isMore = careful[i] / n - others[i] / m > careful[most] / n - others[most] / m;
      most = isMore ? i : most;
      largest = Math.max(largest, Math.abs(gap));
    }
    return Finding.of(
        name,
        largest,
        Band.atMost(MOST),
        String.format(
            "%,.0f and %,.0f orders; most too often: %d, %.3f against %.3f",
            n, m, most, careful[most] / n, others[most] / m));
  }

  private static double sum(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    return sum;
  }
}
