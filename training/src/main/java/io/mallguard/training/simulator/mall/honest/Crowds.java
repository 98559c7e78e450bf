package io.mallguard.training.simulator.mall.honest;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.trade.Baskets;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.trade.Order;
import io.mallguard.training.simulator.mall.trade.Wish;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Category;
import io.mallguard.training.simulator.mall.world.Item;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;
import io.mallguard.training.simulator.mall.world.Trait;
import java.util.List;
import java.util.Optional;

/**
 * Honest occasions that look wrong: flash sales, small shops that go viral, cheaper again on the
 * feast, and people at the limit of their credit. One owner thread.
 */
public final class Crowds {
  private static final long STREAM = 'w';
  private static final double FLASH_SALES_PER_SHOP = 0.007;
  private static final double VIRAL_PER_SHOP = 0.003;
  private static final double REBUYS = 0.05;

  private final Mall mall;
  private final Shopping shopping;
  private final Baskets baskets;

  /** Occasions in a mall. */
  public Crowds(Mall mall, Shopping shopping) {
    this.mall = mall;
    this.shopping = shopping;
    this.baskets = new Baskets(mall.catalogue());
    mall.credit().heardBy(this::repaid);
  }

  /** Plans the occasions of a day. */
  public void plan(int day) {
    Chance chance = mall.chance(STREAM, day);
    double often = mall.plan().lookAlikeFactor() * mall.world().shops().size();
    double rush = mall.season().isRush(day) ? 5 : 1;
    int sales = chance.poisson(FLASH_SALES_PER_SHOP * often * rush);
    for (int i = 0; i < sales; i++) {
      long fromMillis = mall.season().shoppingMillis(day, chance);
      crowd(any(chance), 6 + chance.below(30), fromMillis, 900, "H1", chance);
    }
    int viral = chance.poisson(VIRAL_PER_SHOP * often);
    for (int i = 0; i < viral; i++) {
      long fromMillis = mall.days().startMillis(day) + chance.seconds(30_000, 70_000);
      crowd(any(chance), 10 + chance.below(60), fromMillis, 200_000, "H7", chance);
    }
    if (mall.season().isRush(day + 1)) {
      rebuy(day + 1, chance);
    }
  }

  private Shop any(Chance chance) {
    return mall.world().anyShop(chance);
  }

  /** Many buy the same within a while; a third of them are new to the mall or nearly so. */
  private void crowd(
      Shop shop, int count, long fromMillis, double seconds, String hardNegative, Chance chance) {
    Item item = baskets.popular(shop, chance);
    int people = mall.world().accounts().size();
    for (int i = 0; i < count; i++) {
      boolean young = chance.happens(0.35);
      int number =
          young ? people - 1 - chance.below(Math.max(1, people / 60)) : chance.below(people);
      Account account = mall.world().account(number);
      Chance own = chance.split();
      long atMillis = fromMillis + chance.seconds(0, seconds);
      mall.agenda()
          .at(
              atMillis,
              now -> {
                boolean ready = account.isActive() && account.ring() < 0 && shop.sells();
                if (ready && now > shop.openedMillis()) {
                  Line line = new Line(item, 1);
                  Tag tag = Tag.lookAlike(hardNegative);
                  shopping.buy(account, shop, List.of(line), tag, own, now);
                }
              });
    }
  }

  /** Cheaper tomorrow than today: cancelled at midnight and bought again. */
  private void rebuy(int day, Chance chance) {
    int count = (int) (mall.plan().lookAlike(REBUYS) * 0.1 * mall.plan().size().buyers());
    for (int i = 0; i < count; i++) {
      Account account = mall.world().anyone(chance);
      Chance own = chance.split();
      long atMillis = mall.days().startMillis(day) - chance.seconds(600, 20_000);
      mall.agenda().at(atMillis, now -> buyAndCancel(account, day, own, now));
    }
  }

  private void buyAndCancel(Account account, int day, Chance own, long nowMillis) {
    int habit = account.habit(0);
    if (habit < 0 || account.ring() >= 0) {
      return;
    }
    Shop shop = mall.world().shop(habit);
    List<Line> lines = baskets.any(shop, 1, own);
    Tag tag = Tag.lookAlike("H9");
    Optional<Order> first = shopping.buy(account, shop, lines, tag, own, nowMillis);
    if (first.isEmpty() || first.get().kind().isVirtual()) {
      return;
    }
    long midnightMillis = mall.days().startMillis(day);
    Wish wish = Wish.all(0, false, "before_ship", "found_cheaper", "original_source");
    mall.refunds().plan(first.get(), wish, midnightMillis + own.seconds(20, 1500));
    mall.agenda()
        .at(
            midnightMillis + own.seconds(1500, 4000),
            now -> shopping.buy(account, shop, lines, tag, own, now));
  }

  /** Whoever lives on credit buys again as soon as there is some. */
  private void repaid(Account account, long minor, long nowMillis) {
    if (account.person().trait() != Trait.STRESSED || account.ring() >= 0) {
      return;
    }
    Chance own = mall.chance(STREAM, nowMillis ^ account.number());
    mall.agenda()
        .at(nowMillis + own.aroundSeconds(50_000, 1.2), now -> spendAgain(account, own, now));
  }

  private void spendAgain(Account account, Chance own, long nowMillis) {
    String[] dear = {"c_phones", "c_appliances", "c_electronics", "c_jewellery", "c_gift_card"};
    Optional<Shop> shop = mall.world().found(Category.numberOf(dear[own.below(dear.length)]), own);
    if (shop.isEmpty() || !shop.get().sells()) {
      return;
    }
    long wantedMinor = (long) (account.credit().availableMinor() * own.between(0.6, 0.97));
    Line line = baskets.near(shop.get(), wantedMinor, own);
    if (wantedMinor > 5000) {
      shopping.buy(account, shop.get(), List.of(line), Tag.lookAlike("H11"), own, nowMillis);
    }
  }
}
