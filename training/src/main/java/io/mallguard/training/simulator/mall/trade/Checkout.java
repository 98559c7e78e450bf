package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.log.Draft;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Category;
import io.mallguard.training.simulator.mall.world.Client;
import io.mallguard.training.simulator.mall.world.GoodsKind;
import io.mallguard.training.simulator.mall.world.Item;
import io.mallguard.training.simulator.mall.world.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes payments. One owner thread. */
public final class Checkout {
  private static final long STREAM = 'O';
  private static final long INSTALMENTS_FROM_MINOR = 50_000;

  private final Mall mall;
  private final List<Listener> listeners = new ArrayList<>();
  private long lastNumber;

  /** Hears of paid orders. */
  @FunctionalInterface
  public interface Listener {
    /** An order was paid. */
    void paid(Order order, Client client, long nowMillis);
  }

  Checkout(Mall mall) {
    this.mall = mall;
  }

  /** Has somebody hear of every order from now on. */
  public void heardBy(Listener listener) {
    listeners.add(listener);
  }

  /**
   * Pays, if the buyer may buy, the shop may sell and the money is there; delivery follows.
   *
   * @return the order, or empty if it was refused
   */
  public Optional<Order> pay(Purchase purchase, long nowMillis) {
    Account buyer = purchase.buyer();
    Funding funding = purchase.funding();
    boolean refused =
        !buyer.isActive()
            || !purchase.shop().sells()
            || purchase.shop().openedMillis() > nowMillis
            || purchase.amountMinor() <= 0
            || funding.creditPayMinor() > buyer.credit().availableMinor()
            || funding.walletMinor() > buyer.walletMinor();
    if (refused) {
      return Optional.empty();
    }
    buyer.credit().use(funding.creditPayMinor());
    buyer.wallet(-funding.walletMinor());
    buyer.ordered(purchase.shop().number());
    purchase.shop().ordered();
    long number = ++lastNumber;
    Order order =
        new Order(
            mall.log().ids().of('o', number), purchase, nowMillis, mall.chance(STREAM, number));
    mall.log().write(draft(order, purchase, number), nowMillis, purchase.tag());
    listeners.forEach(listener -> listener.paid(order, purchase.client(), nowMillis));
    mall.delivery().follow(order);
    mall.refunds().follow(order);
    return Optional.of(order);
  }

  private Draft draft(Order order, Purchase purchase, long number) {
    Draft draft = mall.log().draft("order");
    Chance chance = order.chance();
    draft.text("order_id", order.id());
    draft.text("payment_id", mall.log().ids().of('y', number));
    draft.text("buyer_id", mall.registry().id(purchase.buyer()));
    draft.text("shop_id", mall.registry().id(purchase.shop()));
    draft.number("amount_minor", order.amountMinor());
    draft.number("discount_minor", purchase.discountMinor());
    draft.number("platform_subsidy_minor", purchase.subsidyMinor());
    goods(draft, purchase.lines());
    money(draft, purchase, chance);
    visit(draft, purchase.visit(), chance);
    draft.number("placed_at", order.paidMillis() - chance.aroundSeconds(25, 1.2));
    if (order.kind() == GoodsKind.PHYSICAL) {
      draft.text("address_id", mall.log().ids().of('h', purchase.buyer().person().household()));
      draft.text("ship_to_city", mall.cities().code(purchase.buyer().person().city()));
    }
    return mall.clients().fill(draft, purchase.client(), chance);
  }

  private void goods(Draft draft, List<Line> lines) {
    List<Draft> elements = new ArrayList<>();
    for (Line line : lines) {
      Draft element = draft.element("goods");
      item(element, line.item());
      elements.add(element.number("quantity", line.quantity()));
    }
    draft.list("goods", elements);
    Item main = lines.get(0).item();
    draft.text("category_id", Category.ALL.get(main.category()).id());
    draft.word("goods_kind", main.kind().word());
    draft.text("main_item_id", mall.log().ids().of('i', main.number()));
    draft.text("main_title", mall.log().ids().of('t', main.title()));
    draft.number("main_unit_price_minor", main.priceMinor());
    draft.number("main_listed_at", main.listedMillis());
    draft.yes("fast_refund_eligible", RefundPolicy.isFast(main.kind(), main.number()));
  }

  private void item(Draft element, Item item) {
    element.text("item_id", mall.log().ids().of('i', item.number()));
    element.text("title", mall.log().ids().of('t', item.title()));
    if (item.product() >= 0) {
      element.text("product_id", mall.log().ids().of('u', item.product()));
    }
    element.text("category_id", Category.ALL.get(item.category()).id());
    element.word("goods_kind", item.kind().word());
    element.number("unit_price_minor", item.priceMinor());
    element.number("listed_at", item.listedMillis());
    element.yes("fast_refund_eligible", RefundPolicy.isFast(item.kind(), item.number()));
    if (item.gram() > 0) {
      element.number("declared_weight_gram", item.gram());
    }
  }

  private void money(Draft draft, Purchase purchase, Chance chance) {
    Funding funding = purchase.funding();
    draft.text("payer_account_id", mall.registry().paymentId(purchase.buyer()));
    draft.word("funding_source", funding.source());
    if (funding.card() >= 0) {
      draft.text("instrument_id", mall.log().ids().of('c', funding.card()));
    }
    if (funding.source().equals("mixed")) {
      draft.list("split", split(draft, funding));
    }
    draft.number("declined_attempts", purchase.visit().declined());
    if (funding.isOnCredit()
        && purchase.amountMinor() >= INSTALMENTS_FROM_MINOR
        && chance.happens(0.25)) {
      draft.number("instalments", chance.oneOf(3, 6, 12));
    }
    draft.word("auth_method", chance.oneOf("none", "password", "biometric", "biometric", "otp"));
    if (funding.creditCardMinor() > 0) {
      draft.yes("is_3ds", chance.happens(0.5));
    }
  }

  private List<Draft> split(Draft draft, Funding funding) {
    List<Draft> parts = new ArrayList<>();
    parts.add(
        draft
            .element("split")
            .word("funding_source", "wallet_balance")
            .number("amount_minor", funding.walletMinor()));
    if (funding.creditPayMinor() > 0) {
      parts.add(
          draft
              .element("split")
              .word("funding_source", "credit_pay")
              .number("amount_minor", funding.creditPayMinor()));
    }
    if (funding.otherMinor() > 0) {
      parts.add(
          draft
              .element("split")
              .word("funding_source", "debit")
              .text("instrument_id", mall.log().ids().of('c', funding.card()))
              .number("amount_minor", funding.otherMinor()));
    }
    return parts;
  }

  private void visit(Draft draft, Visit visit, Chance chance) {
    draft.word("entry", visit.entry());
    if (!chance.happens(0.1)) {
      draft.number("browse_page_views", visit.pageViews());
      draft.number("browse_dwell_ms", visit.dwellMillis());
      draft.number("browse_chat_messages", visit.chats());
      draft.text("visit_id", mall.log().ids().of('v', chance.next() >>> 4));
    }
  }
}
