package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.log.Draft;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.GoodsKind;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parcels, codes, receipts, reviews, and what shops are owed then. One owner thread. */
public final class Delivery {
  private static final int MOST_CODES = 50;
  private static final String[] CARRIERS = {"sf", "zto", "yto", "sto", "yunda", "jt"};

  private static final double JOINT_PARCELS = 0.25;

  private final Mall mall;

  /** The latest parcel of a shop. */
  private final Map<Integer, Long> parcels = new HashMap<>();

  private long lastParcel;
  private long lastCode;

  Delivery(Mall mall) {
    this.mall = mall;
  }

  void follow(Order order) {
    long afterMillis = order.conduct().shipAfterMillis();
    if (afterMillis >= 0) {
      mall.agenda().at(order.paidMillis() + afterMillis, now -> ship(order, now));
    } else if (order.conduct().confirmAfterMillis() >= 0) {
      // Never sent, and confirmed all the same.
      long confirmMillis = order.paidMillis() + order.conduct().confirmAfterMillis();
      mall.agenda().at(confirmMillis, now -> confirm(order, "buyer", now));
    }
  }

  private void ship(Order order, long nowMillis) {
    if (order.isCancelled() || order.shop().isFrozen()) {
      return;
    }
    order.ship();
    if (order.kind().isVirtual()) {
      sendCode(order, nowMillis);
    } else {
      sendParcel(order, nowMillis);
    }
  }

  private void sendCode(Order order, long nowMillis) {
    Draft draft = mall.log().draft("shipped");
    draft.text("order_id", order.id());
    draft.yes("virtual_auto_delivered", true);
    boolean card = order.kind() == GoodsKind.GIFT_CARD || order.kind() == GoodsKind.VIRTUAL_CODE;
    List<String> codes = card ? codes(order) : List.of();
    List<Draft> elements =
        codes.stream().map(code -> draft.element("gift_card_ids").text("value", code)).toList();
    draft.list("gift_card_ids", elements);
    mall.log().write(draft, nowMillis, Tag.HONEST);
    redeem(order, codes, nowMillis);
    // The mall confirms virtual goods by itself, for everybody.
    long afterMillis = order.chance().aroundSeconds(60, 1.1);
    mall.agenda().at(nowMillis + afterMillis, now -> confirm(order, "auto", now));
  }

