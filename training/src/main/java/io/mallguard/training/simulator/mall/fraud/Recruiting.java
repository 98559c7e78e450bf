package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.trade.Registry;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Category;
import io.mallguard.training.simulator.mall.world.Census;
import io.mallguard.training.simulator.mall.world.Shop;
import io.mallguard.training.simulator.mall.world.Trait;

/** Gets offenders their accounts and shops. One owner thread. */
final class Recruiting {
  private static final String[] VIRTUAL = {
    "c_game_items", "c_game_items", "c_gift_card", "c_mobile_top_up", "c_services"
  };
  private static final String[] DEAR = {
    "c_phones", "c_electronics", "c_jewellery", "c_appliances", "c_gift_card", "c_services"
  };

  private static final double FROM_DORMITORY = 0.05;

  /**
   * Share of those who sell an account, or lend their name for one, who live on credit: what is
   * bought with it besides is bought, and regretted, as they do.
   */
  private static final double POOR = 0.6;

  /** So many people are asked for what is wanted, as many again for anything that is for sale. */
  private static final int ASKED = 20;

  /** So many shops are seen besides one, to rent the busiest where that decides. */
  private static final int SHOPS_SEEN = 20;

  private final Mall mall;
  private final Census census;
  private final Equipment equipment;

  Recruiting(Mall mall, Census census, Equipment equipment) {
    this.mall = mall;
    this.census = census;
    this.equipment = equipment;
  }

  /** Whether nothing has happened yet, so that what is planned may lie before the first day. */
  private boolean isPrehistory() {
    return mall.agenda().day() < -Days.PREHISTORY;
  }

  /** Registers or buys an account for a ring; what is registered takes a while to be used. */
  void addAccount(Ring ring, Drift drift, int day) {
    Chance chance = ring.chance();
    boolean stolen = ring.typology() == Typology.T5;
    boolean bought = chance.happens((stolen ? 0.5 : 0.3) + 0.45 * ring.discipline());
    Account account = bought ? buy(chance) : register(ring, day, chance);
    if (account.ring() >= 0) {
      return;
    }
    account.join(ring.number());
    equipment.give(account, ring, drift, day);
    ring.accounts().add(account);
  }

  /** An account that somebody honest hardly used, most gladly sold where many live on little. */
  private Account buy(Chance chance) {
    boolean lodges = chance.happens(mall.plan().lookAlike(FROM_DORMITORY));
    Account best = lodges ? mall.world().anyLodger(chance) : mall.world().anyone(chance);
    boolean poor = chance.happens(poor());
    for (int i = 0; i < 2 * ASKED && !isForSale(best, poor && i < ASKED); i++) {
      best = mall.world().anyone(chance);
    }
    return best;
  }

  /** Without look-alikes nobody lives on credit. */
  private double poor() {
    return mall.plan().lookAlike(POOR);
  }

  /** Whether somebody sells, by necessity if only the poor are asked. */
  private static boolean isForSale(Account account, boolean poor) {
    return (!poor || account.person().trait() == Trait.STRESSED)
        && account.ring() < 0
        && !account.person().isSeller()
        && account.person().ordersPerDay() < 0.2;
  }

  private Account register(Ring ring, int day, Chance chance) {
    // Waves: most of a ring's accounts within the same few hours.
    double agoDays = chance.exponential(0.2) + 55 * ring.discipline() * chance.uniform();
    boolean prehistory = isPrehistory();
    long atMillis =
        mall.days().startMillis(day)
            + 10 * Days.HOUR_MILLIS
            + (prehistory ? -1 : 0) * (long) (agoDays * Days.DAY_MILLIS)
            + chance.seconds(0, 8000);
    Account account = census.recruit(atMillis, poor());
    double line = chance.uniform();
    double risky = 0.5 * (1 - ring.discipline());
    String type =
        line < 0.6 * risky ? "mvno" : line < 0.8 * risky ? "iot" : line < risky ? "voip" : "mno";
    int inviter =
        ring.accounts().isEmpty() || chance.happens(0.5) ? -1 : ring.accounts().get(0).number();
    boolean known = inviter >= 0 && mall.world().account(inviter).isRegistered();
    boolean samePhone = !ring.accounts().isEmpty() && chance.happens(0.3 * (1 - ring.discipline()));
    int phone = samePhone ? ring.accounts().get(0).number() : account.number();
    int level = chance.happens(0.5 + 0.4 * ring.discipline()) ? 3 : 1 + chance.below(2);
    Tag tag = ring.tag(account);
    mall.agenda()
        .at(
            atMillis,
            now ->
                mall.registry()
                    .register(
                        account,
                        new Registry.Arrival(type, known ? inviter : -1, level, phone),
                        tag,
                        now));
    return account;
  }

