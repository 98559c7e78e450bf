package io.mallguard.training.simulator.mall.judge;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.trade.Order;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Client;
import io.mallguard.training.simulator.mall.world.Device;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The mall's own fixed rules: alerts on what anybody could see, looked into a day or two later.
 * They know nothing of the truth but what looking into it brings out. One owner thread.
 */
public final class Guard {
  private static final long STREAM = 'G';

  /** Traffic that no measure touches, so that not all that is known comes from measures. */
  private static final double EXPLORED = 0.015;

  private static final int REFUNDS_TO_WALLET = 3;
  private static final int ACCOUNTS_PER_DEVICE = 4;
  private static final int YOUNG_BUYERS = 8;
  private static final long YOUNG_ACCOUNT_MILLIS = 7 * Days.DAY_MILLIS;
  private static final long YOUNG_SHOP_MILLIS = 45 * Days.DAY_MILLIS;
  private static final double SEES_THROUGH = 0.8;

  /** Share of a ring's other accounts and shops that go when a shop is looked into, or a buyer. */
  private static final double SHUT_WITH_SHOP = 0.3;

  private static final double SHUT_WITH_BUYER = 0.1;

  private final Mall mall;
  private final Offenders offenders;
  private final Map<Account, Integer> refundsToWallet = new HashMap<>();
  private final Map<Device, Set<Account>> buyersOfDevice = new HashMap<>();
  private final Map<Shop, Integer> youngBuyers = new HashMap<>();
  private int day = Integer.MIN_VALUE;

  /** A guard for a mall; without measures it does nothing. */
  public Guard(Mall mall, Offenders offenders) {
    this.mall = mall;
    this.offenders = offenders;
    if (mall.plan().measures()) {
      mall.checkout().heardBy(this::paid);
      mall.refunds()
          .heardBy(
              (order, receiver, walletMinor, automatic, paid, now) ->
                  refunded(order, receiver, walletMinor, now));
    }
  }

  /** Counts are of one day. */
  private void startDay() {
    if (day != mall.agenda().day()) {
      day = mall.agenda().day();
      refundsToWallet.clear();
      buyersOfDevice.clear();
      youngBuyers.clear();
    }
  }

  private void paid(Order order, Client client, long nowMillis) {
    startDay();
    Account buyer = order.buyer();
    Set<Account> buyers = buyersOfDevice.computeIfAbsent(client.device(), d -> new HashSet<>(2));
    if (buyers.add(buyer) && buyers.size() == ACCOUNTS_PER_DEVICE) {
      alert(order, false, nowMillis);
    }
    boolean young = nowMillis - buyer.person().bornMillis() < YOUNG_ACCOUNT_MILLIS;
    boolean shopIsYoung = nowMillis - order.shop().openedMillis() < YOUNG_SHOP_MILLIS;
    if (young && shopIsYoung && order.kind().isVirtual()) {
      int count = youngBuyers.merge(order.shop(), 1, Integer::sum);
      if (count == YOUNG_BUYERS) {
        alert(order, true, nowMillis);
      }
    }
  }

  private void refunded(Order order, Account receiver, long walletMinor, long nowMillis) {
    startDay();
    if (walletMinor > 0 && refundsToWallet.merge(receiver, 1, Integer::sum) == REFUNDS_TO_WALLET) {
      receiver.holdRefunds(!isExplored(receiver));
      alert(order, false, nowMillis);
    }
  }

  private boolean isExplored(Account account) {
    return mall.chance(STREAM, account.number()).happens(EXPLORED) || account.isCleared();
  }

  /** Payouts wait at once where a shop is suspected; somebody looks into it. */
  private void alert(Order order, boolean wholeShop, long nowMillis) {
    Account buyer = order.buyer();
    if (isExplored(buyer)) {
      return;
    }
    if (wholeShop) {
      order.shop().freeze(true);
    }
    Chance chance = mall.chance(STREAM, nowMillis);
    long lookMillis = nowMillis + Origin.ANALYST.delayMillis(chance);
    mall.agenda().at(lookMillis, now -> look(order, wholeShop, chance, now));
  }

  private void look(Order order, boolean wholeShop, Chance chance, long nowMillis) {
    boolean guilty = order.tag().ring() >= 0 && chance.happens(SEES_THROUGH);
    if (guilty) {
      offenders.caught(order.tag(), wholeShop ? SHUT_WITH_SHOP : SHUT_WITH_BUYER, nowMillis);
      return;
    }
    order.buyer().holdRefunds(false);
    order.buyer().clear();
    if (wholeShop) {
      order.shop().freeze(false);
    }
  }
}
