package io.mallguard.training.simulator.mall.honest;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.trade.Baskets;
import io.mallguard.training.simulator.mall.trade.Conduct;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.trade.Order;
import io.mallguard.training.simulator.mall.trade.Purchase;
import io.mallguard.training.simulator.mall.trade.Where;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Category;
import io.mallguard.training.simulator.mall.world.Client;
import io.mallguard.training.simulator.mall.world.GoodsKind;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.NetKind;
import io.mallguard.training.simulator.mall.world.Shop;
import io.mallguard.training.simulator.mall.world.Trait;
import java.util.List;
import java.util.Optional;

/** People go shopping, each with a habit and a taste. One owner thread. */
public final class Shopping {
  private static final long DAY = 'd';
  private static final long MONTH = 'm';
  private static final double STAYS_AWAY = 0.1;
  private static final double REPEATS = 0.6;
  private static final double REPEATS_ON_IMPULSE = 0.3;
  private static final double LOGINS_PER_DAY = 0.02;
  private static final double CARDS_PER_DAY = 0.004;
  private static final double CARDS_TRIED_PER_DAY = 0.008;
  private static final double CREDENTIALS_PER_DAY = 0.0008;
  private static final int TRIES = 4;
  private static final long LIFE = 'l';
  private static final double GIVEN_AWAY = 0.35;
  private static final double LEAVE_PER_MONTH = 0.05;

  private final double[] stayShares = stayShares();
  private final Mall mall;
  private final Tastes tastes;
  private final Baskets baskets;
  private final Where where;
  private final Offers offers;
  private final Chance chance;

  /** Shopping in a mall. */
  public Shopping(Mall mall, Offers offers) {
    this.mall = mall;
    this.offers = offers;
    this.tastes = new Tastes(mall.plan().seed());
    this.baskets = new Baskets(mall.catalogue());
    this.where = new Where(mall);
    this.chance = mall.chance(DAY, 0);
  }

  /** Plans who goes shopping on a day. */
  public void plan(int day) {
    double factor = mall.season().factor(day);
    int month = mall.days().month(day);
    for (Account account : mall.world().accounts()) {
      if (account.isActive() && account.ring() < 0) {
        plan(account, day, month, factor);
      }
    }
  }

  private void plan(Account account, int day, int month, double factor) {
    long seed = mall.plan().seed();
    chance.restart(seed, MONTH, (long) account.number() << 8 | month);
    if (chance.happens(STAYS_AWAY) || hasLeft(account, day)) {
      return;
    }
    chance.restart(seed, DAY, (long) account.number() << 16 | day);
    int orders = chance.poisson(account.person().ordersPerDay() * factor);
    for (int i = 0; i < orders; i++) {
      Chance own = chance.split();
      mall.agenda().at(mall.season().shoppingMillis(day, chance), now -> shop(account, own, now));
    }
    if (chance.happens(LOGINS_PER_DAY)) {
      Chance own = chance.split();
      long atMillis = mall.season().shoppingMillis(day, chance);
      mall.agenda().at(atMillis, now -> mall.registry().login(account, own, Tag.HONEST, now));
    }
    if (chance.happens(CARDS_PER_DAY + mall.plan().lookAlike(CARDS_TRIED_PER_DAY))) {
      String type = chance.happens(0.6) ? "debit_card" : "credit_card";
      long atMillis = mall.season().shoppingMillis(day, chance);
      mall.agenda()
          .at(
              atMillis,
              now -> mall.registry().bind(account, account.nextCard(), type, Tag.HONEST, now));
    }
    if (chance.happens(CREDENTIALS_PER_DAY)) {
      Chance own = chance.split();
      String what = chance.oneOf("password", "phone", "bank_card", "address");
      long atMillis = mall.season().shoppingMillis(day, chance);
      mall.agenda()
          .at(
              atMillis,
              now -> mall.registry().changeCredential(account, what, own, Tag.HONEST, now));
    }
  }

  /** Newcomers take the place of those who do not come back. */
  private boolean hasLeft(Account account, int day) {
    int since = Math.max(0, mall.days().dayOf(account.person().bornMillis()));
    int months = Math.min(stayShares.length - 1, (day - since) / 30);
    chance.restart(mall.plan().seed(), LIFE, account.number());
    return chance.uniform() > stayShares[months];
  }

  private static double[] stayShares() {
    double[] shares = new double[24];
    for (int month = 0; month < shares.length; month++) {
      shares[month] = StrictMath.pow(1 - LEAVE_PER_MONTH, month);
    }
    return shares;
  }

  /** Goes shopping once: perhaps logs in, looks around, buys. */
  public void shop(Account account, Chance own, long nowMillis) {
    if (own.happens(0.35)) {
      mall.registry().login(account, own, Tag.HONEST, nowMillis);
      mall.agenda().at(nowMillis + own.seconds(30, 600), now -> order(account, own, now));
    } else {
      order(account, own, nowMillis);
    }
  }

  private void order(Account account, Chance own, long nowMillis) {
    Optional<Shop> shop = choose(account, own);
    if (shop.isPresent() && account.isActive()) {
      List<Line> lines = lines(account, shop.get(), own);
      buy(account, shop.get(), lines, Tag.HONEST, own, nowMillis);
    }
  }

  /** What somebody takes; on impulse the dearer of two. */
  private List<Line> lines(Account account, Shop shop, Chance own) {
    double spend = account.person().spend();
    List<Line> one = baskets.any(shop, spend, own);
    if (account.person().trait() != Trait.STRESSED) {
      return one;
    }
    List<Line> other = baskets.any(shop, spend, own);
    return sumMinor(one) > sumMinor(other) ? one : other;
  }

