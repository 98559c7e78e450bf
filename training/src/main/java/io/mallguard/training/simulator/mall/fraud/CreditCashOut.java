package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.honest.Manners;
import io.mallguard.training.simulator.mall.trade.Conduct;
import io.mallguard.training.simulator.mall.trade.Funding;
import io.mallguard.training.simulator.mall.trade.Where;
import io.mallguard.training.simulator.mall.trade.Wish;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Client;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.HashMap;
import java.util.Map;

/** T4: real people with real credit buy nothing in a shop that gives the money back for a fee. */
final class CreditCashOut implements Job {
  private static final long LEAST_CREDIT_MINOR = 60_000;

  private final Hand hand;
  private final Drift drift;
  private final Where where;
  private final Map<Integer, Ring> recruits = new HashMap<>();

  CreditCashOut(Hand hand, Drift drift) {
    this.hand = hand;
    this.drift = drift;
    this.where = new Where(hand.mall());
    hand.mall().credit().heardBy(this::repaid);
  }

  @Override
  public void plan(Ring ring, int orders, int day) {
    Chance own = ring.chance().split();
    for (int i = 0; i < orders; i++) {
      Account account = recruit(ring, own);
      long atMillis = hand.mall().season().shoppingMillis(day, own);
      hand.mall().agenda().at(atMillis, now -> order(ring, account, now));
    }
  }

  /** Somebody who needs cash; most have done it before. */
  private Account recruit(Ring ring, Chance own) {
    if (!ring.accounts().isEmpty() && own.happens(0.5)) {
      return ring.nextAccount();
    }
    Account best = hand.mall().world().anyone(own);
    for (int i = 0; i < 40 && !isFit(best); i++) {
      best = hand.mall().world().anyone(own);
    }
    if (isFit(best)) {
      ring.accounts().add(best);
      recruits.put(best.number(), ring);
    }
    return best;
  }

  private static boolean isFit(Account account) {
    return account.ring() < 0
        && account.isActive()
        && account.credit().availableMinor() > 2 * LEAST_CREDIT_MINOR;
  }

  private void order(Ring ring, Account account, long nowMillis) {
    Chance own = ring.chance().split();
    long availableMinor = account.credit().availableMinor();
    Shop shop = ring.nextShop();
    boolean ready = !ring.isIdle(nowMillis) && account.isActive() && shop.sells();
    if (!ready || availableMinor < LEAST_CREDIT_MINOR) {
      return;
    }
    long wantedMinor = wantedMinor(ring, availableMinor, own);
    Line line = hand.goods(ring, shop, wantedMinor, own, nowMillis);
    if (line.amountMinor() > availableMinor) {
      return;
    }
    Tag tag = hand.chain(ring, Typology.T4, account, line.amountMinor(), "");
    Client client = where.usual(account, hand.mall().agenda().day(), own);
    boolean paid =
        hand.buy(
                ring,
                account,
                shop,
                line,
                Funding.creditPay(line.amountMinor()),
                conduct(ring, account, line, own),
                client,
                tag,
                nowMillis)
            .isPresent();
    if (paid) {
      long backMinor = (long) (line.amountMinor() * own.between(0.92, 0.985));
      ring.owe(account, backMinor, tag.next());
    }
  }

  /** Nearly all there is, or part of it, what is typical this month. */
  private long wantedMinor(Ring ring, long availableMinor, Chance own) {
    if (own.happens(0.55 * (1 - ring.discipline()))) {
      return (long) (availableMinor * own.between(0.7, 0.98));
    }
    double yuan = drift.yuan(Typology.T4, hand.mall().agenda().day()) * own.logNormal(0.6, 0.7);
    return Math.min(availableMinor, (long) (100 * yuan * ring.amountFactor()));
  }

  private static Conduct conduct(Ring ring, Account account, Line line, Chance own) {
    Conduct usual = Manners.conduct(account, line.item(), own).with(Wish.NONE);
    if (line.item().kind().isVirtual() || own.happens(0.3 + 0.7 * ring.discipline())) {
      return usual;
    }
    Conduct.Parcel parcel = own.happens(0.5) ? Conduct.Parcel.EMPTY : Conduct.Parcel.BORROWED;
    return usual.shipped(own.aroundSeconds(30_000, 0.8), parcel);
  }

  /** Repaid by the end of the grace period, and used again at once. */
  private void repaid(Account account, long minor, long nowMillis) {
    Ring ring = recruits.get(account.number());
    if (ring == null || minor < LEAST_CREDIT_MINOR) {
      return;
    }
    boolean over = hand.mall().agenda().day() > ring.lastDay();
    if (over || !ring.chance().happens(0.6)) {
      return;
    }
    long atMillis = nowMillis + ring.chance().aroundSeconds(40_000, 1);
    hand.mall().agenda().at(atMillis, now -> order(ring, account, now));
  }
}
