package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Category;
import io.mallguard.training.simulator.mall.world.GoodsKind;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;

/** An order on its way from payment to settlement. One owner thread. */
public final class Order {
  private final String id;
  private final Account buyer;
  private final Shop shop;
  private final Line main;
  private final long amountMinor;
  private final Funding funding;
  private final long paidMillis;
  private final Conduct conduct;
  private final Tag tag;
  private final Chance chance;
  private boolean cancelled;
  private boolean shipped;
  private boolean delivered;
  private boolean settled;
  private boolean refundAsked;
  private long refundedMinor;

  Order(String id, Purchase purchase, long paidMillis, Chance chance) {
    this.id = id;
    this.buyer = purchase.buyer();
    this.shop = purchase.shop();
    this.main = purchase.lines().get(0);
    this.amountMinor = purchase.amountMinor();
    this.funding = purchase.funding();
    this.paidMillis = paidMillis;
    this.conduct = purchase.conduct();
    this.tag = purchase.tag();
    this.chance = chance;
  }

  /** Its id in events. */
  public String id() {
    return id;
  }

  /** Who bought. */
  public Account buyer() {
    return buyer;
  }

  /** Where. */
  public Shop shop() {
    return shop;
  }

  /** Its largest line. */
  public Line main() {
    return main;
  }

  /** Kind of the largest line. */
  public GoodsKind kind() {
    return main.item().kind();
  }

  /** Category of the largest line. */
  public Category category() {
    return Category.ALL.get(main.item().category());
  }

  /** What was paid. */
  public long amountMinor() {
    return amountMinor;
  }

  /** The money. */
  public Funding funding() {
    return funding;
  }

  /** When it was paid. */
  public long paidMillis() {
    return paidMillis;
  }

  /** How it goes on. */
  public Conduct conduct() {
    return conduct;
  }

  /** What it really is. */
  public Tag tag() {
    return tag;
  }

  /** Its own draws. */
  public Chance chance() {
    return chance;
  }

  /** Whether it will not be shipped any more. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** Will not be shipped. */
  void cancel() {
    cancelled = true;
  }

  /** Whether it is on its way. */
  public boolean isShipped() {
    return shipped;
  }

  void ship() {
    shipped = true;
  }

  /** Whether it has arrived. */
  public boolean isDelivered() {
    return delivered;
  }

  void deliver() {
    delivered = true;
  }

  /** Whether the shop has been given the money. */
  public boolean isSettled() {
    return settled;
  }

  void settle() {
    settled = true;
  }

  /** Whether somebody asked for a refund; nobody asks twice. */
  public boolean isRefundAsked() {
    return refundAsked;
  }

  void askRefund() {
    refundAsked = true;
  }

  /** What was paid back. */
  public long refundedMinor() {
    return refundedMinor;
  }

  void refund(long minor) {
    refundedMinor += minor;
  }
}
