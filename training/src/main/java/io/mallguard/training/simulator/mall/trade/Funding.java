package io.mallguard.training.simulator.mall.trade;

/**
 * Where the money for an order comes from; the parts add up to the amount. Immutable.
 *
 * @param source its word in events
 * @param creditPayMinor out of the mall's own credit
 * @param creditCardMinor by a bank's credit card
 * @param walletMinor out of the wallet
 * @param otherMinor by debit card or gift card
 * @param card number of the card, -1 without one
 */
public record Funding(
    String source,
    long creditPayMinor,
    long creditCardMinor,
    long walletMinor,
    long otherMinor,
    long card) {
  /** All out of the mall's own credit. */
  public static Funding creditPay(long minor) {
    return new Funding("credit_pay", minor, 0, 0, 0, -1);
  }

  /** All by a credit card. */
  public static Funding creditCard(long minor, long card) {
    return new Funding("credit_card", 0, minor, 0, 0, card);
  }

  /** All out of the wallet. */
  public static Funding wallet(long minor) {
    return new Funding("wallet_balance", 0, 0, minor, 0, -1);
  }

  /** All by a debit card. */
  public static Funding debit(long minor, long card) {
    return new Funding("debit", 0, 0, 0, minor, card);
  }

  /** All by gift cards. */
  public static Funding giftCard(long minor) {
    return new Funding("gift_card", 0, 0, 0, minor, -1);
  }

  /** Some out of the wallet, the rest by debit card or, if there is credit, out of it. */
  public static Funding mixed(long walletMinor, long restMinor, boolean onCredit, long card) {
    return new Funding(
        "mixed",
        onCredit ? restMinor : 0,
        0,
        walletMinor,
        onCredit ? 0 : restMinor,
        onCredit ? -1 : card);
  }

  /** The same out of one source alone, for less. */
  public Funding less(long minor) {
    return new Funding(
        source,
        Math.max(0, creditPayMinor - minor),
        Math.max(0, creditCardMinor - minor),
        Math.max(0, walletMinor - minor),
        Math.max(0, otherMinor - minor),
        card);
  }

  /** Whether some of it is borrowed. */
  public boolean isOnCredit() {
    return creditPayMinor + creditCardMinor > 0;
  }
}
