package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;

/**
 * Somebody pays the bill of a person at the limit, so that there is credit again to be cashed:
 * money into the wallet, from there to the bank, from the bank to the mall. One owner thread.
 */
final class BillAdvance {
  private static final int DAYS_EARLY = 3;

  private final Mall mall;

  /** What a debtor does with the credit. */
  @FunctionalInterface
  interface Spending {
    /** Spends it; the tag is that of the next event of the chain. */
    void spend(Tag tag, long nowMillis);
  }

  BillAdvance(Mall mall) {
    this.mall = mall;
  }

  /**
   * Pays all that an account owes.
   *
   * @param payer through whose card and wallet it goes
   * @param tag of the first of these events
   * @param spending what then comes; nothing does if the money does not arrive
   */
  void pay(Account payer, Account debtor, Tag tag, Chance own, long nowMillis, Spending spending) {
    long minor = debtor.credit().usedMinor();
    mall.wallets().topUp(payer, payer.debitCard(), minor, own, tag, nowMillis);
    Tag next = tag.next();
    mall.agenda()
        .at(
            nowMillis + own.seconds(60, 900),
            now -> {
              if (mall.wallets().transfer(payer, debtor, minor, "p2p", own, next, now)) {
                repay(debtor, minor, next.next(), own, now, spending);
              }
            });
  }

  private void repay(
      Account debtor, long minor, Tag tag, Chance own, long nowMillis, Spending spending) {
    long outMillis = nowMillis + own.aroundSeconds(900, 1);
    long repaidMillis = outMillis + own.aroundSeconds(1800, 1);
    long spentMillis = repaidMillis + own.aroundSeconds(9000, 1);
    mall.agenda()
        .at(
            outMillis,
            now -> mall.wallets().withdraw(debtor, debtor.debitCard(), minor, own, tag, now));
    mall.agenda()
        .at(
            repaidMillis,
            now -> mall.credit().repay(debtor, minor, mall.agenda().day() + DAYS_EARLY, now));
    mall.agenda().at(spentMillis, now -> spending.spend(tag.next(), now));
  }
}
