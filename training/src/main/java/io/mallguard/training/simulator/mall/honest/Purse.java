package io.mallguard.training.simulator.mall.honest;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.trade.Funding;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Shop;

/** With what money people pay. */
final class Purse {
  private static final long MIXED_FROM_MINOR = 500;

  private static final int INTEREST_FREE_PER_CENT = 5;
  private static final double AT_NO_INTEREST = 0.95;

  private Purse() {}

  static Funding of(Account account, Shop shop, long minor, Chance chance) {
    boolean credit = account.credit().availableMinor() >= minor;
    double likesCredit = isInterestFree(shop) ? AT_NO_INTEREST : likesCredit(account);
    if (account.walletMinor() >= minor && chance.happens(0.55)) {
      return Funding.wallet(minor);
    }
    if (account.walletMinor() > MIXED_FROM_MINOR
        && minor > 2 * MIXED_FROM_MINOR
        && chance.happens(0.25)) {
      long walletMinor = Math.min(account.walletMinor(), minor - MIXED_FROM_MINOR);
      boolean rest =
          account.credit().availableMinor() >= minor - walletMinor && chance.happens(0.4);
      return Funding.mixed(walletMinor, minor - walletMinor, rest, account.debitCard());
    }
    if (credit && chance.happens(likesCredit)) {
      return Funding.creditPay(minor);
    }
    if (account.hasCreditCard() && chance.happens(0.5)) {
      return Funding.creditCard(minor, account.creditCard());
    }
    return chance.happens(0.02)
        ? Funding.giftCard(minor)
        : Funding.debit(minor, account.debitCard());
  }

  /** Some shops bear the interest of instalments, so that whoever can pays in them. */
  private static boolean isInterestFree(Shop shop) {
    return Long.remainderUnsigned(Chance.mix(-shop.number()), 100) < INTEREST_FREE_PER_CENT;
  }

  /** Some pay with borrowed money whenever they can, most now and then. */
  private static double likesCredit(Account account) {
    boolean always =
        account.person().trait().livesOnCredit()
            || Long.remainderUnsigned(Chance.mix(account.number()), 100) < 18;
    return always ? 0.82 : 0.28;
  }
}
