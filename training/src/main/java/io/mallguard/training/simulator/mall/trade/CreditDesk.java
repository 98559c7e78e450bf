package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.log.Draft;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.CreditLine;
import io.mallguard.training.simulator.mall.world.Trait;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The mall's own credit: lines, statements, repayments. One owner thread. */
public final class CreditDesk {
  private static final long STREAM = 'C';
  private static final int DAYS_TO_PAY = 18;
  private static final double PAYS_ALL = 0.82;
  private static final double PAYS_LATE = 0.04;

  private final Mall mall;
  private final List<Listener> listeners = new ArrayList<>();

  /** Hears of repayments. */
  @FunctionalInterface
  public interface Listener {
    /** An account has paid back. */
    void repaid(Account account, long minor, long nowMillis);
  }

  CreditDesk(Mall mall) {
    this.mall = mall;
  }

  /** Has somebody hear of every repayment from now on. */
  public void heardBy(Listener listener) {
    listeners.add(listener);
  }

  /** Opens an account's line; statements follow month by month. */
  public void open(Account account, long nowMillis) {
    account.credit().open();
    write(account, "opened", nowMillis);
    int day = Math.max(mall.days().dayOf(nowMillis), -1) + 1;
    planStatement(account, day);
  }

  private void write(Account account, String reason, long nowMillis) {
    CreditLine line = account.credit();
    Draft draft = mall.log().draft("credit_line_changed");
    draft.text("account_id", mall.registry().id(account));
    draft.word("line", "credit_pay");
    draft.number("credit_limit_minor", line.limitMinor());
    draft.number("available_minor", line.availableMinor());
    draft.word("reason", reason);
    draft.number("statement_day", line.statementDay());
    draft.number("due_day", (line.statementDay() + DAYS_TO_PAY - 1) % 28 + 1);
    mall.log().write(draft, nowMillis, Tag.HONEST);
  }

  private void planStatement(Account account, int fromDay) {
    LocalDate from = mall.days().date(fromDay);
    int wanted = account.credit().statementDay();
    LocalDate next =
        from.getDayOfMonth() <= wanted
            ? from.withDayOfMonth(wanted)
            : from.plusMonths(1).withDayOfMonth(wanted);
    int day = fromDay + (int) (next.toEpochDay() - from.toEpochDay());
    Chance chance = mall.chance(STREAM, (long) account.number() << 16 | day);
    long atMillis = mall.days().startMillis(day) + chance.seconds(3600, 18_000);
    mall.agenda().at(atMillis, now -> state(account, day, chance, now));
  }

  private void state(Account account, int day, Chance chance, long nowMillis) {
    planStatement(account, day + 1);
    long owedMinor = account.credit().usedMinor();
    if (owedMinor == 0) {
      return;
    }
    write(account, "cycle_reset", nowMillis);
    int dueDay = day + DAYS_TO_PAY;
    boolean stressed = account.person().trait() == Trait.STRESSED;
    if (chance.happens(stressed ? 2 * PAYS_LATE : PAYS_LATE)) {
      beLate(account, owedMinor, dueDay, chance);
      return;
    }
    boolean all = stressed || chance.happens(PAYS_ALL);
    long minor = all ? owedMinor : Math.max(1, (long) (owedMinor * chance.between(0.1, 0.7)));
    double early = Math.min(12, chance.exponential(2.5));
    long atMillis =
        mall.days().startMillis(dueDay)
            - (long) (early * Days.DAY_MILLIS)
            + chance.seconds(28_000, 80_000);
    mall.agenda().at(atMillis, now -> repay(account, minor, dueDay, now));
  }

  private void beLate(Account account, long owedMinor, int dueDay, Chance chance) {
    int late = 1 + (int) chance.exponential(6);
    long atMillis = mall.days().startMillis(dueDay + late) + chance.seconds(0, 80_000);
    mall.agenda()
        .at(
            atMillis,
            now -> {
              Draft draft = repayment(account, "overdue", owedMinor, dueDay);
              mall.log().write(draft.number("days_past_due", late), now, Tag.HONEST);
              long laterMillis = now + chance.aroundSeconds(400_000, 1);
              mall.agenda().at(laterMillis, then -> repay(account, owedMinor, dueDay, then));
            });
  }

  /** Pays back, no more than is owed. */
  public void repay(Account account, long minor, int dueDay, long nowMillis) {
    long owedMinor = Math.min(minor, account.credit().usedMinor());
    if (owedMinor <= 0) {
      return;
    }
    account.credit().giveBack(owedMinor);
    mall.log().write(repayment(account, "repaid", owedMinor, dueDay), nowMillis, Tag.HONEST);
    listeners.forEach(listener -> listener.repaid(account, owedMinor, nowMillis));
  }

  private Draft repayment(Account account, String kind, long minor, int dueDay) {
    Draft draft = mall.log().draft("repayment");
    draft.text("account_id", mall.registry().id(account));
    draft.word("kind", kind);
    draft.number("amount_minor", minor);
    return draft.text("due_on", mall.days().date(dueDay).toString());
  }
}
