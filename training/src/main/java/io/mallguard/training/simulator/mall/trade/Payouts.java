package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.log.Draft;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.ArrayList;
import java.util.List;

/** What shops are owed and paid. One owner thread. */
public final class Payouts {
  /** The mall keeps 0.6 %. */
  private static final int FEE_PER_MILLE = 6;

  private static final int YOUNG_DAYS = 14;
  private static final int OPENING_HOUR = 10;

  private final Mall mall;
  private long lastNumber;

  Payouts(Mall mall) {
    this.mall = mall;
  }

  /** A buyer has confirmed: the shop is owed the money. */
  void settle(Order order, long nowMillis) {
    long minor = order.amountMinor() - order.refundedMinor();
    Shop shop = order.shop();
    long availableMillis =
        switch (rule(shop, nowMillis)) {
          // By the hour, so that a large shop has few of them.
          case "t0" -> (nowMillis / Days.HOUR_MILLIS + 1) * Days.HOUR_MILLIS;
          case "t1" -> opening(mall.days().dayOf(nowMillis) + 1);
          default -> opening(mall.days().dayOf(nowMillis) + 7);
        };
    shop.settle(availableMillis, minor, minor * FEE_PER_MILLE / 1000);
  }

  private long opening(int day) {
    return mall.days().startMillis(day) + OPENING_HOUR * Days.HOUR_MILLIS;
  }

  private static String rule(Shop shop, long nowMillis) {
    boolean young = nowMillis - shop.openedMillis() < YOUNG_DAYS * Days.DAY_MILLIS;
    return young ? "t7" : shop.isEnterprise() ? "t0" : "t1";
  }

  /**
   * A shop asks for all it may have.
   *
   * @return what is paid to its card; 0 if there is nothing or payouts wait
   */
  public long request(Shop shop, Tag tag, long nowMillis) {
    long minor = shop.availableMinor(nowMillis);
    if (minor <= 0 || shop.isFrozen()) {
      return 0;
    }
    boolean isNew = shop.isPayoutCardNew();
    List<Shop.Settled> taken = shop.takeAvailable(nowMillis);
    Draft draft = mall.log().draft("payout");
    draft.text("payout_id", mall.log().ids().of('l', ++lastNumber));
    draft.text("shop_id", mall.registry().id(shop));
    draft.text("payout_card", mall.log().ids().of('c', shop.payoutCard()));
    draft.number("amount_minor", minor);
    draft.yes("new_instrument", isNew);
    draft.list("settlements", settlements(draft, taken, rule(shop, nowMillis)));
    mall.log().write(draft, nowMillis, tag);
    return minor;
  }

  private static List<Draft> settlements(Draft draft, List<Shop.Settled> taken, String rule) {
    List<Draft> elements = new ArrayList<>();
    for (Shop.Settled each : taken.subList(Math.max(0, taken.size() - 100), taken.size())) {
      elements.add(
          draft
              .element("settlements")
              .number("orders", each.orders())
              .number("amount_minor", each.amountMinor())
              .number("fee_minor", each.feeMinor())
              .number("settled_at", each.availableMillis())
              .word("settle_rule", rule));
    }
    return elements;
  }
}
