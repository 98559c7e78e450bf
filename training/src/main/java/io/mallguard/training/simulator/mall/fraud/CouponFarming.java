package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.honest.Manners;
import io.mallguard.training.simulator.mall.trade.Funding;
import io.mallguard.training.simulator.mall.trade.Purchase;
import io.mallguard.training.simulator.mall.trade.Where;
import io.mallguard.training.simulator.mall.trade.Wish;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.List;

/** T9: many accounts take the subsidies meant for new people, and sell what they bought. */
final class CouponFarming implements Job {
  private final Hand hand;
  private final Where where;

  CouponFarming(Hand hand) {
    this.hand = hand;
    this.where = new Where(hand.mall());
  }

  @Override
  public void plan(Ring farm, int orders, int day) {
    Chance own = farm.chance().split();
    Shop shop = hand.mall().world().anyShop(own);
    long fromMillis = hand.mall().season().shoppingMillis(day, own);
    for (int i = 0; i < orders; i++) {
      Account account = farm.nextAccount();
      Shop each = own.happens(0.6) ? shop : hand.mall().world().anyShop(own);
      long atMillis = fromMillis + own.aroundSeconds(2500, 1);
      hand.mall().agenda().at(atMillis, now -> order(farm, account, each, now));
    }
  }

  private void order(Ring farm, Account account, Shop shop, long nowMillis) {
    Chance own = farm.chance().split();
    Line line = hand.baskets().near(shop, (long) (own.logNormal(70, 0.6) * 100), own);
    long listMinor = line.amountMinor();
    long subsidyMinor = (long) (listMinor * own.between(0.25, 0.65)) / 10 * 10;
    long minor = listMinor - subsidyMinor;
    Tag tag = hand.chain(farm, Typology.T9, account, minor, "");
    hand.pay(
        farm,
        new Purchase(
            account,
            shop,
            List.of(line),
            0,
            subsidyMinor,
            Funding.debit(minor, account.debitCard()),
            where.usual(account, hand.mall().agenda().day(), own),
            Hand.visit(farm, own),
            Manners.conduct(account, line.item(), own).with(Wish.NONE),
            tag),
        nowMillis);
  }
}
