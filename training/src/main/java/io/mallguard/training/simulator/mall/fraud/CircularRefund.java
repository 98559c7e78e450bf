package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.honest.Manners;
import io.mallguard.training.simulator.mall.trade.Conduct;
import io.mallguard.training.simulator.mall.trade.Order;
import io.mallguard.training.simulator.mall.trade.Wish;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Category;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.Optional;

/**
 * T2: buys on credit, asks for the money at once into the wallet, just below what the mall pays
 * without a look, withdraws, and again. T3 has the money sent to another account.
 */
final class CircularRefund implements Job {
  private static final String[] REASONS = {
    "no_longer_wanted", "wrong_order", "found_cheaper", "code_invalid", "other"
  };

  private final Hand hand;
  private final Drift drift;

  CircularRefund(Hand hand, Drift drift) {
    this.hand = hand;
    this.drift = drift;
  }

  @Override
  public void plan(Ring ring, int orders, int day) {
    Chance own = ring.chance().split();
    long atMillis = hand.workMillis(ring, day, own);
    int cycles = 0;
    Account account = ring.nextAccount();
    for (int i = 0; i < orders; i++) {
      // The careless go round again and again, the careful once before another account does.
      if (cycles++ > (2 + own.below(4)) * (1 - 1.5 * ring.discipline())) {
        account = ring.nextAccount();
        cycles = 0;
      }
      Account buyer = account;
      hand.mall().agenda().at(atMillis, now -> cycle(ring, buyer, day, now));
      atMillis = hand.nextMillis(ring, day, atMillis, own.aroundSeconds(1500, 0.8), own);
    }
  }

  private void cycle(Ring ring, Account account, int day, long nowMillis) {
    Chance own = ring.chance().split();
    Optional<Shop> shop = shop(ring, account, own);
    if (ring.isIdle(nowMillis) || !account.isActive() || shop.isEmpty()) {
      return;
    }
    Line line = hand.goods(ring, shop.get(), wantedMinor(ring, day, own), own, nowMillis);
    boolean elsewhere = ring.typology() == Typology.T3;
    Account receiver = elsewhere ? ring.nextAccount() : account;
    boolean detour = elsewhere && drift.hasNewVariant(day) && own.happens(0.7);
    String variant = detour ? Tag.PARTIAL_DETOUR : "";
    Tag tag = hand.chain(ring, ring.typology(), account, line.amountMinor(), variant);
    Conduct conduct =
        detour
            ? detour(account, receiver, line, own)
            : quick(ring, account, receiver, line, day, own);
    hand.buy(
        ring,
        account,
        shop.get(),
        line,
        Hand.funding(account, line.amountMinor(), own),
        conduct,
        tag,
        nowMillis);
  }

  private Optional<Shop> shop(Ring ring, Account account, Chance own) {
    if (!ring.shops().isEmpty() && own.happens(0.6)) {
      return Optional.of(ring.nextShop()).filter(Shop::sells);
    }
    int known = account.habit(own.below(4));
    Optional<Shop> shop =
        known >= 0 && own.happens(0.5 * ring.discipline())
            ? Optional.of(hand.mall().world().shop(known))
            : hand.mall().world().found(own.below(Category.ALL.size()), own);
    return shop.filter(Shop::sells);
  }

  /** Below the believed ceiling, or what is typical. */
  private long wantedMinor(Ring ring, int day, Chance own) {
    if (own.happens(0.65)) {
      return (long) (ring.ceilingMinor() * own.between(0.8, 0.995));
    }
    double yuan = drift.yuan(Typology.T2, day) * ring.amountFactor() * own.logNormal(1, 0.6);
    return Math.max(5000, (long) (yuan * 100));
  }

  private Conduct quick(
      Ring ring, Account account, Account receiver, Line line, int day, Chance own) {
    boolean virtual = line.item().kind().isVirtual();
    double seconds = own.logNormal(180, 1) * ring.slowness() * drift.refundDelayFactor(day);
    long afterMillis = 20_000 + (long) (1000 * Math.min(72_000, seconds));
    String reason =
        own.happens(ring.discipline()) ? REASONS[own.below(REASONS.length)] : REASONS[0];
    String type = virtual ? "refund_only" : "before_ship";
    Wish wish =
        new Wish(
            afterMillis, false, type, reason, "wallet_balance", receiver.number(), 1, 0, "buyer");
    return Manners.conduct(account, line.item(), own).with(wish);
  }

  /** The way of the seventh month: delivered for real, then nearly all of it back as a part. */
  private static Conduct detour(Account account, Account receiver, Line line, Chance own) {
    long afterMillis = own.aroundSeconds(9000, 1.2);
    Wish wish =
        new Wish(
            afterMillis,
            true,
            "partial",
            "not_as_described",
            "wallet_balance",
            receiver.number(),
            own.between(0.86, 0.97),
            1 + own.below(3),
            "buyer");
    return Manners.conduct(account, line.item(), own).with(wish);
  }

  /** The mall has decided: learns from it, takes the money out. */
  void decided(
      Ring ring,
      Order order,
      Account receiver,
      long walletMinor,
      boolean automatic,
      long nowMillis) {
    Chance own = ring.chance().split();
    ring.learn(order.amountMinor(), automatic);
    if (walletMinor <= 0) {
      return;
    }
    long waitMillis = (long) (own.aroundSeconds(600, 1) * Math.min(20, ring.slowness()));
    Tag tag = order.tag().next().next();
    if (own.happens(0.2 + 0.5 * ring.discipline())) {
      // Some of it pays for the next round or for a life.
      return;
    }
    hand.mall()
        .agenda()
        .at(
            nowMillis + waitMillis,
            now ->
                hand.mall()
                    .wallets()
                    .withdraw(receiver, receiver.exitCard(own), walletMinor, own, tag, now));
  }
}
