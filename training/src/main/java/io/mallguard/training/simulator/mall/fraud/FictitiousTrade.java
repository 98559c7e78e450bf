package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.honest.Manners;
import io.mallguard.training.simulator.mall.trade.Conduct;
import io.mallguard.training.simulator.mall.trade.Conduct.Parcel;
import io.mallguard.training.simulator.mall.trade.Wish;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;

/** T1: puppets buy on credit in the ring's own shop; T3 does so only to move money on. */
final class FictitiousTrade implements Job {
  private final Hand hand;
  private final Drift drift;

  FictitiousTrade(Hand hand, Drift drift) {
    this.hand = hand;
    this.drift = drift;
  }

  @Override
  public void plan(Ring ring, int orders, int day) {
    Chance own = ring.chance().split();
    long atMillis = hand.workMillis(ring, day, own);
    for (int i = 0; i < orders; i++) {
      atMillis = hand.nextMillis(ring, day, atMillis, own.aroundSeconds(70, 1), own);
      hand.mall().agenda().at(atMillis, now -> order(ring, day, now));
    }
  }

  private void order(Ring ring, int day, long nowMillis) {
    if (!ring.canWork(nowMillis)) {
      return;
    }
    Chance own = ring.chance().split();
    Account account = ring.nextAccount();
    Shop shop = ring.nextShop();
    long wantedMinor = wantedMinor(ring, account, day, own);
    Line line = hand.goods(ring, shop, wantedMinor, own, nowMillis);
    Tag tag = hand.chain(ring, ring.typology(), account, line.amountMinor(), "");
    boolean paid =
        hand.buy(
                ring,
                account,
                shop,
                line,
                Hand.funding(account, line.amountMinor(), own),
                conduct(ring, account, line, own),
                tag,
                nowMillis)
            .isPresent();
    if (paid) {
      double fee =
          ring.typology() == Typology.T3 ? own.between(0.003, 0.06) : own.between(0.07, 0.1);
      ring.owe(account, (long) (line.amountMinor() * (1 - fee)), tag.next());
    }
  }

  /** What is typical this month, or nearly all of the credit there is. */
  private long wantedMinor(Ring ring, Account account, int day, Chance own) {
    long availableMinor = account.credit().availableMinor();
    if (availableMinor > 30_000 && own.happens(0.25 * (1 - ring.discipline()))) {
      return (long) (availableMinor * own.between(0.8, 1));
    }
    Typology typology = ring.typology() == Typology.T3 ? Typology.T3 : Typology.T1;
    double yuan = drift.yuan(typology, day) * ring.amountFactor() * own.logNormal(1, 0.5);
    return (long) (yuan * 100);
  }

  private static Conduct conduct(Ring ring, Account account, Line line, Chance own) {
    Conduct usual = Manners.conduct(account, line.item(), own).with(Wish.NONE);
    if (line.item().kind().isVirtual() || own.happens(0.1 + ring.discipline() * 0.9)) {
      return usual;
    }
    long confirmMillis = (long) (own.aroundSeconds(90, 1) * ring.slowness());
    double way = own.uniform();
    if (way < 0.5 * (1 - ring.discipline())) {
      return usual.shipped(-1, Parcel.FULL).confirmed(confirmMillis);
    }
    Parcel parcel = way < 0.7 ? Parcel.EMPTY : Parcel.BORROWED;
    return usual.shipped(own.aroundSeconds(20_000, 0.8), parcel).confirmed(confirmMillis);
  }
}
