package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.log.Draft;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;

/** Chargebacks of banks and complaints of people. One owner thread. */
public final class Grievances {
  private final Mall mall;
  private long lastNumber;

  Grievances(Mall mall) {
    this.mall = mall;
  }

  /** A bank takes the money of an order back, from the shop. */
  public void chargeback(Order order, String reason, long nowMillis) {
    Draft draft = mall.log().draft("chargeback");
    draft.text("chargeback_id", mall.log().ids().of('Q', ++lastNumber));
    draft.text("order_id", order.id());
    draft.number("amount_minor", order.amountMinor());
    draft.word("reason_code", reason);
    if (order.funding().card() >= 0) {
      draft.text("instrument_id", mall.log().ids().of('c', order.funding().card()));
    }
    mall.log().write(draft, nowMillis, Tag.HONEST);
    if (order.isSettled()) {
      order.shop().owe(order.amountMinor());
    }
  }

  /** Somebody complains about an order. */
  public void complain(Order order, String reason, long nowMillis) {
    Draft draft = complaint("order", order.id(), reason);
    mall.log().write(draft.number("amount_minor", order.amountMinor()), nowMillis, Tag.HONEST);
  }

  /** An owner complains that an account was stolen. */
  public void complain(Account account, long nowMillis) {
    Draft draft = complaint("account", mall.registry().id(account), "account_stolen");
    mall.log().write(draft, nowMillis, Tag.HONEST);
  }

  private Draft complaint(String about, String id, String reason) {
    Draft draft = mall.log().draft("complaint");
    draft.text("complaint_id", mall.log().ids().of('U', ++lastNumber));
    draft.word("about", about);
    draft.text("about_id", id);
    draft.word("channel", "buyer");
    return draft.word("reason_code", reason);
  }
}
