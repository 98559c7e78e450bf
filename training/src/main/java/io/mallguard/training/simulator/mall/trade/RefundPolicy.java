package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.GoodsKind;

/**
 * The mall's own rules of refunds, which rings find out by trying: what is paid without a person,
 * and whether it may go elsewhere than where it came from. Stricter versions come into force with
 * the months of the schedule. Immutable.
 */
public final class RefundPolicy {
  private static final long YOUNG_MILLIS = 30 * Days.DAY_MILLIS;

  private final Days days;

  RefundPolicy(Days days) {
    this.days = days;
  }

  /** What the mall does about a request. */
  public enum Decision {
    /** Paid at once. */
    AUTOMATIC,
    /** Waits for the shop or a person. */
    MANUAL,
    /** Waits until a hold is over, then for a person. */
    HELD
  }

  /**
   * The rules in force for one kind of account.
   *
   * @param version its name
   * @param ceilingMinor the most that is paid without a person
   * @param mostPerMonth requests in 30 days that are
   * @param creditToWallet whether borrowed money may be paid into the wallet
   */
  public record Terms(
      String version, long ceilingMinor, int mostPerMonth, boolean creditToWallet) {}

  /** Whether a listing promises fast refunds. */
  public static boolean isFast(GoodsKind kind, long item) {
    return Long.remainderUnsigned(Chance.mix(item), 10) < (kind.isVirtual() ? 5 : 6);
  }

  /** The rules for an account. */
  public Terms terms(Account account, long nowMillis) {
    int month = days.driftMonth(days.dayOf(nowMillis));
    boolean young = nowMillis - account.person().bornMillis() < YOUNG_MILLIS;
    if (month <= 4) {
      return new Terms("r1", young ? 50_000 : 100_000, 8, true);
    }
    if (month <= 6) {
      return new Terms("r2", young ? 30_000 : 80_000, 6, true);
    }
    return new Terms("r3", young ? 20_000 : 50_000, 5, false);
  }

  /** What becomes of a request. */
  public Decision decide(Order order, Wish wish, long amountMinor, long nowMillis) {
    Account account = order.buyer();
    if (account.hasRefundsHeld()) {
      return Decision.HELD;
    }
    Terms terms = terms(account, nowMillis);
    boolean small = amountMinor <= terms.ceilingMinor();
    boolean seldom = account.refundsLately(days.dayOf(nowMillis)) <= terms.mostPerMonth();
    boolean early = wish.type().equals("before_ship") && !order.isShipped();
    boolean fast = isFast(order.kind(), order.main().item().number()) || early;
    boolean simple = !wish.type().equals("return_refund");
    return small && seldom && fast && simple ? Decision.AUTOMATIC : Decision.MANUAL;
  }

  /** Where the money goes: what is not allowed goes back where it came from. */
  public String destination(Order order, Wish wish, long nowMillis) {
    boolean away = !wish.destination().equals("original_source");
    boolean allowed =
        !order.funding().isOnCredit()
            || terms(order.buyer(), nowMillis).creditToWallet()
            || wish.type().equals("partial");
    return away && !allowed ? "original_source" : wish.destination();
  }
}
