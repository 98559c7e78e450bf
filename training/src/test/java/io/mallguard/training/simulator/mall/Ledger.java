package io.mallguard.training.simulator.mall;

import static io.mallguard.training.simulator.mall.SmallMall.number;
import static io.mallguard.training.simulator.mall.SmallMall.text;
import static io.mallguard.training.simulator.mall.SmallMall.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Follows all money by what events say of it alone, in the order in which it happened. */
final class Ledger {
  private final Map<String, Long> wallets = new HashMap<>();
  private final Map<String, Long> owed = new HashMap<>();
  private final Map<String, Long> limits = new HashMap<>();
  private final Map<String, Event> orders = new HashMap<>();
  private final Map<String, Long> refunded = new HashMap<>();
  private final Map<String, Long> confirmed = new HashMap<>();
  private final Map<String, Long> paidOut = new HashMap<>();

  void take(Event event) {
    switch (event.type().name()) {
      case "order" -> order(event);
      case "refund_paid" -> refund(event);
      case "transfer" -> {
        wallet(text(event, "from_account_id"), -number(event, "amount_minor"), event);
        wallet(text(event, "to_account_id"), number(event, "amount_minor"), event);
      }
      case "top_up" ->
          wallet(text(event, "payment_account_id"), number(event, "amount_minor"), event);
      case "withdrawal" ->
          wallet(text(event, "payment_account_id"), -number(event, "amount_minor"), event);
      case "credit_line_changed" -> {
        limits.put(text(event, "account_id"), number(event, "credit_limit_minor"));
        assertThat(number(event, "available_minor"))
            .as("available of %s", event)
            .isEqualTo(
                number(event, "credit_limit_minor")
                    - owed.getOrDefault(text(event, "account_id"), 0L));
      }
      case "repayment" -> {
        if (word(event, "kind").equals("repaid")) {
          owe(text(event, "account_id"), -number(event, "amount_minor"), event);
        }
      }
      case "delivered" -> confirm(event);
      case "payout" -> payOut(event);
      default -> {
        // No money.
      }
    }
  }

  private void order(Event event) {
    orders.put(text(event, "order_id"), event);
    wallet(text(event, "payer_account_id"), -number(event, "wallet_amount_minor"), event);
    owe(text(event, "buyer_id"), number(event, "credit_pay_amount_minor"), event);
  }

  private void refund(Event event) {
    Event order = Objects.requireNonNull(orders.get(text(event, "order_id")));
    long minor = number(event, "amount_minor");
    long all = refunded.merge(text(event, "order_id"), minor, Long::sum);
    assertThat(all).as("refunds of %s", order).isLessThanOrEqualTo(number(order, "amount_minor"));
    if (word(event, "destination_kind").equals("wallet_balance")) {
      wallet(text(event, "dest_account_id"), minor, event);
      return;
    }
    long credit = Math.min(minor, number(order, "credit_pay_amount_minor"));
    String buyer = text(event, "buyer_id");
    owe(buyer, -Math.min(credit, owed.getOrDefault(buyer, 0L)), event);
    long wallet = Math.min(minor - credit, number(order, "wallet_amount_minor"));
    wallet(text(order, "payer_account_id"), wallet, event);
  }

  private void wallet(String account, long change, Event event) {
    assertThat(wallets.merge(account, change, Long::sum))
        .as("wallet after %s", event)
        .isNotNegative();
  }

  private void owe(String account, long change, Event event) {
    long now = owed.merge(account, change, Long::sum);
    assertThat(now)
        .as("credit used after %s", event)
        .isBetween(0L, limits.getOrDefault(account, 0L));
  }

  private void confirm(Event event) {
    if (word(event, "stage").equals("receipt_confirmed")) {
      Event order = Objects.requireNonNull(orders.get(text(event, "order_id")));
      confirmed.merge(text(order, "shop_id"), number(order, "amount_minor"), Long::sum);
    }
  }

  private void payOut(Event event) {
    String shop = text(event, "shop_id");
    assertThat(paidOut.merge(shop, number(event, "amount_minor"), Long::sum))
        .as("paid out to %s", shop)
        .isLessThanOrEqualTo(confirmed.getOrDefault(shop, 0L));
  }
}
