package io.mallguard.training.check;

import io.mallguard.training.evaluation.Ranking;
import io.mallguard.training.simulator.mall.plan.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The same scores by account and by shop. An account is as suspicious as its worst order of 30
 * days, a shop as the mean of its orders of a month, few orders counting less. A shop cheats in a
 * month if a ring cashes out through it more than once: those who abuse refunds (T2, and T3 where
 * it lets refunds go elsewhere) or buy gift cards (T5) take any shop, whose owner knows nothing.
 */
final class Parties {
  private static final long THIRTY_DAYS_MILLIS = 30 * 86_400_000L;
  private static final int REVIEWED = 50;

  private static final Set<String> THROUGH_SHOPS = Set.of("T1", "T3", "T4", "T8");

  /** So many orders of one ring in a month are no accident. */
  private static final int OFTEN = 2;

  /** A shop is trusted with so many ordinary orders before its own count. */
  private static final double PRIOR_ORDERS = 5;

  private Parties() {}

  static List<Finding> findings(Scored scored, Level level) {
    Finding accounts = Target.ACCOUNT.at(level, accounts(scored), "");
    double cheating = perMonth(scored, Party::isCashedThrough);
    String counted =
        String.format(
            "%.0f shops with cash-out a month: at most %.2f; %.0f with any fraud, refunds and gift"
                + " cards included",
            cheating, Math.min(1, cheating / REVIEWED), perMonth(scored, party -> party.fraud > 0));
    Finding shops = Target.SHOP.at(level, shopPrecision(scored), counted);
    return List.of(
        accounts.because(Why.outside(accounts, scored, Parties::accounts)),
        shops.because(Why.outside(shops, scored, Parties::shopPrecision)));
  }

  private static double shopPrecision(Scored scored) {
    double found = 0;
    List<List<Party>> months = shops(scored);
    for (List<Party> month : months) {
      List<Party> ranked = new ArrayList<>(month);
      ranked.sort(Comparator.comparingDouble(party -> -party.shopScore()));
      found += ranked.stream().limit(REVIEWED).filter(Party::isCashedThrough).count();
    }
    return found / REVIEWED / months.size();
  }

  private static double perMonth(Scored scored, Predicate<Party> wanted) {
    List<List<Party>> months = shops(scored);
    double count = 0;
    for (List<Party> month : months) {
      count += month.stream().filter(wanted).count();
    }
    return count / months.size();
  }

  private static final class Party {
    private double worst = Double.NEGATIVE_INFINITY;
    private double sum;
    private double orders;
    private int fraud;
    private final Map<String, Integer> through = new HashMap<>();
    private int counts = 1;

    void take(double score, Sample.Order order) {
      worst = Math.max(worst, score);
      sum += order.counts() / (1 + Math.exp(-score));
      orders += order.counts();
      fraud += order.isFraud() ? 1 : 0;
      if (THROUGH_SHOPS.contains(order.note().typology())) {
        through.merge(order.group(), 1, Integer::sum);
      }
      counts = order.counts();
    }

    boolean isCashedThrough() {
      return through.values().stream().anyMatch(orders -> orders >= OFTEN);
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
