package io.mallguard.training.simulator.mall.honest;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.trade.Registry;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Category;
import io.mallguard.training.simulator.mall.world.Census;
import io.mallguard.training.simulator.mall.world.Household;
import io.mallguard.training.simulator.mall.world.Shop;
import io.mallguard.training.simulator.mall.world.Trait;

/** Honest people and shops come to the mall. One owner thread. */
public final class Arrivals {
  private static final long ACCOUNT = 'a';
  private static final long DAY = 'n';
  private static final long GUILD = 'G';
  private static final long MOVE = 'y';

  /** Newcomers a day against the people of the first day; more when prices fall. */
  private static final double NEWCOMERS_PER_DAY = 0.002;

  /** So long dormitories fill. */
  private static final int MOVING_DAYS = 10;

  private static final double SHOPS_PER_DAY = 0.0015;

  /** Per buyer of the first day. */
  private static final double DORMITORIES_PER_DAY = 1.1e-6;

  private final Mall mall;
  private final Census census;
  private final Shopping shopping;

  /** Arrivals at a mall. */
  public Arrivals(Mall mall, Census census, Shopping shopping) {
    this.mall = mall;
    this.census = census;
    this.shopping = shopping;
  }

  /** Plans the registration of all who are there on the first day. */
  public void planSettlers() {
    census.settle();
    mall.world().accounts().forEach(this::planRegistration);
    mall.world().shops().forEach(this::planOpening);
    census.moves().forEach(this::planMove);
  }

  /** In autumn, or before the first day if that has begun. */
  private void planMove(Census.Move move) {
    int within = mall.chance(MOVE, move.account().number()).below(MOVING_DAYS);
    int day = mall.days().autumn() + within;
    if (day <= 0) {
      move.account().shareDevice(move.common());
    } else {
      mall.agenda().at(mall.days().startMillis(day), now -> moveIn(move));
    }
  }

  private static void moveIn(Census.Move move) {
    Account account = move.account();
    if (account.ring() < 0 && !account.isClosed()) {
      account.shareDevice(move.common());
    }
  }

  private void planRegistration(Account account) {
    long atMillis = account.person().bornMillis();
    mall.agenda().at(atMillis, now -> register(account, now));
  }

  private void planOpening(Shop shop) {
    mall.agenda().at(shop.openedMillis(), now -> mall.registry().open(shop, Tag.HONEST, now));
  }

  private void register(Account account, long nowMillis) {
    Chance chance = mall.chance(ACCOUNT, account.number());
    double type = chance.uniform();
    String phone = type < 0.86 ? "mno" : type < 0.92 ? "mvno" : type < 0.93 ? "iot" : "unknown";
    boolean invited = account.number() > 10 && chance.happens(0.15);
    int inviter = invited ? chance.below(account.number()) : -1;
    boolean known = inviter >= 0 && mall.world().account(inviter).isRegistered();
    int level = account.person().isSeller() ? 4 : chance.happens(0.75) ? 3 : 1 + chance.below(3);
    if (account.person().trait() == Trait.ELDER) {
      helpedByClerk(account, chance);
    }
    if (account.person().trait() == Trait.GUILD) {
      Chance common = mall.chance(GUILD, account.device().number());
      mall.world()
          .found(Category.numberOf("c_game_items"), common)
          .ifPresent(shop -> account.ordered(shop.number()));
    }
    mall.registry()
        .register(
            account,
            new Registry.Arrival(phone, known ? inviter : -1, level, phoneNumber(account, chance)),
            Tag.HONEST,
            nowMillis);
  }

  /** Some have the number of somebody of the household. */
  private static int phoneNumber(Account account, Chance chance) {
    return chance.happens(0.06) ? account.person().household() : account.number();
  }

  /** The clerk's phone, and the clerk's shop. */
  private void helpedByClerk(Account account, Chance chance) {
    Shop shop = mall.world().anyShop(chance);
    account.shareDevice(shop.owner());
    account.ordered(shop.number());
  }

  /** Plans who comes new on a day. */
  public void plan(int day) {
    Chance chance = mall.chance(DAY, day);
    double factor = StrictMath.sqrt(mall.season().factor(day));
    int people = chance.poisson(NEWCOMERS_PER_DAY * factor * mall.plan().size().buyers());
    for (int i = 0; i < people; i++) {
      long atMillis = mall.season().shoppingMillis(day, chance);
      welcome(census.newcomer(atMillis), atMillis, chance.split());
    }
    double rate = mall.plan().lookAlike(DORMITORIES_PER_DAY) * mall.plan().size().buyers();
    int dormitories = chance.poisson(rate);
    for (int i = 0; i < dormitories; i++) {
      dormitory(day, chance);
    }
    int shops = chance.poisson(SHOPS_PER_DAY * mall.plan().size().shops());
    for (int i = 0; i < shops; i++) {
      newShop(mall.days().startMillis(day) + chance.seconds(30_000, 80_000), chance);
    }
  }

  /** New people who live together and share a device. */
  private void dormitory(int day, Chance chance) {
    Household all = Household.dormitory(chance);
    int first = mall.world().accounts().size();
    for (int i = 0; i < all.size(); i++) {
      long atMillis = mall.season().shoppingMillis(day + chance.below(5), chance);
      welcome(census.lodger(atMillis, all, first), atMillis, chance.split());
    }
  }

  private void welcome(Account account, long atMillis, Chance chance) {
    planRegistration(account);
    if (chance.happens(0.75)) {
      long firstMillis = atMillis + chance.aroundSeconds(6000, 1.8);
      mall.agenda().at(firstMillis, now -> shopping.shop(account, chance, now));
    }
  }

  private void newShop(long atMillis, Chance chance) {
    Account known = mall.world().anyone(chance);
    boolean asOwner = known.isActive() && known.ring() < 0 && chance.happens(0.6);
    Account owner = asOwner ? known : census.owner(atMillis, chance);
    if (!asOwner) {
      planRegistration(owner);
    }
    long openMillis = atMillis + chance.seconds(3600, 2.0 * Days.DAY_MILLIS / 1000);
    planOpening(census.shop(chance, owner, chance.below(Category.ALL.size()), openMillis));
  }
}
