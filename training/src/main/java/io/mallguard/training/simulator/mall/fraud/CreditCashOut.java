package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.honest.Manners;
import io.mallguard.training.simulator.mall.trade.Conduct;
import io.mallguard.training.simulator.mall.trade.Funding;
import io.mallguard.training.simulator.mall.trade.Where;
import io.mallguard.training.simulator.mall.trade.Wish;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Client;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** T4: real people with real credit buy nothing in a shop that gives the money back for a fee. */
final class CreditCashOut implements Job {
  private static final long LEAST_CREDIT_MINOR = 60_000;
  private static final double ADVANCED = 0.5;
  private static final double FROM_EARLIER_RING = 0.7;

  private final Hand hand;
  private final Drift drift;
  private final Where where;
  private final BillAdvance advance;
  private final Map<Integer, Ring> recruits = new HashMap<>();

  CreditCashOut(Hand hand, Drift drift) {
    this.hand = hand;
    this.drift = drift;
    this.where = new Where(hand.mall());
    this.advance = new BillAdvance(hand.mall());
    hand.mall().credit().heardBy(this::repaid);
  }

  @Override
  public void plan(Ring ring, int orders, int day) {
    Chance own = ring.chance().split();
    for (int i = 0; i < orders; i++) {
      Account account = recruit(ring, own);
      long atMillis = hand.mall().season().shoppingMillis(day, own);
      Chance each = own.split();
      hand.mall().agenda().at(atMillis, now -> come(ring, account, each, now));
    }
  }

  /** Of those who owe already, many have the bill paid for them first. */
  private void come(Ring ring, Account account, Chance own, long nowMillis) {
    Shop shop = ring.nextShop();
    Account payer = payer(ring, shop, own);
    long owedMinor = account.credit().usedMinor();
    boolean canPay = !ring.isIdle(nowMillis) && payer.isActive() && !payer.equals(account);
    if (canPay && owedMinor >= LEAST_CREDIT_MINOR && own.happens(ADVANCED)) {
      Tag tag = hand.chain(ring, Typology.T4, account, owedMinor, "");
      advance.pay(
          payer,
          account,
          tag,
          own,
          nowMillis,
          (next, now) -> spend(ring, account, shop, next, now));
    } else {
      order(ring, account, shop, nowMillis);
    }
  }

  /** The careless pay as owners of the shop, the careful through somebody recruited before. */
  private static Account payer(Ring ring, Shop shop, Chance own) {
    boolean recruited = own.happens(ring.discipline()) && !ring.accounts().isEmpty();
    return recruited ? ring.nextAccount() : shop.owner();
  }

  /** Somebody who needs cash; most have done it before, here or for an earlier ring. */
  private Account recruit(Ring ring, Chance own) {
    if (!ring.accounts().isEmpty() && own.happens(0.5)) {
      return ring.nextAccount();
    }
    Optional<Account> known = own.happens(FROM_EARLIER_RING) ? ring.kin(own) : Optional.empty();
    Account account = known.filter(CreditCashOut::isFit).orElseGet(() -> anyone(own));
    if (isFit(account)) {
      ring.accounts().add(account);
      recruits.put(account.number(), ring);
    }
    return account;
  }

  private Account anyone(Chance own) {
    Account best = hand.mall().world().anyone(own);
    for (int i = 0; i < 40 && !isFit(best); i++) {
      best = hand.mall().world().anyone(own);
    }
    return best;
  }

  private static boolean isFit(Account account) {
    return account.ring() < 0
        && account.isActive()
        && account.credit().availableMinor() > 2 * LEAST_CREDIT_MINOR;
  }

  private void order(Ring ring, Account account, Shop shop, long nowMillis) {
    Chance own = ring.chance().split();
    long wantedMinor = wantedMinor(ring, account.credit().availableMinor(), own);
    Optional<Line> line = goods(ring, account, shop, wantedMinor, own, nowMillis);
    if (line.isPresent()) {
      Tag tag = hand.chain(ring, Typology.T4, account, line.get().amountMinor(), "");
      buy(ring, account, shop, line.get(), tag, own, nowMillis);
    }
  }

  /** What was advanced comes back as an order. */
  private void spend(Ring ring, Account account, Shop shop, Tag tag, long nowMillis) {
    Chance own = ring.chance().split();
    long wantedMinor = (long) (tag.plannedMinor() * own.between(0.85, 1));
    goods(ring, account, shop, wantedMinor, own, nowMillis)
        .ifPresent(line -> buy(ring, account, shop, line, tag, own, nowMillis));
  }

  /** What to buy, if there is the credit for it and the shop sells. */
  private Optional<Line> goods(
      Ring ring, Account account, Shop shop, long wantedMinor, Chance own, long nowMillis) {
    long availableMinor = account.credit().availableMinor();
    boolean ready = !ring.isIdle(nowMillis) && account.isActive() && shop.sells();
    if (!ready || availableMinor < LEAST_CREDIT_MINOR) {
      return Optional.empty();
    }
    Line line = hand.goods(ring, shop, Math.min(wantedMinor, availableMinor), own, nowMillis);
    return Optional.of(line).filter(one -> one.amountMinor() <= availableMinor);
  }

  private void buy(
      Ring ring, Account account, Shop shop, Line line, Tag tag, Chance own, long nowMillis) {
    Client client = where.usual(account, hand.mall().agenda().day(), own);
    boolean paid =
        hand.buy(
                ring,
                account,
                shop,
                line,
                Funding.creditPay(line.amountMinor()),
                conduct(ring, account, line, own),
                client,
                tag,
                nowMillis)
            .isPresent();
    if (paid) {
      long backMinor = (long) (line.amountMinor() * own.between(0.92, 0.985));
      ring.owe(account, backMinor, tag.next());
    }
  }

  /** Nearly all there is, or part of it, what is typical this month. */
  private long wantedMinor(Ring ring, long availableMinor, Chance own) {
    if (own.happens(0.55 * (1 - ring.discipline()))) {
      return (long) (availableMinor * own.between(0.7, 0.98));
    }
    double yuan = drift.yuan(Typology.T4, hand.mall().agenda().day()) * own.logNormal(0.6, 0.7);
    return Math.min(availableMinor, (long) (100 * yuan * ring.amountFactor()));
  }

  private static Conduct conduct(Ring ring, Account account, Line line, Chance own) {
    Conduct usual = Manners.conduct(account, line.item(), own).with(Wish.NONE);
    if (line.item().kind().isVirtual() || own.happens(0.8 + 0.2 * ring.discipline())) {
      return usual;
    }
    Conduct.Parcel parcel = own.happens(0.5) ? Conduct.Parcel.EMPTY : Conduct.Parcel.BORROWED;
    return usual.shipped(own.aroundSeconds(30_000, 0.8), parcel);
  }

  /** Repaid by the end of the grace period, and used again at once. */
  private void repaid(Account account, long minor, long nowMillis) {
    Ring ring = recruits.get(account.number());
    if (ring == null || minor < LEAST_CREDIT_MINOR) {
      return;
    }
    boolean over = hand.mall().agenda().day() > ring.lastDay();
    if (over || !ring.chance().happens(0.6)) {
      return;
    }
    long atMillis = nowMillis + ring.chance().aroundSeconds(40_000, 1);
    hand.mall().agenda().at(atMillis, now -> order(ring, account, ring.nextShop(), now));
  }
}
