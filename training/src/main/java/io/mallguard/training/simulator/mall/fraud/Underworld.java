package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.honest.Shopping;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.trade.Order;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Census;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All offenders: sees to it that every day has its share of them, lets them begin, work, learn and
 * end. One owner thread.
 */
public final class Underworld {
  private static final long WORK = 'j';
  private static final long TYPOLOGIES = 16;
  private static final double ORDERS_PER_BUYER_DAY = 3.4 / 30.4;
  private static final double LONE = 0.45;
  private static final double ENDS_IN_BUST_OUT = 0.10;

  /** So long rings that have ended get their money out. */
  private static final int WINDS_UP_DAYS = 10;

  /** Shares of all orders of what is not cash-out. */
  private static final Map<Typology, Double> OTHER_SHARES =
      Map.of(Typology.T6, 0.008, Typology.T7, 0.003, Typology.T9, 0.005, Typology.T10, 0.0005);

  private final Mall mall;
  private final Drift drift;
  private final Camouflage camouflage;
  private final Equipment equipment;
  private final Recruiting recruiting;
  private final Founding founding;
  private final MoneyBack moneyBack;
  private final CircularRefund refunds;
  private final Map<Typology, Job> jobs = new EnumMap<>(Typology.class);
  private final List<Ring> active = new ArrayList<>();
  private final Map<Typology, Tally> tallies = new EnumMap<>(Typology.class);
  private final Map<Typology, Integer> backlog = new EnumMap<>(Typology.class);

  /** The offenders of a mall. */
  public Underworld(Mall mall, Census census, Shopping shopping) {
    this.mall = mall;
    this.drift = new Drift(mall.plan());
    this.camouflage = new Camouflage(mall, shopping);
    Hand hand = new Hand(mall, shopping, camouflage);
    this.equipment = new Equipment(mall);
    this.recruiting = new Recruiting(mall, census, equipment);
    this.founding = new Founding(mall, drift, recruiting);
    this.moneyBack = new MoneyBack(mall);
    this.refunds = new CircularRefund(hand, drift);
    FictitiousTrade trade = new FictitiousTrade(hand, drift);
    jobs.put(Typology.T1, trade);
    jobs.put(Typology.T2, refunds);
    jobs.put(Typology.T3, (ring, orders, day) -> loop(trade, ring, orders, day));
    jobs.put(Typology.T4, new CreditCashOut(hand, drift));
    jobs.put(Typology.T5, new GiftCards(hand, drift));
    jobs.put(Typology.T6, new Brushing(hand));
    jobs.put(Typology.T7, new RefundAbuse(hand));
    jobs.put(Typology.T8, new BustOut(hand, shopping));
    jobs.put(Typology.T9, new CouponFarming(hand));
    jobs.put(Typology.T10, new Takeover(hand));
    mall.refunds().heardBy(this::decided);
    mall.checkout().heardBy((order, client, now) -> tally(order.tag().typology()).done++);
  }

  /** Money is moved through the ring's own shop, or by a refund to somebody else. */
  private void loop(Job trade, Ring ring, int orders, int day) {
    boolean refund = ring.chance().happens(drift.hasNewVariant(day) ? 0.6 : 0.4);
    (refund ? refunds : trade).plan(ring, orders, day);
  }

  /** Founds the rings that are there on the first day; before anything happens. */
  public void planSettlers() {
    for (Typology typology : jobs.keySet()) {
      if (typology != Typology.T8) {
        double lone = lone(typology) * wanted(typology, 0);
        settle(typology, true, lone);
        settle(typology, false, wanted(typology, 0) - lone);
      }
    }
  }

  private void settle(Typology typology, boolean isLone, double orders) {
    double able = 0;
    while (able < orders) {
      able += found(typology, 0, isLone).ordersPerDay();
    }
  }

  /** Plans what offenders do on a day. */
  public void plan(int day) {
    endOld(day);
    for (Typology typology : jobs.keySet()) {
      if (typology != Typology.T8) {
        Chance chance = mall.chance(WORK, TYPOLOGIES * day + typology.number());
        double wanted = wanted(typology, day);
        double tries = wanted * tally(typology).attempts();
        tally(typology).wanted += wanted;
        work(typology, chance.poisson(tries), day, chance);
      }
    }
    for (Ring ring : List.copyOf(active)) {
      if (ring.ownsAccounts()) {
        camouflage.live(ring, day);
      }
      ring.shops().forEach(shop -> planCollection(ring, shop, day));
    }
  }

  private Job job(Typology typology) {
    return Objects.requireNonNull(jobs.get(typology));
  }

  private Tally tally(Typology typology) {
    return tallies.computeIfAbsent(typology, t -> new Tally());
  }

  /**
   * Some of what is planned fails: refused, frozen, too dear, lying low. Others take their place,
   * so that there is as much as is documented.
   */
  private static final class Tally {
    private static final double PRIOR = 12;

    private double wanted;
    private double done;

    double attempts() {
      return Math.max(0.6, Math.min(3, (wanted + PRIOR) / (done + PRIOR)));
    }
  }

  private double wanted(Typology typology, int day) {
    return onUsualDay(typology, day) * mall.season().factor(day);
  }

