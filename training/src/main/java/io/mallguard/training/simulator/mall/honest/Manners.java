package io.mallguard.training.simulator.mall.honest;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.trade.Conduct;
import io.mallguard.training.simulator.mall.trade.Visit;
import io.mallguard.training.simulator.mall.trade.Wish;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Category;
import io.mallguard.training.simulator.mall.world.GoodsKind;
import io.mallguard.training.simulator.mall.world.Item;
import io.mallguard.training.simulator.mall.world.Trait;

/** How people look around, and how they and shops go on after a payment. */
public final class Manners {
  private static final String[] ENTRIES = {
    "search", "search", "search", "recommendation", "recommendation", "live", "share", "direct_link"
  };
  private static final String[] RETURN_REASONS = {
    "no_longer_wanted", "quality", "not_as_described", "wrong_order", "other"
  };
  private static final String[] EARLY_REASONS = {
    "no_longer_wanted", "wrong_order", "found_cheaper", "other"
  };

  /** Share of their orders that people at the limit of their credit think better of. */
  private static final double REGRETS = 0.5;

  private static final int REVIEW_TEXTS = 40_000;

  private Manners() {}

  /** How somebody comes to an order. */
  public static Visit visit(boolean knowsShop, Chance chance) {
    String entry = chance.happens(0.12) ? "direct_link" : ENTRIES[chance.below(ENTRIES.length)];
    double pages = knowsShop ? 3 : 6;
    int views = 1 + (int) chance.logNormal(pages, 0.8);
    long dwellMillis = views * chance.aroundSeconds(9, 0.9);
    int chats = chance.happens(0.22) ? 1 + chance.poisson(2) : 0;
    int declined = chance.happens(0.04) ? 1 + chance.poisson(0.4) : 0;
    return new Visit(entry, views, dwellMillis, chats, declined);
  }

  /** What usually follows a payment. */
  public static Conduct conduct(Account buyer, Item item, Chance chance) {
    boolean virtual = item.kind().isVirtual();
    long shipMillis = virtual ? chance.seconds(2, 25) : chance.aroundSeconds(50_000, 0.8);
    // Hardly any shop forgets an order; some need days.
    long lateMillis = chance.happens(0.03) ? chance.seconds(100_000, 400_000) : 0;
    boolean forgotten = !virtual && chance.happens(0.004);
    boolean confirms = !forgotten && chance.happens(0.45);
    boolean reviews = chance.happens(0.3);
    int rating = chance.happens(0.8) ? 5 : 1 + chance.below(5);
    long text = chance.happens(0.08) ? chance.below(60) : 1000 + chance.below(REVIEW_TEXTS);
    return new Conduct(
        forgotten ? -1 : shipMillis + (virtual ? 0 : lateMillis),
        Conduct.Parcel.FULL,
        confirms ? chance.aroundSeconds(40_000, 1.6) : -1,
        reviews ? chance.aroundSeconds(90_000, 1.3) : -1,
        rating,
        text,
        -1,
        item.kind() == GoodsKind.GIFT_CARD || item.kind() == GoodsKind.VIRTUAL_CODE
            ? chance.aroundSeconds(4000, 2)
            : -1,
        wish(buyer, item, chance));
  }

  private static Wish wish(Account buyer, Item item, Chance chance) {
    if (buyer.person().trait() == Trait.STRESSED && chance.happens(REGRETS)) {
      return regret(item.kind(), chance);
    }
    double share = Category.ALL.get(item.category()).refundShare();
    if (buyer.person().trait() == Trait.RETURNER && !item.kind().isVirtual()) {
      share = 0.42;
    }
    return chance.happens(share) ? wish(item.kind(), chance) : Wish.NONE;
  }

  /** Whoever lives on credit would soon rather have the money. */
  private static Wish regret(GoodsKind kind, Chance chance) {
    String destination = chance.happens(0.7) ? "wallet_balance" : "original_source";
    String reason = EARLY_REASONS[chance.below(EARLY_REASONS.length)];
    String type = kind.isVirtual() ? "refund_only" : "before_ship";
    return Wish.all(chance.aroundSeconds(2500, 1.5), false, type, reason, destination);
  }

  /** A refund that somebody honest may ask for. */
  public static Wish wish(GoodsKind kind, Chance chance) {
    double when = chance.uniform();
    // Quick refunds into the wallet are what the mall offers first.
    String destination = chance.happens(0.4) ? "wallet_balance" : "original_source";
    if (kind.isVirtual()) {
      String reason =
          chance.oneOf("wrong_order", "code_invalid", "not_received", "no_longer_wanted");
      long afterMillis = when < 0.35 ? chance.seconds(20, 3600) : chance.aroundSeconds(20_000, 1.4);
      return Wish.all(afterMillis, false, "refund_only", reason, destination);
    }
    if (when < 0.12) {
      String reason = EARLY_REASONS[chance.below(EARLY_REASONS.length)];
      return Wish.all(chance.seconds(20, 3600), false, "before_ship", reason, destination);
    }
    if (when < 0.37) {
      String reason = EARLY_REASONS[chance.below(EARLY_REASONS.length)];
      return Wish.all(chance.aroundSeconds(18_000, 1), false, "before_ship", reason, destination);
    }
    String reason = RETURN_REASONS[chance.below(RETURN_REASONS.length)];
    long afterMillis = (long) (chance.between(0.1, 9) * Days.DAY_MILLIS);
    double type = chance.uniform();
    boolean partial = type > 0.93;
    return new Wish(
        afterMillis,
        true,
        partial ? "partial" : type < 0.7 ? "return_refund" : "refund_only",
        reason,
        destination,
        -1,
        partial ? chance.between(0.1, 0.6) : 1,
        chance.poisson(1.2),
        "buyer");
  }
}
