package io.mallguard.training.check;

import io.mallguard.training.evaluation.Ranking;
import io.mallguard.training.simulator.mall.plan.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The same scores by account and by shop. An account is as suspicious as its worst order of 30
 * days, a shop as the mean of its orders of a month, few orders counting less. A shop cheats if
 * cash-out goes through it with its owner's will: those who abuse refunds (T2) or gift cards (T5)
 * take any.
 */
final class Parties {
  private static final long THIRTY_DAYS_MILLIS = 30 * 86_400_000L;
  private static final int REVIEWED = 50;

  private static final Set<String> THROUGH_SHOPS = Set.of("T1", "T3", "T4", "T8");

  /** A shop is trusted with so many ordinary orders before its own count. */
  private static final double PRIOR_ORDERS = 5;

  private Parties() {}

  static List<Finding> findings(Scored scored, Level level) {
    double shops = 0;
    double positives = 0;
    int months = 0;
    for (List<Party> month : shops(scored)) {
      List<Party> ranked = new ArrayList<>(month);
      ranked.sort(Comparator.comparingDouble(party -> -party.shopScore()));
      long cheats = ranked.stream().filter(p -> p.through > 0).count();
      shops +=
          (double) ranked.stream().limit(REVIEWED).filter(p -> p.through > 0).count() / REVIEWED;
      positives += cheats;
      months++;
    }
    String counted =
        String.format(
            "%.0f shops with cash-out a month: at most %.2f",
            positives / months, Math.min(1, positives / months / REVIEWED));
    return List.of(
        Target.ACCOUNT.at(level, accounts(scored), ""),
        Target.SHOP.at(level, shops / months, counted));
  }

  private static final class Party {
    private double worst = Double.NEGATIVE_INFINITY;
    private double sum;
    private double orders;
    private int fraud;
    private int through;
    private int counts = 1;

    void take(double score, Sample.Order order) {
      worst = Math.max(worst, score);
      sum += order.counts() / (1 + Math.exp(-score));
      orders += order.counts();
      fraud += order.isFraud() ? 1 : 0;
      through += THROUGH_SHOPS.contains(order.note().typology()) ? 1 : 0;
      counts = order.counts();
    }

    double shopScore() {
      return sum / (orders + PRIOR_ORDERS);
    }
  }

  private static double accounts(Scored scored) {
    long start = scored.sample().months().days().startMillis(0);
    ToLongFunction<OrderFacts> window =
        facts -> (facts.occurredAtMillis() - start) / THIRTY_DAYS_MILLIS;
    List<Party> accounts =
        parties(scored, facts -> facts.buyer() ^ window.applyAsLong(facts) << 56);
    boolean[] fraud = new boolean[accounts.size()];
    double[] scores = new double[fraud.length];
    int[] counts = new int[fraud.length];
    for (int i = 0; i < fraud.length; i++) {
      fraud[i] = accounts.get(i).fraud > 0;
      scores[i] = accounts.get(i).worst;
      counts[i] = accounts.get(i).counts;
    }
    return new Ranking(scores, fraud).averagePrecision(counts).orElse(0);
  }

  private static List<List<Party>> shops(Scored scored) {
    List<List<Party>> months = new ArrayList<>();
    Months calendar = scored.sample().months();
    for (int month = calendar.testFrom(); month < calendar.count(); month++) {
      int wanted = month;
      List<Party> shops = parties(scored.only(o -> o.month() == wanted), OrderFacts::shop);
      if (!shops.isEmpty()) {
        months.add(shops);
      }
    }
    return months;
  }

  private static List<Party> parties(Scored scored, ToLongFunction<OrderFacts> who) {
    Map<Long, Party> parties = new HashMap<>();
    for (int i = 0; i < scored.rows().length; i++) {
      Sample.Order order = scored.sample().order(scored.rows()[i]);
      parties
          .computeIfAbsent(who.applyAsLong(order.facts()), p -> new Party())
          .take(scored.scores()[i], order);
    }
    return List.copyOf(parties.values());
  }
}