  private double onUsualDay(Typology typology, int day) {
    double orders = ORDERS_PER_BUYER_DAY * mall.world().accounts().size();
    double share =
        typology.isFraud()
            ? drift.orderShare(day) * drift.share(typology, day)
            : OTHER_SHARES.getOrDefault(typology, 0.0);
    return orders * share;
  }

  private void work(Typology typology, int orders, int day, Chance chance) {
    int left = orders + backlog.getOrDefault(typology, 0);
    while (left > 0) {
      Optional<Ring> ring = any(typology, day, chance.happens(lone(typology)), chance);
      if (ring.isEmpty()) {
        break;
      }
      int most = Math.max(1, chance.poisson(ring.get().ordersPerDay()));
      int now = Math.min(left, most);
      job(typology).plan(ring.get(), now, day);
      left -= now;
    }
    backlog.put(typology, Math.min(left, 2 * orders + 5));
  }

  /** Share of what lone offenders do of a typology. */
  private static double lone(Typology typology) {
    return switch (typology) {
      case T2, T5 -> LONE;
      case T7 -> 0.4;
      case T10 -> 1;
      default -> 0;
    };
  }

  /**
   * One of those that do this and are ready; new ones get ready if there are too few for a usual
   * day. On feasts the same ones work more.
   */
  private Optional<Ring> any(Typology typology, int day, boolean isLone, Chance chance) {
    long nowMillis = mall.days().startMillis(day);
    List<Ring> all =
        active.stream()
            .filter(ring -> ring.typology() == typology && ring.isLone() == isLone)
            .toList();
    List<Ring> ready = all.stream().filter(ring -> !ring.isIdle(nowMillis)).toList();
    double share = isLone ? lone(typology) : 1 - lone(typology);
    double able = all.stream().mapToDouble(Ring::ordersPerDay).sum();
    if (able < share * onUsualDay(typology, day)) {
      found(typology, day, isLone);
    }
    return ready.isEmpty() ? Optional.empty() : Optional.of(ready.get(chance.below(ready.size())));
  }

  private Ring found(Typology typology, int day, boolean isLone) {
    Ring ring = founding.found(typology, day, isLone);
    active.add(ring);
    return ring;
  }

  private void planCollection(Ring ring, Shop shop, int day) {
    Chance chance = ring.chance();
    boolean careful = ring.discipline() > 0.5;
    if (careful ? shop.takesMoneyOn(day) : chance.happens(0.9 - 0.8 * ring.discipline())) {
      long atMillis = mall.days().startMillis(day) + chance.seconds(36_500, 80_000);
      mall.agenda().at(atMillis, now -> moneyBack.collect(ring, shop, now));
    }
  }

  private void endOld(int day) {
    for (Ring ring : List.copyOf(active)) {
      if (ring.lastDay() < day) {
        active.remove(ring);
        boolean bustOut = !ring.shops().isEmpty() && ring.chance().happens(ENDS_IN_BUST_OUT);
        if (bustOut) {
          job(Typology.T8).plan(ring, 15 + ring.chance().below(40), day);
        }
        long leftMillis = mall.days().startMillis(day + WINDS_UP_DAYS);
        mall.agenda().at(leftMillis, now -> leave(ring));
      }
    }
  }

  /** Nobody uses what a ring had: accounts lie idle, phones are sold. */
  private void leave(Ring ring) {
    ring.accounts().forEach(Account::close);
    equipment.sellUnused(ring);
  }

  private void decided(
      Order order,
      Account receiver,
      long walletMinor,
      boolean wasAutomatic,
      boolean wasPaid,
      long nowMillis) {
    Tag tag = order.tag();
    boolean ours = tag.typology() == Typology.T2 || tag.typology() == Typology.T3;
    if (ours) {
      refunds.decided(
          founding.ring(tag.ring()), order, receiver, walletMinor, wasAutomatic, nowMillis);
    }
  }

  /**
   * The mall has found out about an event: the account is shut, perhaps others and the shops too.
   * The ring gets others for those it lost, lies low and changes.
   *
   * @param severity share of the ring's accounts and shops that go with it, 0 to 1
   */
  public void caught(Tag tag, double severity, long nowMillis) {
    Ring ring = founding.ring(tag.ring());
    Chance chance = ring.chance();
    if (tag.typology() == Typology.T10 || tag.typology() == Typology.T8) {
      return;
    }
    int lost = ring.ownsAccounts() ? shut(ring, tag.agent(), severity) : 0;
    for (Shop shop : ring.shops()) {
      if (chance.happens(severity)) {
        shop.freeze(true);
      }
    }
    if (!ring.isIdle(nowMillis)) {
      ring.adapt(nowMillis, (long) (chance.between(3, 10) * Days.DAY_MILLIS));
    }
    int day = mall.agenda().day();
    for (int i = 0; i < lost && ring.lastDay() > day && !ring.isLone(); i++) {
      recruiting.addAccount(ring, drift, day + 1);
    }
  }

  /** Shuts an account of a ring and some others, how many; its phones of no more use are sold. */
  private int shut(Ring ring, int agent, double severity) {
    int lost = 0;
    for (Account account : ring.accounts()) {
      boolean found = account.number() == agent || ring.chance().happens(severity);
      if (found && account.isActive()) {
        account.close();
        lost++;
      }
    }
    equipment.sellUnused(ring);
    return lost;
  }

  /** Rings and lone offenders so far. */
  public int rings() {
    return founding.count();
  }
}
