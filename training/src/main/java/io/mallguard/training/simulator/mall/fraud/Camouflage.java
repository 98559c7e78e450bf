package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.honest.Shopping;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Device;
import io.mallguard.training.simulator.mall.world.DeviceKind;
import java.util.Map;

/** What accounts of rings buy as anybody would, so that they have a life. One owner thread. */
final class Camouflage {
  /** For each order of fraud of an account that has a phone to itself, at full discipline. */
  private static final double ORDERS_ALONE = 5;

  /** The same where accounts share a phone. */
  private static final double ORDERS_ON_SHARED_PHONE = 1;

  private static final int DAYS_AFTER_WORK = 10;

  private final Mall mall;
  private final Shopping shopping;

  Camouflage(Mall mall, Shopping shopping) {
    this.mall = mall;
    this.shopping = shopping;
  }

  /** Has accounts that have a phone to themselves live through a day, whether they work or not. */
  void live(Ring ring, int day) {
    double ordersPerDay =
        ORDERS_ALONE * ring.discipline() * ring.ordersPerAccountDay() * ring.workload();
    Map<Device, Long> accounts = ring.accountsByDevice();
    for (Account account : ring.accounts()) {
      boolean isAlone = accounts.getOrDefault(account.device(), 1L) == 1;
      if (account.isActive() && isAlone && hasPhone(account)) {
        Chance own = ring.chance().split();
        int count = own.poisson(ordersPerDay);
        for (int i = 0; i < count; i++) {
          shop(account, day, own);
        }
      }
    }
  }

  /**
   * An account has worked. One that shares its phone shops for itself in the days after that, and
   * at no other time: nobody takes pains with accounts that have no work.
   */
  void worked(Ring ring, Account account) {
    if (!ring.owns(account) || !hasPhone(account) || !ring.sharesDevice(account)) {
      return;
    }
    Chance own = ring.chance().split();
    int count = own.poisson(ORDERS_ON_SHARED_PHONE * ring.discipline());
    for (int i = 0; i < count; i++) {
      shop(account, mall.agenda().day() + 1 + own.below(DAYS_AFTER_WORK), own);
    }
  }

  private static boolean hasPhone(Account account) {
    return account.device().kind() == DeviceKind.PHONE;
  }

  private void shop(Account account, int day, Chance own) {
    long atMillis = mall.season().shoppingMillis(day, own);
    mall.agenda().at(atMillis, now -> shopping.shop(account, own, now));
  }
}
