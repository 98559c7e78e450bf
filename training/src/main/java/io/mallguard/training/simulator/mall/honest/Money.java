package io.mallguard.training.simulator.mall.honest;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.trade.Order;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Person;

/**
 * Money between people: families, shared bills, red packets, and wallets that are emptied. Some of
 * it comes back within days, so that circles of money are nothing special. One owner thread.
 */
public final class Money {
  private static final long STREAM = 'y';

  /** Of each person. */
  private static final double TRANSFERS_PER_DAY = 0.007;

  /** Of each person, where gifts have no season. */
  private static final double RED_PACKETS_PER_DAY = 0.016;

  /** Share of red packets that go to anybody. */
  private static final double IN_CHATS = 0.6;

  private static final int FRIENDS = 6;
  private static final double GIVES_BACK = 0.04;
  private static final long ROUND_MINOR = 1000;

  private final Mall mall;
  private final Chance chance;

  /** The money of a mall's people. */
  public Money(Mall mall) {
    this.mall = mall;
    this.chance = mall.chance(STREAM, 0);
    mall.refunds().heardBy(this::refunded);
  }

  /** Plans who sends money on a day. */
  public void plan(int day) {
    chance.restart(mall.plan().seed(), STREAM, day);
    plan(day, TRANSFERS_PER_DAY, this::share);
    plan(day, mall.plan().lookAlike(RED_PACKETS_PER_DAY) * mall.season().gifts(day), this::give);
  }

  private void plan(int day, double perPersonAndDay, Sending sending) {
    int people = mall.world().accounts().size();
    int count = chance.poisson(perPersonAndDay * people);
    for (int i = 0; i < count; i++) {
      Account from = mall.world().account(chance.below(people));
      Chance own = chance.split();
      long atMillis = mall.season().shoppingMillis(day, chance);
      if (from.isActive()) {
        mall.agenda().at(atMillis, now -> sending.send(from, own, now));
      }
    }
  }

  /** Sends what somebody at home needs, or a friend is owed; accounts of rings have neither. */
  private void share(Account from, Chance own, long nowMillis) {
    if (from.ring() >= 0) {
      return;
    }
    boolean family = from.person().householdSize() > 1 && own.happens(0.5);
    Account to = family ? relative(from, own) : friend(from, own);
    String channel = own.happens(0.15) ? "qr" : "p2p";
    pay(new Gift(from, to, sum(family, own), channel, Tag.HONEST), own, nowMillis);
  }

  /** Sends a red packet to a friend, or into a chat, where it is anybody's. */
  private void give(Account from, Chance own, long nowMillis) {
    Account to = own.happens(IN_CHATS) ? mall.world().anyone(own) : friend(from, own);
    if (to.isActive() && to.number() != from.number()) {
      Tag shape = Tag.lookAlike("H2");
      Tag tag = from.ring() < 0 ? shape : shape.ofOffender();
      Gift packet = new Gift(from, to, redPacket(own), "red_packet", tag);
      pay(packet, own, nowMillis);
    }
  }

  private void pay(Gift gift, Chance own, long nowMillis) {
    Account from = gift.from();
    long missingMinor = gift.minor() - from.walletMinor();
    if (missingMinor <= 0) {
      send(gift, own, nowMillis);
      return;
    }
    long wholeMinor = ((missingMinor - 1) / ROUND_MINOR + 1) * ROUND_MINOR;
    mall.wallets().topUp(from, from.debitCard(), wholeMinor, own, Tag.HONEST, nowMillis);
    mall.agenda().at(nowMillis + own.seconds(20, 90), now -> send(gift, own, now));
  }

  private interface Sending {
    void send(Account from, Chance own, long nowMillis);
  }

  private record Gift(Account from, Account to, long minor, String channel, Tag tag) {}

  private void send(Gift gift, Chance own, long nowMillis) {
    Account from = gift.from();
    Account to = gift.to();
    long minor = gift.minor();
    boolean sent =
        mall.wallets().transfer(from, to, minor, gift.channel(), own, gift.tag(), nowMillis);
    if (sent && own.happens(GIVES_BACK)) {
      long backMinor = own.happens(0.4) ? minor : Math.max(1, (long) (minor * own.between(0.3, 1)));
      mall.agenda()
          .at(
              nowMillis + own.aroundSeconds(30_000, 1.3),
              now -> mall.wallets().transfer(to, from, backMinor, "p2p", own, Tag.HONEST, now));
    } else if (sent && own.happens(0.4)) {
      empty(to, own.aroundSeconds(40_000, 1.6), own, nowMillis);
    }
  }

  private static long redPacket(Chance own) {
    return own.oneOf(520L, 666L, 888L, 1000L, 1888L, 2000L, 5000L, 6600L, 8800L, 20_000L);
  }

  private static long sum(boolean family, Chance own) {
    double yuan = own.logNormal(family ? 320 : 75, 1.2);
    long minor = (long) (yuan * 100);
    return Math.max(100, own.happens(0.6) ? minor / ROUND_MINOR * ROUND_MINOR : minor);
  }

  private Account relative(Account from, Chance own) {
    Person person = from.person();
    int step = 1 + own.below(person.householdSize() - 1);
    int at = (from.number() - person.household() + step) % person.householdSize();
    return mall.world().account(person.household() + at);
  }

  /** One of a few that stay the same. */
  private Account friend(Account from, Chance own) {
    long name = Chance.mix((long) from.number() * FRIENDS + own.below(FRIENDS));
    return mall.world().account((int) Long.remainderUnsigned(name, mall.plan().size().buyers()));
  }

  private void refunded(
      Order order,
      Account receiver,
      long walletMinor,
      boolean wasAutomatic,
      boolean wasPaid,
      long nowMillis) {
    if (walletMinor > 0 && !order.tag().isFraud() && order.chance().happens(0.45)) {
      empty(receiver, order.chance().aroundSeconds(9000, 1.9), order.chance(), nowMillis);
    }
  }

  /** Somebody takes the money out of the wallet some time later. */
  private void empty(Account account, long afterMillis, Chance own, long nowMillis) {
    long atMillis = nowMillis + Math.min(afterMillis, 20 * Days.DAY_MILLIS);
    mall.agenda()
        .at(
            atMillis,
            now -> {
              long minor = account.walletMinor();
              long card = account.debitCard();
              mall.wallets().withdraw(account, card, minor, own, Tag.HONEST, now);
            });
  }
}
