package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Shop;

/**
 * How money leaves a ring's shop: payout to the card, from the card into the owner's wallet,
 * through layers of accounts to those who are owed, and out. Much of it goes where the mall sees
 * nothing.
 */
final class MoneyBack {
  /** Chains of payouts have numbers of their own. */
  private static final long SHOPS = 1L << 40;

  private final Mall mall;

  MoneyBack(Mall mall) {
    this.mall = mall;
  }

  /** Takes out what a shop may have, and gives buyers their part. */
  void collect(Ring ring, Shop shop, long nowMillis) {
    if (ring.isIdle(nowMillis)) {
      return;
    }
    Account owner = shop.owner();
    Tag tag =
        new Tag(
            ring.typology(),
            "",
            ring.number(),
            owner.number(),
            ring.discipline(),
            SHOPS + shop.number(),
            3,
            0,
            "");
    long paidMinor = mall.payouts().request(shop, tag, nowMillis);
    if (paidMinor <= 0) {
      return;
    }
    Chance own = ring.chance().split();
    for (Ring.Debt debt : ring.settle(paidMinor)) {
      boolean unseen = own.happens(0.2 + 0.5 * ring.discipline());
      if (!unseen) {
        long atMillis =
            nowMillis + (long) (own.aroundSeconds(2400, 1) * Math.min(20, ring.slowness()));
        mall.agenda().at(atMillis, now -> bringBack(ring, shop, debt, own, now));
      }
    }
  }

  private void bringBack(Ring ring, Shop shop, Ring.Debt debt, Chance own, long nowMillis) {
    Account owner = shop.owner();
    Tag tag = debt.tag().next();
    mall.wallets().topUp(owner, shop.payoutCard(), debt.minor(), own, tag, nowMillis);
    int hops = 1 + (int) (own.uniform() * (1 + 3 * ring.discipline()));
    boolean layered = ring.typology() == Typology.T3 || own.happens(0.3);
    Way way = new Way(ring, debt.account(), own, tag);
    pass(way, owner, debt.minor(), layered ? hops : 1, nowMillis + own.aroundSeconds(200, 1));
  }

  /** Where some money is going. */
  private record Way(Ring ring, Account target, Chance own, Tag tag) {
    Way next() {
      return new Way(ring, target, own, tag.next());
    }
  }

  private void pass(Way way, Account from, long minor, int hops, long atMillis) {
    Account to = hops <= 1 ? way.target() : way.ring().nextAccount();
    mall.agenda()
        .at(
            atMillis,
            now -> {
              boolean done =
                  mall.wallets()
                      .transfer(from, to, minor, channel(way.own()), way.own(), way.tag(), now);
              if (done) {
                goOn(way, to, minor, hops, now);
              }
            });
  }

  private void goOn(Way way, Account at, long minor, int hops, long nowMillis) {
    Chance own = way.own();
    long waitMillis = (long) (own.aroundSeconds(900, 1.2) * Math.min(20, way.ring().slowness()));
    if (hops <= 1) {
      mall.agenda()
          .at(
              nowMillis + waitMillis,
              now -> mall.wallets().withdraw(at, at.exitCard(own), minor, own, way.tag(), now));
      return;
    }
    int parts = own.happens(0.3) ? 2 + own.below(3) : 1;
    long partMinor = (long) (minor * own.between(0.985, 1)) / parts;
    for (int i = 0; i < parts && partMinor > 0; i++) {
      pass(way.next(), at, partMinor, hops - 1, nowMillis + waitMillis + own.seconds(2, 900));
    }
  }

  private static String channel(Chance own) {
    return own.happens(0.25) ? "qr" : "p2p";
  }
}
