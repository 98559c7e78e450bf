package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.truth.Typology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Founds rings: how large and careful they are, after whom they come. One owner thread. */
final class Founding {
  private static final long RING = 'u';
  private static final long SPREAD = 'U';
  private static final long RINGS_OF_A_KIND = 1_000_000;
  private static final double AGING_DAYS = 60;
  private static final double SAME_PEOPLE = 0.9;

  private static final int MEDIAN_ACCOUNTS = 12;
  private static final double ACCOUNTS_DEVIATION = 1.53;
  private static final int LEAST_ACCOUNTS = 3;
  private static final int MOST_ACCOUNTS = 600;

  /** Nobody has more accounts than there is work for in a small mall. */
  private static final int MOST_ACCOUNTS_PER_1000_BUYERS = 3;

  private final Mall mall;
  private final Drift drift;
  private final Recruiting recruiting;
  private final List<Ring> rings = new ArrayList<>();
  private final Map<Long, Evenly> spreads = new HashMap<>();

  Founding(Mall mall, Drift drift, Recruiting recruiting) {
    this.mall = mall;
    this.drift = drift;
    this.recruiting = recruiting;
  }

  /** A ring, or lone offender, by its number. */
  Ring ring(int number) {
    return rings.get(number);
  }

  /** Rings and lone offenders so far. */
  int count() {
    return rings.size();
  }

  /**
   * The next ring of a typology, or lone offender. They are spread each among themselves and drawn
   * by their place among them, so that malls that differ in something else have the same ones.
   */
  Ring found(Typology typology, int day, boolean isLone) {
    long kind = 2 * typology.number() + (isLone ? 1 : 0);
    Evenly spread = spreads.computeIfAbsent(kind, k -> new Evenly(mall.chance(SPREAD, k)));
    Chance chance = mall.chance(RING, RINGS_OF_A_KIND * kind + spread.drawn());
    Evenly.Pair shares = spread.next();
    double discipline = drift.discipline(Math.max(0, day), Evenly.beta22(shares.first()));
    double aging = AGING_DAYS * discipline * chance.uniform();
    int lastDay = day + (int) aging + 25 + (int) chance.exponential(35);
    Ring ring =
        new Ring(
            rings.size(),
            typology,
            isLone,
            discipline,
            drift.devices(Math.max(0, day), chance),
            lastDay,
            drift.ordersOfOthers(typology, day),
            chance);
    predecessor(typology, chance).ifPresent(ring::follows);
    rings.add(ring);
    equip(ring, isLone ? 1 : size(shares.second()), day, chance);
    if (day > 0) {
      ring.waitUntil(mall.days().startMillis(day) + (long) (aging * Days.DAY_MILLIS));
    }
    return ring;
  }

  /** Who did the same before, often the same people. */
  private Optional<Ring> predecessor(Typology typology, Chance chance) {
    List<Ring> older = rings.stream().filter(ring -> ring.typology() == typology).toList();
    return older.isEmpty() || !chance.happens(SAME_PEOPLE)
        ? Optional.empty()
        : Optional.of(older.get(chance.below(older.size())));
  }

  private void equip(Ring ring, int size, int day, Chance chance) {
    Typology typology = ring.typology();
    if (ring.ownsAccounts()) {
      for (int i = 0; i < size || ring.accounts().isEmpty(); i++) {
        recruiting.addAccount(ring, drift, day);
      }
    }
    boolean needsShop =
        typology == Typology.T1
            || typology == Typology.T3
            || typology == Typology.T4
            || (typology == Typology.T2 && !ring.isLone() && chance.happens(0.5));
    int shops = needsShop ? 1 + Math.min(3, chance.poisson(0.5)) : 0;
    for (int i = 0; i < shops; i++) {
      recruiting.addShop(ring, drift, day);
    }
  }

  /** How many accounts a ring has that a share of all rings is smaller than. */
  private int size(double share) {
    int inSmallMall = mall.plan().size().buyers() * MOST_ACCOUNTS_PER_1000_BUYERS / 1000;
    int most = Math.max(MEDIAN_ACCOUNTS, Math.min(MOST_ACCOUNTS, inSmallMall));
    double accounts = MEDIAN_ACCOUNTS * StrictMath.exp(ACCOUNTS_DEVIATION * Evenly.normal(share));
    return (int) Math.max(LEAST_ACCOUNTS, Math.min(most, accounts));
  }
}
