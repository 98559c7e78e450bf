package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.honest.Shopping;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Device;
import io.mallguard.training.simulator.mall.world.DeviceKind;
import java.util.Map;
import java.util.function.ToIntFunction;

/** What accounts of rings buy as anybody would, so that they have a life. One owner thread. */
final class Camouflage {
  /** For each order of fraud of an account that has a phone to itself, at full discipline. */
  private static final double ORDERS_ALONE = 5;

  /** The same where accounts share a phone. */
  private static final double ORDERS_ON_SHARED_PHONE = 1.6;

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
      if (account.isActive() && hasPhone(account) && isAlone(account, accounts)) {
        shop(ring, account, ordersPerDay, own -> day);
      }
    }
  }

  /**
   * An account has worked. One that shares its phone shops for itself in the days after that, and
   * at no other time: nobody takes pains with accounts that have no work.
   */
  void worked(Ring ring, Account account) {
    if (ring.owns(account) && hasPhone(account) && !isAlone(account, ring.accountsByDevice())) {
      double orders = ORDERS_ON_SHARED_PHONE * ring.discipline();
      int tomorrow = mall.agenda().day() + 1;
      shop(ring, account, orders, own -> tomorrow + own.below(DAYS_AFTER_WORK));
    }
  }

  private static boolean hasPhone(Account account) {
    return account.device().kind() == DeviceKind.PHONE;
  }

  private static boolean isAlone(Account account, Map<Device, Long> accounts) {
    return accounts.getOrDefault(account.device(), 1L) == 1;
  }

  /**
   * Plans about so many orders.
   *
   * @param day of each
   */
  private void shop(Ring ring, Account account, double orders, ToIntFunction<Chance> day) {
    Chance own = ring.chance().split();
    int count = own.poisson(orders);
    for (int i = 0; i < count; i++) {
      long atMillis = mall.season().shoppingMillis(day.applyAsInt(own), own);
      mall.agenda().at(atMillis, now -> shopping.shop(account, own, now));
    }
  }
}
