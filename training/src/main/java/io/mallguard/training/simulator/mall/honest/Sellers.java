package io.mallguard.training.simulator.mall.honest;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.trade.Baskets;
import io.mallguard.training.simulator.mall.trade.Conduct;
import io.mallguard.training.simulator.mall.trade.Funding;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.trade.Purchase;
import io.mallguard.training.simulator.mall.trade.Where;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.List;

/** What owners of shops do: count visitors, take their money, restock, buy from themselves. */
public final class Sellers {
  private static final long STREAM = 'v';
  private static final long FAMILY = 'F';
  private static final double OFFLINE_CARD_CHANGES = 0.0012;
  private static final double RESTOCKS = 0.06;

  private final Mall mall;
  private final Where where;
  private final Baskets baskets;
  private final Shopping shopping;

  /** The owners of a mall's shops. */
  public Sellers(Mall mall, Shopping shopping) {
    this.mall = mall;
    this.shopping = shopping;
    this.where = new Where(mall);
    this.baskets = new Baskets(mall.catalogue());
  }

  /** Plans what owners do on a day. */
  public void plan(int day) {
    for (Shop shop : mall.world().shops()) {
      Chance chance = mall.chance(STREAM, (long) shop.number() << 16 | day);
      boolean open = shop.openedMillis() < mall.days().startMillis(day);
      if (!open) {
        continue;
      }
      if (day % 7 == shop.number() % 7) {
        long atMillis = mall.days().startMillis(day) + chance.seconds(600, 4000);
        mall.agenda().at(atMillis, now -> count(shop, chance, now));
      }
      if (shop.ring() < 0) {
        plan(shop, day, chance);
      }
    }
  }

  private void plan(Shop shop, int day, Chance chance) {
    long atMillis = mall.days().startMillis(day) + chance.seconds(33_000, 75_000);
    if (shop.takesMoneyOn(day)) {
      mall.agenda().at(atMillis, now -> takeMoney(shop, chance, now));
    }
    if (chance.happens(OFFLINE_CARD_CHANGES)) {
      mall.agenda()
          .at(
              atMillis - chance.seconds(600, 20_000),
              now ->
                  mall.registry().changePayoutCard(shop, shop.owner().nextCard(), Tag.HONEST, now));
    }
    Chance family = mall.chance(FAMILY, shop.number());
    boolean buysFromOwn = family.happens(0.12 * mall.plan().lookAlikeFactor());
    if (buysFromOwn && chance.happens(0.08)) {
      Account relative = mall.world().account(family.below(mall.plan().size().buyers()));
      mall.agenda().at(atMillis, now -> buyFromFamily(relative, shop, chance, now));
    }
  }

  private void count(Shop shop, Chance chance, long nowMillis) {
    int orders = shop.takeOrders();
    double conversion = Math.min(0.9, chance.logNormal(0.04, 0.5));
    // Some live on links from elsewhere, which nobody counts.
    boolean padded = chance.happens(shop.ring() < 0 ? 0.97 : 0.9);
    long visitors =
        padded ? (long) (orders / conversion) + chance.poisson(12) : orders + chance.poisson(6);
    long chats = (long) (visitors * chance.between(0.02, 0.08));
    mall.registry().traffic(shop, visitors, chance.between(2, 6), chats, nowMillis);
  }

  private void takeMoney(Shop shop, Chance chance, long nowMillis) {
    long paidMinor = mall.payouts().request(shop, Tag.HONEST, nowMillis);
    boolean restocks =
        mall.chance(FAMILY, -1L - shop.number()).happens(mall.plan().lookAlike(RESTOCKS));
    if (restocks && paidMinor > 20_000) {
      long minor = (long) (paidMinor * chance.between(0.3, 0.9));
      mall.agenda()
          .at(
              nowMillis + chance.aroundSeconds(30_000, 1),
              now -> restock(shop.owner(), minor, chance, now));
    }
  }

  private void restock(Account owner, long minor, Chance chance, long nowMillis) {
    Tag tag = Tag.lookAlike("H13");
    mall.wallets().topUp(owner, owner.debitCard(), minor, chance, tag, nowMillis);
    mall.agenda()
        .at(nowMillis + chance.aroundSeconds(400, 1), now -> buyStock(owner, minor, chance, now));
  }

  private void buyStock(Account owner, long minor, Chance chance, long nowMillis) {
    Shop from = mall.world().anyShop(chance);
    Line line = baskets.near(from, minor, chance);
    if (line.amountMinor() > owner.walletMinor()) {
      return;
    }
    Conduct conduct = Manners.conduct(owner, line.item(), chance);
    mall.checkout()
        .pay(
            new Purchase(
                owner,
                from,
                List.of(line),
                0,
                0,
                Funding.wallet(line.amountMinor()),
                where.usual(owner, mall.agenda().day(), chance),
                Manners.visit(true, chance),
                conduct,
                Tag.lookAlike("H13")),
            nowMillis);
  }

  private void buyFromFamily(Account relative, Shop shop, Chance chance, long nowMillis) {
    Tag tag = Tag.lookAlike("H12");
    List<Line> lines = baskets.any(shop, 1.5, chance);
    boolean bought =
        shop.sells() && shopping.buy(relative, shop, lines, tag, chance, nowMillis).isPresent();
    if (bought && chance.happens(0.5)) {
      long minor = lines.get(0).amountMinor();
      Account owner = shop.owner();
      mall.agenda()
          .at(
              nowMillis + chance.aroundSeconds(60_000, 1),
              now -> giveBack(owner, relative, minor, chance, now));
    }
  }

  private void giveBack(
      Account owner, Account relative, long minor, Chance chance, long nowMillis) {
    Tag tag = Tag.lookAlike("H12");
    long sumMinor = Math.max(100, (long) (minor * chance.between(0.7, 1)));
    mall.wallets().topUp(owner, owner.debitCard(), sumMinor, chance, tag, nowMillis);
    long atMillis = nowMillis + chance.aroundSeconds(60, 1);
    mall.agenda()
        .at(
            atMillis,
            now -> mall.wallets().transfer(owner, relative, sumMinor, "p2p", chance, tag, now));
  }
}