  private List<String> codes(Order order) {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_CODES, order.main().quantity()); i++) {
      codes.add(mall.log().ids().of('g', ++lastCode));
    }
    return codes;
  }

  private void redeem(Order order, List<String> codes, long nowMillis) {
    Conduct conduct = order.conduct();
    if (conduct.redeemAfterMillis() < 0) {
      return;
    }
    Account redeemer =
        conduct.redeemer() < 0 ? order.buyer() : mall.world().account(conduct.redeemer());
    long atMillis = nowMillis + conduct.redeemAfterMillis();
    for (String code : codes) {
      atMillis += order.chance().aroundSeconds(20, 0.8);
      mall.agenda().at(atMillis, now -> redeem(order, code, redeemer, now));
    }
  }

  private void redeem(Order order, String code, Account redeemer, long nowMillis) {
    if (!redeemer.isActive()) {
      return;
    }
    Draft draft = mall.log().draft("gift_card_redeemed");
    draft.text("card_id", code);
    draft.text("redeemer_account_id", mall.registry().id(redeemer));
    draft.number("amount_minor", order.main().item().priceMinor());
    draft.text("order_id", order.id());
    draft.text("purchaser_account_id", mall.registry().id(order.buyer()));
    mall.registry().fillClient(draft, redeemer, order.chance());
    mall.log().write(draft, nowMillis, order.tag().next());
  }

  private void sendParcel(Order order, long nowMillis) {
    Conduct conduct = order.conduct();
    Chance chance = order.chance();
    boolean borrowed = conduct.parcel() == Conduct.Parcel.BORROWED && lastParcel > 500;
    long parcel = borrowed ? lastParcel - 1 - chance.below(400) : parcel(order.shop(), chance);
    String tracking = mall.log().ids().of('k', parcel);
    int gram = Math.max(5, order.main().item().gram() * order.main().quantity());
    boolean empty = conduct.parcel() == Conduct.Parcel.EMPTY;
    Draft draft = mall.log().draft("shipped");
    draft.text("order_id", order.id());
    draft.text("carrier", CARRIERS[chance.below(CARRIERS.length)]);
    draft.text("tracking_id", tracking);
    draft.number(
        "weight_gram",
        (long) (empty ? 20 + chance.exponential(60) : gram * chance.between(0.85, 1.2)));
    mall.log().write(draft, nowMillis, Tag.HONEST);
    if (borrowed) {
      long arrivalMillis = nowMillis + chance.aroundSeconds(200_000, 0.4);
      mall.agenda().at(arrivalMillis, now -> arrive(order, tracking, false, now));
    } else {
      travel(order, tracking, nowMillis);
    }
  }

  /** One shop in eight saves postage: what goes one way has one number. */
  private long parcel(Shop shop, Chance chance) {
    boolean savesPostage = Long.remainderUnsigned(Chance.mix(7L * shop.number() + 3), 8) == 0;
    Long before = parcels.get(shop.number());
    if (savesPostage && before != null && chance.happens(mall.plan().lookAlike(JOINT_PARCELS))) {
      return before;
    }
    parcels.put(shop.number(), ++lastParcel);
    return lastParcel;
  }

  private void travel(Order order, String tracking, long nowMillis) {
    Chance chance = order.chance();
    int from = order.shop().city();
    int to = order.buyer().person().city();
    long pickedMillis = nowMillis + chance.aroundSeconds(15_000, 0.7);
    mall.agenda().at(pickedMillis, now -> scan(order, tracking, "picked_up", from, now));
    long daysMillis = chance.aroundSeconds(from == to ? 90_000 : 190_000, 0.35);
    if (chance.happens(0.4)) {
      int way = mall.cities().any(chance);
      long wayMillis = pickedMillis + daysMillis / 2;
      mall.agenda().at(wayMillis, now -> scan(order, tracking, "in_transit", way, now));
    }
    mall.agenda().at(pickedMillis + daysMillis, now -> arrive(order, tracking, true, now));
  }

  private void scan(Order order, String tracking, String type, int city, long nowMillis) {
    Draft draft = mall.log().draft("logistics_scan");
    draft.text("tracking_id", tracking);
    draft.word("scan_type", type);
    if (order.chance().happens(0.9)) {
      draft.text("order_id", order.id());
    }
    draft.text("city", mall.cities().code(city));
    // Carriers tell in batches.
    long toldMillis = nowMillis + order.chance().aroundSeconds(60, 1.2);
    mall.log().write(draft, nowMillis, toldMillis, Tag.HONEST);
  }

  private void arrive(Order order, String tracking, boolean scanned, long nowMillis) {
    order.deliver();
    if (scanned) {
      scan(order, tracking, "delivered", order.buyer().person().city(), nowMillis);
    }
    stage(order, "delivered", "carrier", nowMillis);
    mall.refunds().delivered(order, nowMillis);
    long confirmMillis = order.conduct().confirmAfterMillis();
    boolean himself = confirmMillis >= 0;
    long afterMillis = himself ? confirmMillis : 10 * Days.DAY_MILLIS;
    mall.agenda()
        .at(nowMillis + afterMillis, now -> confirm(order, himself ? "buyer" : "auto", now));
  }

  private Draft stageOf(Order order, String stage, String by) {
    Draft draft = mall.log().draft("delivered");
    draft.text("order_id", order.id());
    draft.word("stage", stage);
    return draft.word("by", by);
  }

  private void stage(Order order, String stage, String by, long nowMillis) {
    mall.log().write(stageOf(order, stage, by), nowMillis, Tag.HONEST);
  }

  private void confirm(Order order, String by, long nowMillis) {
    order.deliver();
    if (order.refundedMinor() >= order.amountMinor() || order.isSettled()) {
      return;
    }
    stage(order, "receipt_confirmed", by, nowMillis);
    order.settle();
    mall.payouts().settle(order, nowMillis);
    if (order.kind().isVirtual()) {
      mall.refunds().delivered(order, nowMillis);
    }
    long afterMillis = order.conduct().reviewAfterMillis();
    if (afterMillis >= 0) {
      mall.agenda().at(nowMillis + afterMillis, now -> review(order, now));
    }
  }

  private void review(Order order, long nowMillis) {
    if (!order.buyer().isActive()) {
      return;
    }
    long hash = Chance.mix(order.conduct().reviewText());
    Draft draft = stageOf(order, "reviewed", "buyer");
    draft.number("review_rating", order.conduct().rating());
    draft.number("review_chars", 4 + Long.remainderUnsigned(hash, 90));
    draft.text("review_simhash", String.format(Locale.ROOT, "%016x", hash));
    draft.number("simhash_band", hash >>> 48);
    draft.yes("review_has_photo", order.chance().happens(0.2));
    mall.log().write(draft, nowMillis, Tag.HONEST);
  }
}
