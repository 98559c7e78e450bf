package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.log.Draft;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;

/** Money between wallets and cards. Wallets are never negative. One owner thread. */
public final class Wallets {
  private final Mall mall;
  private long lastNumber;

  Wallets(Mall mall) {
    this.mall = mall;
  }

  /**
   * Moves money to another account, if it is there and both may act.
   *
   * @return whether it was moved
   */
  public boolean transfer(
      Account from,
      Account to,
      long minor,
      String channel,
      Chance chance,
      Tag tag,
      long nowMillis) {
    if (!from.isActive()
        || !to.isActive()
        || minor <= 0
        || minor > from.walletMinor()
        || from.equals(to)) {
      return false;
    }
    from.wallet(-minor);
    to.wallet(minor);
    Draft draft = mall.log().draft("transfer");
    draft.text("transfer_id", mall.log().ids().of('x', ++lastNumber));
    draft.text("from_account_id", mall.registry().paymentId(from));
    draft.text("to_account_id", mall.registry().paymentId(to));
    draft.number("amount_minor", minor);
    draft.word("channel", channel);
    if (chance.happens(0.3)) {
      draft.text("memo_id", mall.log().ids().of('m', chance.below(2000)));
    }
    mall.registry().fillClient(draft, from, chance);
    mall.log().write(draft, nowMillis, tag);
    return true;
  }

  /** Moves money from a card into the wallet. */
  public void topUp(
      Account account, long card, long minor, Chance chance, Tag tag, long nowMillis) {
    if (!account.isActive() || minor <= 0) {
      return;
    }
    account.wallet(minor);
    Draft draft = mall.log().draft("top_up");
    draft.text("top_up_id", mall.log().ids().of('w', ++lastNumber));
    draft.text("payment_account_id", mall.registry().paymentId(account));
    draft.text("from_instrument_id", mall.log().ids().of('c', card));
    draft.number("amount_minor", minor);
    mall.registry().fillClient(draft, account, chance);
    mall.log().write(draft, nowMillis, tag);
  }

  /** Moves money from the wallet to a card; no more than is there. */
  public void withdraw(
      Account account, long card, long minor, Chance chance, Tag tag, long nowMillis) {
    long thereMinor = Math.min(minor, account.walletMinor());
    if (!account.isActive() || thereMinor <= 0) {
      return;
    }
    account.wallet(-thereMinor);
    Draft draft = mall.log().draft("withdrawal");
    draft.text("withdrawal_id", mall.log().ids().of('j', ++lastNumber));
    draft.text("payment_account_id", mall.registry().paymentId(account));
    draft.text("instrument_id", mall.log().ids().of('c', card));
    draft.number("amount_minor", thereMinor);
    mall.registry().fillClient(draft, account, chance);
    mall.log().write(draft, nowMillis, tag);
  }
}
