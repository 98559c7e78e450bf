package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.log.Draft;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.trade.RefundPolicy.Decision;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Client;
import java.util.ArrayList;
import java.util.List;

/** From the request of a refund to its payment. One owner thread. */
public final class Refunds {
  private final Mall mall;
  private final Where where;
  private final List<Listener> listeners = new ArrayList<>();
  private long lastNumber;

  /** Hears of what became of requests. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A refund was paid, or refused.
     *
     * @param order whose
     * @param receiver who has the money now
     * @param walletMinor what came into the receiver's wallet, 0 if nothing did
     * @param wasAutomatic whether no person looked at it
     * @param wasPaid whether it was paid at all
     */
    void decided(
        Order order,
        Account receiver,
        long walletMinor,
        boolean wasAutomatic,
        boolean wasPaid,
        long nowMillis);
  }

  Refunds(Mall mall) {
    this.mall = mall;
    this.where = new Where(mall);
  }

  /** Has somebody hear of every decision from now on. */
  public void heardBy(Listener listener) {
    listeners.add(listener);
  }

  /** Plans what the buyer wishes to happen after the payment. */
  void follow(Order order) {
    Wish wish = order.conduct().wish();
    if (wish.isThere() && !wish.afterDelivery()) {
      plan(order, wish, order.paidMillis() + wish.afterMillis());
    }
  }

  /** Plans what the buyer wishes to happen after delivery. */
  void delivered(Order order, long nowMillis) {
    Wish wish = order.conduct().wish();
    if (wish.isThere() && wish.afterDelivery()) {
      plan(order, wish, nowMillis + wish.afterMillis());
    }
  }

  /** Somebody asks for a refund at a time to come. */
  public void plan(Order order, Wish wish, long atMillis) {
    mall.agenda().at(atMillis, now -> ask(order, wish, now));
  }

  private void ask(Order order, Wish wish, long nowMillis) {
    boolean byBuyer = wish.initiator().equals("buyer");
    if (order.isRefundAsked() || (byBuyer && !order.buyer().isActive())) {
      return;
    }
    order.askRefund();
    Wish fitting =
        wish.type().equals("before_ship") && order.isShipped() && order.kind().isVirtual()
            ? new Wish(
                wish.afterMillis(),
                false,
                "refund_only",
                wish.reason(),
                wish.destination(),
                wish.receiver(),
                wish.share(),
                wish.evidence(),
                wish.initiator())
            : wish;
    long amountMinor = Math.max(1, (long) (order.amountMinor() * wish.share()));
    Case asked = new Case(order, fitting, amountMinor, mall.log().ids().of('r', ++lastNumber));
    request(asked, nowMillis);
    if (byBuyer) {
      order.buyer().refunded(mall.days().dayOf(nowMillis));
    }
    decide(asked, nowMillis);
  }

  /** A request on its way. */
  private record Case(Order order, Wish wish, long amountMinor, String id) {
    Chance chance() {
      return order.chance();
    }
  }

  private void request(Case asked, long nowMillis) {
    Order order = asked.order();
    Wish wish = asked.wish();
    Draft draft = mall.log().draft("refund");
    draft.text("refund_id", asked.id());
    draft.text("order_id", order.id());
    draft.text("buyer_id", mall.registry().id(order.buyer()));
    draft.text("shop_id", mall.registry().id(order.shop()));
    draft.number("amount_minor", asked.amountMinor());
    draft.word("refund_type", wish.type());
    draft.word("reason_code", wish.reason());
    destination(draft, asked, wish.destination());
    draft.word("initiated_by", wish.initiator());
    draft.number("evidence_count", wish.evidence());
    if (wish.initiator().equals("buyer")) {
      Client client = where.usual(order.buyer(), mall.days().dayOf(nowMillis), asked.chance());
      mall.clients().fill(draft, client, asked.chance());
    }
    mall.log().write(draft, nowMillis, order.tag().next());
  }

  private void destination(Draft draft, Case asked, String destination) {
    Order order = asked.order();
    draft.word("destination_kind", destination);
    boolean wallet =
        destination.equals("wallet_balance") || order.funding().source().equals("wallet_balance");
    if (wallet) {
      draft.text("dest_account_id", mall.registry().paymentId(receiver(asked, destination)));
    } else if (order.funding().card() >= 0) {
      draft.text("dest_instrument_id", mall.log().ids().of('c', order.funding().card()));
    }
  }

  private Account receiver(Case asked, String destination) {
    int receiver = asked.wish().receiver();
    return receiver < 0 || !destination.equals("wallet_balance")
        ? asked.order().buyer()
        : mall.world().account(receiver);
  }

  private void decide(Case asked, long nowMillis) {
    Chance chance = asked.chance();
    boolean fromShop = !asked.wish().initiator().equals("buyer");
    Decision decision =
        fromShop
            ? Decision.AUTOMATIC
            : mall.refundPolicy()
                .decide(asked.order(), asked.wish(), asked.amountMinor(), nowMillis);
    switch (decision) {
      case AUTOMATIC -> {
        long atMillis = nowMillis + chance.seconds(1, 40);
        mall.agenda().at(atMillis, now -> approve(asked, "auto_approved", "rule", now));
      }
      case MANUAL -> {
        decided(asked, "manual", "rule", 0, nowMillis + 1000);
        review(asked, nowMillis + chance.aroundSeconds(14_000, 1));
      }
      case HELD -> {
        long untilMillis = nowMillis + chance.oneOf(24, 48, 72) * Days.HOUR_MILLIS;
        decided(asked, "held", "rule", untilMillis, nowMillis + 1000);
        review(asked, untilMillis + chance.aroundSeconds(9000, 1));
      }
    }
  }

  private void review(Case asked, long atMillis) {
    boolean suspicious = asked.order().buyer().hasRefundsHeld();
    double refused = suspicious ? 0.6 : asked.wish().evidence() > 0 ? 0.05 : 0.11;
    boolean approved = !asked.chance().happens(refused);
    String by = asked.chance().happens(0.6) ? "seller" : "agent";
    boolean returns = asked.wish().type().equals("return_refund");
    mall.agenda()
        .at(
            atMillis,
            now -> {
              if (!approved) {
                decided(asked, "rejected", by, 0, now);
                tell(asked, asked.order().buyer(), 0, false, now);
              } else if (returns) {
                takeBack(asked, by, now);
              } else {
                approve(asked, "approved", by, now);
              }
            });
  }

  private void takeBack(Case asked, String by, long nowMillis) {
    long atMillis = nowMillis + asked.chance().aroundSeconds(280_000, 0.5);
    mall.agenda()
        .at(
            atMillis,
            now -> {
              Draft draft = mall.log().draft("return_received");
              draft.text("refund_id", asked.id());
              draft.text("tracking_id", mall.log().ids().of('k', asked.chance().next() >>> 4));
              draft.number("weight_gram", asked.order().main().item().gram());
              draft.word("inspection", asked.chance().happens(0.96) ? "ok" : "mismatch");
              mall.log().write(draft, now, Tag.HONEST);
              long laterMillis = now + asked.chance().aroundSeconds(7000, 1);
              mall.agenda().at(laterMillis, then -> approve(asked, "approved", by, then));
            });
  }

  private void approve(Case asked, String decision, String by, long nowMillis) {
    decided(asked, decision, by, 0, nowMillis);
    if (!asked.order().isShipped()) {
      asked.order().cancel();
    }
    boolean automatic = decision.equals("auto_approved");
    long atMillis = nowMillis + asked.chance().aroundSeconds(automatic ? 15 : 1800, 1);
    mall.agenda().at(atMillis, now -> pay(asked, automatic, now));
  }

  private void decided(Case asked, String decision, String by, long holdMillis, long atMillis) {
    RefundPolicy.Terms terms = mall.refundPolicy().terms(asked.order().buyer(), atMillis);
    Draft draft = mall.log().draft("refund_decided");
    draft.text("refund_id", asked.id());
    draft.word("decision", decision);
    draft.word("decided_by", by);
    draft.number("ceiling_minor", terms.ceilingMinor());
    draft.text("policy_version", terms.version());
    if (holdMillis > 0) {
      draft.number("hold_until", holdMillis);
    }
    mall.log().write(draft, atMillis, Tag.HONEST);
  }

  private void pay(Case asked, boolean automatic, long nowMillis) {
    Order order = asked.order();
    String destination = mall.refundPolicy().destination(order, asked.wish(), nowMillis);
    Draft draft = mall.log().draft("refund_paid");
    draft.text("refund_id", asked.id());
    draft.text("order_id", order.id());
    draft.text("buyer_id", mall.registry().id(order.buyer()));
    draft.text("shop_id", mall.registry().id(order.shop()));
    draft.number("amount_minor", asked.amountMinor());
    destination(draft, asked, destination);
    draft.yes("advanced_by_platform", automatic);
    mall.log().write(draft, nowMillis, Tag.HONEST);
    order.refund(asked.amountMinor());
    if (order.isSettled()) {
      order.shop().owe(asked.amountMinor());
    }
    tell(asked, receiver(asked, destination), toWallet(asked, destination), automatic, nowMillis);
  }

  private long toWallet(Case asked, String destination) {
    Funding funding = asked.order().funding();
    long minor = asked.amountMinor();
    if (destination.equals("wallet_balance")) {
      receiver(asked, destination).wallet(minor);
      return minor;
    }
    long creditMinor = Math.min(minor, funding.creditPayMinor());
    long walletMinor = Math.min(minor - creditMinor, funding.walletMinor());
    asked.order().buyer().credit().giveBack(creditMinor);
    asked.order().buyer().wallet(walletMinor);
    return walletMinor;
  }

  private void tell(
      Case asked, Account receiver, long walletMinor, boolean automatic, long nowMillis) {
    boolean paid = asked.order().refundedMinor() > 0;
    for (Listener listener : listeners) {
      listener.decided(asked.order(), receiver, walletMinor, automatic, paid, nowMillis);
    }
  }
}
