package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.honest.Manners;
import io.mallguard.training.simulator.mall.honest.Shopping;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.trade.Conduct;
import io.mallguard.training.simulator.mall.trade.Order;
import io.mallguard.training.simulator.mall.trade.Wish;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;

/** T8: a shop sells far more than ever, ships nothing, is paid out and gone. */
final class BustOut implements Job {
  private static final double DAYS = 2.5;

  private final Hand hand;
  private final Shopping shopping;

  BustOut(Hand hand, Shopping shopping) {
    this.hand = hand;
    this.shopping = shopping;
  }

  @Override
  public void plan(Ring ring, int orders, int day) {
    Chance own = ring.chance().split();
    Shop shop = ring.nextShop();
    if (!shop.sells()) {
      return;
    }
    long fromMillis = hand.mall().season().shoppingMillis(day, own);
    Tag tag = hand.chain(ring, Typology.T8, shop.owner(), 0, "");
    hand.mall()
        .agenda()
        .at(
            fromMillis,
            now ->
                hand.mall().registry().changePayoutCard(shop, shop.owner().nextCard(), tag, now));
    for (int i = 0; i < orders; i++) {
      long atMillis = fromMillis + (long) (own.uniform() * DAYS * Days.DAY_MILLIS);
      hand.mall().agenda().at(atMillis, now -> victim(ring, shop, now));
    }
    for (int i = 1; i <= 9; i++) {
      long atMillis = fromMillis + (long) (i * 0.9 * Days.DAY_MILLIS);
      boolean last = i == 9;
      hand.mall().agenda().at(atMillis, now -> takeAll(ring, shop, tag, last, now));
    }
  }

  private void takeAll(Ring ring, Shop shop, Tag tag, boolean last, long nowMillis) {
    if (!ring.isIdle(nowMillis)) {
      hand.mall().payouts().request(shop, tag.next(), nowMillis);
    }
    if (last) {
      shop.close();
    }
  }

  private void victim(Ring ring, Shop shop, long nowMillis) {
    Chance own = ring.chance().split();
    Account account = hand.mall().world().anyone(own);
    if (account.ring() >= 0 || !shop.sells()) {
      return;
    }
    Line line = hand.baskets().near(shop, (long) (own.logNormal(260, 0.8) * 100), own);
    Tag tag = hand.chain(ring, Typology.T8, shop.owner(), line.amountMinor(), "");
    Conduct never =
        Manners.conduct(account, line.item(), own)
            .with(Wish.NONE)
            .shipped(-1, Conduct.Parcel.FULL)
            .confirmed(-1);
    shopping
        .pay(account, shop, line, never, tag, own, nowMillis)
        .ifPresent(order -> complain(order, own, nowMillis));
  }

  private void complain(Order order, Chance own, long nowMillis) {
    long laterMillis = nowMillis + (long) (own.logNormal(8, 0.5) * Days.DAY_MILLIS);
    if (own.happens(0.6)) {
      hand.mall()
          .agenda()
          .at(laterMillis, now -> hand.mall().grievances().complain(order, "not_received", now));
    }
    if (order.funding().creditCardMinor() > 0) {
      long backMillis = nowMillis + (long) (own.logNormal(35, 0.5) * Days.DAY_MILLIS);
      hand.mall()
          .agenda()
          .at(backMillis, now -> hand.mall().grievances().chargeback(order, "not_received", now));
    }
  }
}
