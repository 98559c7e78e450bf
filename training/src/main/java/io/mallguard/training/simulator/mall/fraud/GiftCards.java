package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.honest.Manners;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.trade.Conduct;
import io.mallguard.training.simulator.mall.trade.Funding;
import io.mallguard.training.simulator.mall.trade.Order;
import io.mallguard.training.simulator.mall.trade.Wish;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Category;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.Optional;

/** T5: gift cards on stolen cards, redeemed by others; the banks take the money back later. */
final class GiftCards implements Job {
  /** What can be sold on as a code. */
  private static final int[] CODES = {
    Category.numberOf("c_gift_card"),
    Category.numberOf("c_gift_card"),
    Category.numberOf("c_mobile_top_up"),
    Category.numberOf("c_game_items")
  };

  /** In the place of a card: the account is a victim's, who pays with what is there. */
  private static final long NO_CARD = -1;

  private final Hand hand;
  private final Drift drift;

  GiftCards(Hand hand, Drift drift) {
    this.hand = hand;
    this.drift = drift;
  }

  @Override
  public void plan(Ring ring, int orders, int day) {
    Chance own = ring.chance().split();
    Account account = ring.nextAccount();
    long atMillis = hand.workMillis(ring, day, own);
    int fromDay = day;
    boolean stolen = own.happens(0.7);
    long card = stolen ? account.nextCard() : account.creditCard();
    if (stolen) {
      Tag tag = hand.chain(ring, Typology.T5, account, 0, "");
      hand.mall()
          .agenda()
          .at(atMillis, now -> hand.mall().registry().bind(account, card, "credit_card", tag, now));
      // The careful let a card rest before they use it.
      int restDays = (int) (36 * ring.discipline() * own.uniform());
      atMillis += restDays * Days.DAY_MILLIS;
      fromDay += restDays;
    }
    for (int i = 0; i < orders; i++) {
      atMillis = hand.nextMillis(ring, fromDay + 1, atMillis, own.aroundSeconds(400, 1), own);
      if (own.happens(drift.scamShare(day))) {
        Account victim = hand.mall().world().anyone(own);
        hand.mall().agenda().at(atMillis, now -> order(ring, victim, NO_CARD, day, now));
      } else {
        hand.mall().agenda().at(atMillis, now -> order(ring, account, card, day, now));
      }
    }
  }

  private void order(Ring ring, Account account, long card, int day, long nowMillis) {
    Chance own = ring.chance().split();
    int category = CODES[own.below(CODES.length)];
    Optional<Shop> shop = hand.mall().world().found(category, own).filter(Shop::sells);
    boolean isVictim = card == NO_CARD;
    boolean ready = !ring.isIdle(nowMillis) && account.isActive();
    if (!ready || shop.isEmpty() || (isVictim && account.ring() >= 0)) {
      return;
    }
    double yuan = drift.yuan(Typology.T5, day) * ring.amountFactor() * own.logNormal(1, 0.7);
    Line line = hand.goods(ring, shop.get(), (long) (yuan * 100), own, nowMillis);
    Tag tag =
        hand.chain(ring, Typology.T5, account, line.amountMinor(), isVictim ? Tag.SCAM_VICTIM : "");
    long redeemMillis = (long) (own.aroundSeconds(1800, 1.3) * Math.min(6, ring.slowness()));
    Account redeemer = !isVictim && own.happens(0.25) ? account : ring.nextAccount();
    Conduct conduct =
        Manners.conduct(account, line.item(), own)
            .with(Wish.NONE)
            .redeemedBy(redeemer.number(), redeemMillis);
    Funding funding = funding(account, card, line.amountMinor(), own);
    hand.buy(ring, account, shop.get(), line, funding, conduct, tag, nowMillis)
        .filter(order -> !isVictim)
        .ifPresent(order -> chargeBack(order, own, nowMillis));
  }

  /** Victims pay with what is theirs; balances are stolen as cards are. */
  private static Funding funding(Account account, long card, long minor, Chance own) {
    boolean balance = own.happens(0.3) && account.walletMinor() >= minor;
    if (card == NO_CARD) {
      return Hand.funding(account, minor, own);
    }
    return balance ? Funding.wallet(minor) : Funding.creditCard(minor, card);
  }

  private void chargeBack(Order order, Chance own, long nowMillis) {
    if (own.happens(0.75)) {
      long afterMillis = (long) (own.logNormal(35, 0.64) * Days.DAY_MILLIS);
      hand.mall()
          .agenda()
          .at(
              nowMillis + afterMillis,
              now -> hand.mall().grievances().chargeback(order, "stolen_card", now));
    }
  }
}
