package io.mallguard.training.simulator.mall.honest;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.trade.Conduct;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.trade.Wish;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Shop;
import io.mallguard.training.simulator.mall.world.Trait;
import java.util.HashMap;
import java.util.Map;

/** Coupons and subsidies, and shops that sold more than they have. One owner thread. */
public final class Offers {
  private static final long STREAM = 'f';
  private static final double SOLD_OUT_PER_DAY = 0.002;

  private final Mall mall;
  private final Map<Integer, Long> soldOutMillis = new HashMap<>();

  /** Offers of a mall. */
  public Offers(Mall mall) {
    this.mall = mall;
  }

  /**
   * What is let go of a price. Immutable.
   *
   * @param discountMinor by the shop
   * @param subsidyMinor by the mall
   */
  public record Offer(long discountMinor, long subsidyMinor) {
    /** Both together. */
    public long minor() {
      return discountMinor + subsidyMinor;
    }
  }

  /** The shops that find out today that they have sold too much. */
  public void plan(int day) {
    soldOutMillis.clear();
    Chance chance = mall.chance(STREAM, day);
    double factor = SOLD_OUT_PER_DAY * mall.plan().lookAlikeFactor();
    int count = chance.poisson(factor * mall.world().shops().size());
    for (int i = 0; i < count; i++) {
      int shop = chance.below(mall.world().shops().size());
      long atMillis = mall.days().startMillis(day) + chance.seconds(50_000, 90_000);
      soldOutMillis.put(shop, atMillis);
    }
  }

  Offer of(long listMinor, boolean rush, Chance chance) {
    double coupon = chance.happens(rush ? 0.6 : 0.2) ? chance.between(0.02, 0.2) : 0;
    double subsidy = chance.happens(rush ? 0.4 : 0.1) ? chance.between(0.01, 0.12) : 0;
    if (chance.happens(0.01)) {
      subsidy = chance.between(0.2, 0.6);
    }
    return new Offer((long) (listMinor * coupon) / 10 * 10, (long) (listMinor * subsidy) / 10 * 10);
  }

  /** What becomes of usual manners where a shop has sold out or a person is customer service. */
  Conduct changed(Conduct usual, Account account, Shop shop, long nowMillis, Chance chance) {
    Long outMillis = soldOutMillis.get(shop.number());
    if (outMillis != null && outMillis > nowMillis && chance.happens(0.6)) {
      long afterMillis = outMillis - nowMillis + chance.seconds(0, 600);
      Wish wish =
          new Wish(
              afterMillis,
              false,
              "before_ship",
              "out_of_stock",
              "original_source",
              -1,
              1,
              0,
              "seller");
      return usual
          .shipped(Math.max(usual.shipAfterMillis(), 2 * Days.DAY_MILLIS), usual.parcel())
          .with(wish);
    }
    if (account.person().trait() == Trait.SERVICE && chance.happens(0.5)) {
      return usual.with(
          new Wish(
              chance.seconds(60, 4000),
              false,
              "refund_only",
              "goodwill",
              "wallet_balance",
              -1,
              1,
              0,
              "platform"));
    }
    return usual;
  }
}
