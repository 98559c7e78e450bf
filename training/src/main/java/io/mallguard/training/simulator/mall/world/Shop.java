package io.mallguard.training.simulator.mall.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A shop with what it is owed. One owner thread. */
public final class Shop {
  private final int number;
  private final Account owner;
  private final int category;
  private final int city;
  private final boolean enterprise;
  private final long openedMillis;
  private final int items;
  private final Deque<Settled> settled = new ArrayDeque<>();
  private long payoutCard;
  private boolean payoutCardIsNew;
  private long legalId;
  private boolean frozen;
  private boolean closed;
  private long debtMinor;
  private int ring = -1;
  private int ordersThisWeek;
  private int orders;

  /**
   * What of one day's trade the shop may have paid out.
   *
   * @param availableMillis from when
   * @param orders how many orders it stems from
   * @param amountMinor what buyers paid
   * @param feeMinor what the mall keeps of it
   */
  public record Settled(long availableMillis, int orders, long amountMinor, long feeMinor) {
    private Settled plus(long moreMinor, long moreFeeMinor) {
      return new Settled(
          availableMillis, orders + 1, amountMinor + moreMinor, feeMinor + moreFeeMinor);
    }
  }

  /** A shop that is not open before its time. */
  public Shop(
      int number,
      Account owner,
      int category,
      int city,
      boolean enterprise,
      long openedMillis,
      int items) {
    this.number = number;
    this.owner = owner;
    this.category = category;
    this.city = city;
    this.enterprise = enterprise;
    this.openedMillis = openedMillis;
    this.items = items;
    this.payoutCard = owner.debitCard();
    this.legalId = owner.number();
  }

  /** Its number. */
  public int number() {
    return number;
  }

  /** Who owns it. */
  public Account owner() {
    return owner;
  }

  /** Number of its main category. */
  public int category() {
    return category;
  }

  /** Where it sends from. */
  public int city() {
    return city;
  }

  /** Whether a company owns it. */
  public boolean isEnterprise() {
    return enterprise;
  }

  /** When it is opened. */
  public long openedMillis() {
    return openedMillis;
  }

  /** How many usual items it has. */
  public int items() {
    return items;
  }

  /** Number of the card that payouts go to. */
  public long payoutCard() {
    return payoutCard;
  }

  /** Whether the card is newer than the last payout. */
  public boolean isPayoutCardNew() {
    return payoutCardIsNew;
  }

  /** Has payouts go to another card. */
  public void payoutCard(long card) {
    payoutCardIsNew = card != payoutCard;
    payoutCard = card;
  }

  /** Number of the legal person behind it. */
  public long legalId() {
    return legalId;
  }

  /** Belongs to another legal person; before it is opened. */
  public void legalId(long id) {
    legalId = id;
  }

  /** Whether it sells. */
  public boolean sells() {
    return !closed && !frozen;
  }

  /** Whether payouts wait. */
  public boolean isFrozen() {
    return frozen;
  }

  /** Has payouts wait, or not any more. */
  public void freeze(boolean wait) {
    frozen = wait;
  }

  /** Closes for good. */
  public void close() {
    closed = true;
  }

  /** Number of the ring that controls it, -1 for none. */
  public int ring() {
    return ring;
  }

  /** Comes under the control of a ring. */
  public void join(int number) {
    ring = number;
  }

  /** Counts an order. */
  public void ordered() {
    ordersThisWeek++;
    orders++;
  }

  /** Orders so far. */
  public int orders() {
    return orders;
  }

  /** Orders since this was last asked. */
  public int takeOrders() {
    int taken = ordersThisWeek;
    ordersThisWeek = 0;
    return taken;
  }

  /** Is owed an order's money; what is owed from the same moment is summed. */
  public void settle(long availableMillis, long amountMinor, long feeMinor) {
    Settled last = settled.peekLast();
    if (last != null && last.availableMillis() >= availableMillis) {
      settled.removeLast();
      settled.add(last.plus(amountMinor, feeMinor));
    } else {
      settled.add(new Settled(availableMillis, 1, amountMinor, feeMinor));
    }
  }

  /** Pays back an order that it had been given the money of. */
  public void owe(long minor) {
    debtMinor += minor;
  }

  /** What it may have paid out now. */
  public long availableMinor(long nowMillis) {
    long sum = -debtMinor;
    for (Settled each : settled) {
      if (each.availableMillis() <= nowMillis) {
        sum += each.amountMinor() - each.feeMinor();
      }
    }
    return sum;
  }

  /** Takes what may be paid out; only if it is more than nothing. */
  public List<Settled> takeAvailable(long nowMillis) {
    List<Settled> taken = new ArrayList<>();
    for (Settled next = settled.peek();
        next != null && next.availableMillis() <= nowMillis;
        next = settled.peek()) {
      taken.add(settled.remove());
    }
    debtMinor = 0;
    payoutCardIsNew = false;
    return taken;
  }

  /** Whether its owner usually has the money paid out on a day. */
  public boolean takesMoneyOn(int day) {
    int everyDays =
        switch (number % 4) {
          case 0 -> 1;
          case 1 -> 3;
          default -> 7;
        };
    return (day + number) % everyDays == 0;
  }
}
