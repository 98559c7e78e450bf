package io.mallguard.training.simulator.mall.world;

import io.mallguard.training.simulator.mall.chance.Chance;

/** An account of the mall with its wallet, credit and history. One owner thread. */
public final class Account {
  private static final int HABITS = 4;
  private static final int REFUND_WINDOW_DAYS = 30;
  private static final int CARDS = 16;
  private static final long NONE = -1;

  private final Person person;
  private final CreditLine credit;
  private final boolean hasCreditCard;
  private final int[] habits = {-1, -1, -1, -1};
  private Device device;
  private Net net = Net.NONE;
  private boolean registered;
  private boolean closed;
  private boolean sharesDevice;
  private boolean refundsHeld;
  private boolean clearance;
  private int ring = -1;
  private int cards = 2;
  private long debitCard;
  private long creditCard;
  private long exitCard = NONE;
  private int level = 1;
  private long walletMinor;
  private int refundWindowStart = Integer.MIN_VALUE;
  private int refundsInWindow;
  private int orders;

  /** An account that is not registered yet. */
  public Account(Person person, Device device, CreditLine credit, boolean hasCreditCard) {
    this.person = person;
    this.device = device;
    this.credit = credit;
    this.hasCreditCard = hasCreditCard;
    this.debitCard = ownDebitCard();
    this.creditCard = ownCreditCard();
  }

  private long ownDebitCard() {
    return (long) number() * CARDS;
  }

  private long ownCreditCard() {
    return (long) number() * CARDS + 1;
  }

  /** Whoever stands behind it. */
  public Person person() {
    return person;
  }

  /** Number of the account. */
  public int number() {
    return person.number();
  }

  /** The usual device. */
  public Device device() {
    return device;
  }

  /** Uses another device from now on. */
  public void device(Device other) {
    device = other;
  }

  /** Uses the device of another account from now on. */
  public void shareDevice(Account other) {
    shareDevice(other.device);
    other.sharesDevice = true;
  }

  /** Uses a device of others, known or not, from now on. */
  public void shareDevice(Device ofOthers) {
    device = ofOthers;
    sharesDevice = true;
  }

  /** Whether others use, or used, its device as well. */
  public boolean sharesDevice() {
    return sharesDevice;
  }

  /** The usual network, {@link Net#NONE} for the household's. */
  public Net net() {
    return net;
  }

  /** Is mostly on another network from now on. */
  public void net(Net other) {
    net = other;
  }

  /** The mall's own credit; its limit is 0 without one. */
  public CreditLine credit() {
    return credit;
  }

  /** Whether a credit card of a bank is bound. */
  public boolean hasCreditCard() {
    return hasCreditCard;
  }

  /** Number of the debit card. */
  public long debitCard() {
    return debitCard;
  }

  /** Has some of its money go to a card of somebody else from now on. */
  public void exitBy(long card) {
    exitCard = card;
  }

  /** The card that money goes to this time: its own, or as often that of somebody else. */
  public long exitCard(Chance chance) {
    return exitCard == NONE || chance.happens(0.5) ? debitCard : exitCard;
  }

  /** Number of the credit card. */
  public long creditCard() {
    return creditCard;
  }

  /** Uses somebody else's cards; before it is registered. */
  public void shareCards(Account other) {
    debitCard = other.debitCard;
    creditCard = other.creditCard;
  }

  /** Whether a card is the person's own. */
  public boolean owns(long card) {
    return card == ownDebitCard() || card == ownCreditCard();
  }

  /** Number of a card that is new to the mall. */
  public long nextCard() {
    int card = Math.min(cards, CARDS - 1);
    cards = card + 1;
    return (long) number() * CARDS + card;
  }

  /** Whether it is registered by now. */
  public boolean isRegistered() {
    return registered;
  }

  /** Is registered. */
  public void register() {
    registered = true;
  }

  /** Whether it may act at all. */
  public boolean isActive() {
    return registered && !closed;
  }

  /** Whether nobody acts with it any more: the mall has shut it, or its people have left. */
  public boolean isClosed() {
    return closed;
  }

  /** Is never used again. */
  public void close() {
    closed = true;
  }

  /** Whether its refunds wait for a person. */
  public boolean hasRefundsHeld() {
    return refundsHeld;
  }

  /** Has its refunds wait for a person. */
  public void holdRefunds(boolean hold) {
    refundsHeld = hold;
  }

  /** Whether a person has looked at it and found nothing. */
  public boolean isCleared() {
    return clearance;
  }

  /** A person has found nothing. */
  public void clear() {
    clearance = true;
  }

  /** Number of the ring it belongs to, -1 for none. */
  public int ring() {
    return ring;
  }

  /** Joins a ring, or leaves it with -1. */
  public void join(int number) {
    ring = number;
  }

  /** Level of verification, 0 to 4. */
  public int level() {
    return level;
  }

  /** Is verified. */
  public void level(int reached) {
    level = Math.max(level, reached);
  }

  /** What is in the wallet, never negative. */
  public long walletMinor() {
    return walletMinor;
  }

  /** Puts into the wallet, or takes out what is in it. */
  public void wallet(long changeMinor) {
    if (walletMinor + changeMinor < 0) {
      throw new IllegalArgumentException("wallet " + walletMinor + " less " + -changeMinor);
    }
    walletMinor += changeMinor;
  }

  /** A shop bought at before, or -1. */
  public int habit(int position) {
    return habits[position % HABITS];
  }

  /** Buys at a shop; one of the few it remembers gives way. */
  public void ordered(int shop) {
    habits[orders % HABITS] = shop;
    orders++;
  }

  /** Orders so far. */
  public int orders() {
    return orders;
  }

  /** Refunds asked for in the last days. */
  public int refundsLately(int day) {
    return day - refundWindowStart > REFUND_WINDOW_DAYS ? 0 : refundsInWindow;
  }

  /** Asks for a refund. */
  public void refunded(int day) {
    if (refundsLately(day) == 0) {
      refundWindowStart = day;
      refundsInWindow = 0;
    }
    refundsInWindow++;
  }
}