  /** Opens a shop for a ring, or rents one that has traded honestly. */
  void addShop(Ring ring, Drift drift, int day) {
    Chance chance = ring.chance();
    boolean hides = drift.hidesAmongBuyers(ring.typology(), day);
    if (!isPrehistory() && (hides || chance.happens(0.5 + 0.45 * ring.discipline()))) {
      Shop rented = busiest(hides ? SHOPS_SEEN : 12 * ring.discipline() - 1, chance);
      if (rented.ring() < 0 && rented.sells() && rented.owner().ring() < 0) {
        rented.join(ring.number());
        ring.shops().add(rented);
        changeCard(ring, rented, day, chance);
        return;
      }
    }
    open(ring, day, chance);
  }

  /** The careful hide among the customers of a busy shop: the busiest of one and others. */
  private Shop busiest(double others, Chance chance) {
    Shop busiest = mall.world().anyShop(chance);
    for (int i = 0; i < others; i++) {
      Shop other = mall.world().anyShop(chance);
      busiest = other.orders() > busiest.orders() ? other : busiest;
    }
    return busiest;
  }

  private void changeCard(Ring ring, Shop shop, int day, Chance chance) {
    if (chance.happens(0.3)) {
      long wantedMillis = mall.days().startMillis(day) + chance.seconds(30_000, 80_000);
      // It may open on this very day.
      long atMillis = Math.max(wantedMillis, shop.openedMillis() + Days.HOUR_MILLIS);
      Tag tag = ring.tag(shop.owner());
      mall.agenda()
          .at(
              atMillis,
              now -> mall.registry().changePayoutCard(shop, shop.owner().nextCard(), tag, now));
    }
  }

  private void open(Ring ring, int day, Chance chance) {
    boolean prehistory = isPrehistory();
    long agoMillis = prehistory ? (long) (chance.between(2, 60) * Days.DAY_MILLIS) : 0;
    long bornMillis = mall.days().startMillis(day) + chance.seconds(30_000, 50_000) - agoMillis;
    Account owner = census.owner(bornMillis, chance);
    owner.join(ring.number());
    long openMillis = bornMillis + chance.aroundSeconds(20_000, 0.8);
    Shop shop = census.shop(chance, owner, category(ring, chance), openMillis);
    shop.join(ring.number());
    boolean careless = !ring.shops().isEmpty() && chance.happens(0.7 * (1 - ring.discipline()));
    if (careless) {
      Shop first = ring.shops().get(0);
      shop.legalId(first.legalId());
      shop.payoutCard(first.payoutCard());
    }
    ring.shops().add(shop);
    Tag tag = ring.tag(owner);
    Registry.Arrival arrival = new Registry.Arrival("mno", -1, 4, owner.number());
    mall.agenda().at(bornMillis, now -> mall.registry().register(owner, arrival, tag, now));
    mall.agenda().at(openMillis, now -> mall.registry().open(shop, tag, now));
  }

  private static int category(Ring ring, Chance chance) {
    if (chance.happens(0.2 + 0.5 * ring.discipline())) {
      return chance.below(Category.ALL.size());
    }
    String[] names = ring.typology() == Typology.T4 ? DEAR : VIRTUAL;
    return Category.numberOf(names[chance.below(names.length)]);
  }
}