  private static long sumMinor(List<Line> lines) {
    return lines.stream().mapToLong(Line::amountMinor).sum();
  }

  private Optional<Shop> choose(Account account, Chance own) {
    Trait trait = account.person().trait();
    if (trait.plays() && account.habit(0) >= 0 && own.happens(0.9)) {
      return Optional.of(mall.world().shop(account.habit(0))).filter(Shop::sells);
    }
    double repeats = trait == Trait.STRESSED ? REPEATS_ON_IMPULSE : REPEATS;
    for (int i = 0; i < TRIES; i++) {
      int known = account.habit(own.below(TRIES));
      Optional<Shop> shop =
          known >= 0 && own.happens(repeats)
              ? Optional.of(mall.world().shop(known))
              : mall.world().found(category(account, own), own);
      if (shop.filter(Shop::sells).isPresent()) {
        return shop;
      }
    }
    return Optional.empty();
  }

  private int category(Account account, Chance own) {
    Trait trait = account.person().trait();
    if (trait.plays()) {
      return Category.numberOf("c_game_items");
    }
    if (trait == Trait.BULK_BUYER && own.happens(0.6)) {
      return Category.numberOf("c_gift_card");
    }
    boolean gifts = mall.season().gifts(mall.agenda().day()) > 1;
    return tastes.category(account.person().taste(), gifts, own);
  }

  /** Buys these goods as people do, with the money, manners and offers of the day. */
  public Optional<Order> buy(
      Account account, Shop shop, List<Line> lines, Tag wanted, Chance own, long nowMillis) {
    List<Line> goods = account.person().trait() == Trait.BULK_BUYER ? inBulk(lines, own) : lines;
    Conduct conduct = conduct(account, shop, goods.get(0), nowMillis, own);
    Client client = where.usual(account, mall.agenda().day(), own);
    Tag shape = wanted.isNote() ? wanted : lookAlike(account, client, goods.get(0), conduct);
    Tag tag = account.ring() < 0 ? shape : shape.ofOffender();
    return pay(account, shop, goods, conduct, client, tag, own, nowMillis);
  }

  /** Buys like everybody, whatever comes after. */
  public Optional<Order> pay(
      Account account, Shop shop, Line line, Conduct conduct, Tag tag, Chance own, long nowMillis) {
    Client client = where.usual(account, mall.agenda().day(), own);
    return pay(account, shop, List.of(line), conduct, client, tag, own, nowMillis);
  }

  private Optional<Order> pay(
      Account account,
      Shop shop,
      List<Line> goods,
      Conduct conduct,
      Client client,
      Tag tag,
      Chance own,
      long nowMillis) {
    long listMinor = sumMinor(goods);
    Offers.Offer offer = offer(listMinor, own);
    long minor = listMinor - offer.discountMinor() - offer.subsidyMinor();
    return mall.checkout()
        .pay(
            new Purchase(
                account,
                shop,
                goods,
                offer.discountMinor(),
                offer.subsidyMinor(),
                Purse.of(account, shop, minor, own),
                client,
                Manners.visit(account.habit(0) == shop.number(), own),
                conduct,
                tag),
            nowMillis);
  }

  /** What is let go of a sum today. */
  public Offers.Offer offer(long listMinor, Chance own) {
    return offers.of(listMinor, mall.season().isRush(mall.agenda().day()), own);
  }

  private static List<Line> inBulk(List<Line> lines, Chance own) {
    Line main = lines.get(0);
    return List.of(new Line(main.item(), main.quantity() * (3 + own.below(10))));
  }

  private Conduct conduct(Account account, Shop shop, Line main, long nowMillis, Chance own) {
    Conduct usual = Manners.conduct(account, main.item(), own);
    GoodsKind kind = main.item().kind();
    boolean present = kind == GoodsKind.GIFT_CARD || account.person().trait() == Trait.BULK_BUYER;
    if (present && own.happens(givenAway())) {
      int other = mall.world().anyone(own).number();
      return usual.redeemedBy(other, own.aroundSeconds(30_000, 1.5));
    }
    return offers.changed(usual, account, shop, nowMillis, own);
  }

  private double givenAway() {
    double season = Math.min(2, mall.season().gifts(mall.agenda().day()));
    return mall.plan().lookAlike(GIVEN_AWAY * season);
  }

  private static Tag lookAlike(Account account, Client client, Line main, Conduct conduct) {
    Trait trait = account.person().trait();
    boolean shows =
        switch (trait) {
          case ORDINARY -> false;
          case WHALE, GUILD -> main.item().kind() == GoodsKind.VIRTUAL_CODE;
          case RETURNER, STRESSED -> conduct.wish().isThere();
          case TRAVELLER -> client.net().kind() == NetKind.PROXY;
          case BULK_BUYER, ELDER, SERVICE -> true;
        };
    if (shows) {
      return Tag.lookAlike(trait.hardNegative());
    }
    if (conduct.redeemer() >= 0) {
      return Tag.lookAlike("H2");
    }
    if (conduct.wish().initiator().equals("seller")) {
      return Tag.lookAlike("H10");
    }
    boolean behindNat =
        client.net().kind() == NetKind.EDU_NAT || client.net().kind() == NetKind.CORP_NAT;
    return behindNat
        ? Tag.lookAlike("H6")
        : account.sharesDevice() ? Tag.lookAlike("H5") : Tag.HONEST;
  }
}
