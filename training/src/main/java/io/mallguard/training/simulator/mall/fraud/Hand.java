package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.honest.Manners;
import io.mallguard.training.simulator.mall.honest.Offers;
import io.mallguard.training.simulator.mall.honest.Shopping;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.trade.Baskets;
import io.mallguard.training.simulator.mall.trade.Conduct;
import io.mallguard.training.simulator.mall.trade.Funding;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.trade.Order;
import io.mallguard.training.simulator.mall.trade.Purchase;
import io.mallguard.training.simulator.mall.trade.Visit;
import io.mallguard.training.simulator.mall.trade.Where;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Client;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.List;
import java.util.Optional;

/** What offenders of every sort do alike: choose sums, look around, pay. */
final class Hand {
  private static final long[] THRESHOLDS_MINOR = {49_900, 99_900, 199_900, 299_900, 499_900};
  private static final long ROUND_MINOR = 10_000;

  private final Mall mall;
  private final Where where;
  private final Baskets baskets;
  private final Shopping shopping;
  private final Camouflage camouflage;
  private long lastChain;

  Hand(Mall mall, Shopping shopping, Camouflage camouflage) {
    this.mall = mall;
    this.shopping = shopping;
    this.camouflage = camouflage;
    this.where = new Where(mall);
    this.baskets = new Baskets(mall.catalogue());
  }

  Mall mall() {
    return mall;
  }

  Baskets baskets() {
    return baskets;
  }

  /** The first step of a new chain of events. */
  Tag chain(Ring ring, Typology typology, Account agent, long plannedMinor, String variant) {
    return new Tag(
        typology,
        "",
        ring.number(),
        agent.number(),
        ring.discipline(),
        ++lastChain,
        0,
        plannedMinor,
        variant);
  }

  /** An instant of a day at which a ring works: the careless like the night. */
  long workMillis(Ring ring, int day, Chance own) {
    if (own.happens(0.1 * (1 - ring.discipline()))) {
      return mall.days().startMillis(day) + (long) (own.uniform() * 6 * Days.HOUR_MILLIS);
    }
    return mall.season().shoppingMillis(day, own);
  }

  /**
   * When the next of several orders comes: the careless go on, the careful come another time of
   * these days, as people do.
   */
  long nextMillis(Ring ring, int day, long lastMillis, long waitMillis, Chance own) {
    if (own.happens(ring.discipline())) {
      return mall.season().shoppingMillis(day + own.below(3), own);
    }
    return lastMillis + (long) (waitMillis * Math.min(6, ring.slowness()));
  }

  /**
   * What to buy for a wanted sum: the careful take what others buy there, whatever it costs; the
   * careless have a link made for the sum.
   *
   * @param wantedMinor about how much
   */
  Line goods(Ring ring, Shop shop, long wantedMinor, Chance own, long nowMillis) {
    if (own.happens(ring.discipline())) {
      return usual(shop, own);
    }
    if (shop.ring() < 0 || own.happens(0.5)) {
      return baskets.near(shop, wantedMinor, own);
    }
    long listedMillis = nowMillis - own.aroundSeconds(40_000, 1.5);
    long priceMinor = shaped(ring, wantedMinor, own);
    return new Line(mall.catalogue().special(shop, shop.category(), priceMinor, listedMillis), 1);
  }

  /** What anybody might buy of a shop; of two the dearer, since it is for the money. */
  private Line usual(Shop shop, Chance own) {
    Line one = baskets.any(shop, 1, own).get(0);
    Line other = baskets.any(shop, 1, own).get(0);
    return one.amountMinor() > other.amountMinor() ? one : other;
  }

  /** Round, or just below what somebody may look at. */
  private static long shaped(Ring ring, long wantedMinor, Chance own) {
    if (own.happens(0.3 + 0.4 * ring.discipline())) {
      long best = THRESHOLDS_MINOR[0];
      for (long threshold : THRESHOLDS_MINOR) {
        best = threshold <= wantedMinor * 1.2 ? threshold : best;
      }
      return Math.min(best, Math.max(1000, wantedMinor));
    }
    return Math.max(
        1000,
        wantedMinor > 2 * ROUND_MINOR
            ? wantedMinor / ROUND_MINOR * ROUND_MINOR
            : wantedMinor / 1000 * 1000);
  }

  /** Borrowed money first, then a card. */
  static Funding funding(Account account, long minor, Chance own) {
    if (account.credit().availableMinor() >= minor && own.happens(0.85)) {
      return Funding.creditPay(minor);
    }
    if (account.walletMinor() >= minor && own.happens(0.5)) {
      return Funding.wallet(minor);
    }
    return account.hasCreditCard()
        ? Funding.creditCard(minor, account.creditCard())
        : Funding.debit(minor, account.debitCard());
  }

  /** The careful look around as anybody. */
  static Visit visit(Ring ring, Chance own) {
    if (own.happens(0.4 + 0.6 * ring.discipline())) {
      return Manners.visit(false, own);
    }
    String entry = own.happens(0.5) ? "direct_link" : "search";
    int views = 1 + own.below(3);
    return new Visit(entry, views, views * own.aroundSeconds(5, 0.8), own.happens(0.1) ? 1 : 0, 0);
  }

  /** Pays as the account's usual self. */
  Optional<Order> buy(
      Ring ring,
      Account account,
      Shop shop,
      Line line,
      Funding funding,
      Conduct conduct,
      Tag tag,
      long nowMillis) {
    Client client = where.usual(account, mall.agenda().day(), ring.chance());
    return buy(ring, account, shop, line, funding, conduct, client, tag, nowMillis);
  }

  /** Pays from somewhere. */
  Optional<Order> buy(
      Ring ring,
      Account account,
      Shop shop,
      Line line,
      Funding funding,
      Conduct conduct,
      Client client,
      Tag tag,
      long nowMillis) {
    Visit visit = visit(ring, ring.chance());
    // Offers are made to everybody.
    Offers.Offer offer = shopping.offer(line.amountMinor(), ring.chance());
    return pay(
        ring,
        new Purchase(
            account,
            shop,
            List.of(line),
            offer.discountMinor(),
            offer.subsidyMinor(),
            funding.less(offer.minor()),
            client,
            visit,
            conduct,
            tag),
        nowMillis);
  }

  /** Pays; an account that has worked does something for itself, too. */
  Optional<Order> pay(Ring ring, Purchase purchase, long nowMillis) {
    Optional<Order> order = mall.checkout().pay(purchase, nowMillis);
    order.ifPresent(paid -> camouflage.worked(ring, purchase.buyer()));
    return order;
  }
}
