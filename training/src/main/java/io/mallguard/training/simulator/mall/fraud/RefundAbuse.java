package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.honest.Manners;
import io.mallguard.training.simulator.mall.trade.Conduct;
import io.mallguard.training.simulator.mall.trade.Funding;
import io.mallguard.training.simulator.mall.trade.Wish;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;

/** T7: gets small things delivered, calls them bad, keeps them and has the money back. */
final class RefundAbuse implements Job {
  private final Hand hand;

  RefundAbuse(Hand hand) {
    this.hand = hand;
  }

  @Override
  public void plan(Ring group, int orders, int day) {
    Chance own = group.chance().split();
    for (int i = 0; i < orders; i++) {
      Account account = group.nextAccount();
      long atMillis = hand.mall().season().shoppingMillis(day, own);
      hand.mall().agenda().at(atMillis, now -> order(group, account, now));
    }
  }

  private void order(Ring group, Account account, long nowMillis) {
    Chance own = group.chance().split();
    Shop shop = hand.mall().world().anyShop(own);
    if (!shop.sells() || group.isIdle(nowMillis)) {
      return;
    }
    Line line = hand.baskets().near(shop, (long) (own.logNormal(60, 0.7) * 100), own);
    long minor = line.amountMinor();
    Tag tag = hand.chain(group, Typology.T7, account, minor, "");
    String reason =
        own.happens(0.6) ? "quality" : own.oneOf("not_as_described", "not_received", "other");
    Wish wish =
        new Wish(
            own.aroundSeconds(150_000, 0.9),
            true,
            "refund_only",
            reason,
            "original_source",
            -1,
            1,
            own.poisson(1.5),
            "buyer");
    Conduct conduct = Manners.conduct(account, line.item(), own).with(wish);
    Funding funding = Funding.debit(minor, account.debitCard());
    hand.buy(group, account, shop, line, funding, conduct, tag, nowMillis);
  }
}
