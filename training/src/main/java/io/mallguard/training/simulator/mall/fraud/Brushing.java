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

/** T6: an agency's people buy for show, get an empty parcel, praise, and are paid back. */
final class Brushing implements Job {
  private final Hand hand;

  Brushing(Hand hand) {
    this.hand = hand;
  }

  @Override
  public void plan(Ring agency, int orders, int day) {
    Chance own = agency.chance().split();
    Shop shop = hand.mall().world().anyShop(own);
    long fromMillis = hand.mall().season().shoppingMillis(day, own);
    for (int i = 0; i < orders; i++) {
      Account brusher = brusher(agency, own);
      long atMillis = fromMillis + own.aroundSeconds(8000, 1);
      hand.mall().agenda().at(atMillis, now -> order(agency, brusher, shop, now));
    }
  }

  /** People like everybody, who do it again and again. */
  private Account brusher(Ring agency, Chance own) {
    boolean known = agency.accounts().size() > 40 || own.happens(0.7);
    if (!agency.accounts().isEmpty() && known) {
      return agency.nextAccount();
    }
    Account account = hand.mall().world().anyone(own);
    if (account.ring() < 0 && account.isActive()) {
      agency.accounts().add(account);
    }
    return account;
  }

  private void order(Ring agency, Account brusher, Shop shop, long nowMillis) {
    Chance own = agency.chance().split();
    if (!shop.sells() || brusher.ring() >= 0 || shop.ring() >= 0) {
      return;
    }
    long wantedMinor = (long) (own.logNormal(75, 0.8) * 100);
    Line line = hand.baskets().near(shop, wantedMinor, own);
    long minor = line.amountMinor();
    Tag tag = hand.chain(agency, Typology.T6, brusher, minor, "");
    Funding funding =
        brusher.walletMinor() >= minor
            ? Funding.wallet(minor)
            : Funding.debit(minor, brusher.debitCard());
    Conduct conduct =
        Manners.conduct(brusher, line.item(), own)
            .with(Wish.NONE)
            .reviewed(
                own.aroundSeconds(60_000, 0.8),
                5,
                own.happens(0.5) ? own.below(60) : own.below(30_000));
    if (!line.item().kind().isVirtual() && own.happens(0.75)) {
      Conduct.Parcel parcel = own.happens(0.8) ? Conduct.Parcel.EMPTY : Conduct.Parcel.BORROWED;
      conduct = conduct.shipped(own.aroundSeconds(40_000, 0.7), parcel);
    }
    boolean paid =
        hand.buy(agency, brusher, shop, line, funding, conduct, tag, nowMillis).isPresent();
    if (paid && own.happens(0.6)) {
      long backMinor = minor + 300 + own.below(1200);
      long atMillis = nowMillis + own.aroundSeconds(200_000, 0.8);
      hand.mall().agenda().at(atMillis, now -> payBack(shop, brusher, backMinor, own, tag, now));
    }
  }

  private void payBack(
      Shop shop, Account brusher, long minor, Chance own, Tag tag, long nowMillis) {
    Account owner = shop.owner();
    hand.mall().wallets().topUp(owner, owner.debitCard(), minor, own, tag.next(), nowMillis);
    hand.mall()
        .agenda()
        .at(
            nowMillis + own.aroundSeconds(60, 1),
            now ->
                hand.mall()
                    .wallets()
                    .transfer(owner, brusher, minor, "p2p", own, tag.next().next(), now));
  }
}
