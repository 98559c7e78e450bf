package io.mallguard.training.simulator.mall.world;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Days;

/**
 * What shops sell. An item is worked out of its number each time it is asked for, so that a
 * catalogue of any size needs no memory. One owner thread.
 */
public final class Catalogue {
  /** Most items of a shop. */
  public static final int ITEMS_PER_SHOP = 64;

  private static final long STREAM = 'I';
  private static final long TITLE = 'T';
  private static final double OTHER_CATEGORY = 0.08;
  private static final int TITLES_PER_CATEGORY = 400;

  private final long seed;
  private final Chance chance;
  private long lastSpecial;

  /** The catalogue of a simulation. */
  public Catalogue(long seed) {
    this.seed = seed;
    this.chance = Chance.of(seed, STREAM, 0);
  }

  /** An item of a shop's usual ones, by its position among them. */
  public Item item(Shop shop, int position) {
    long number = (long) shop.number() * ITEMS_PER_SHOP + position;
    chance.restart(seed, STREAM, number);
    boolean other = chance.happens(OTHER_CATEGORY);
    int category = other ? chance.below(Category.ALL.size()) : shop.category();
    Category of = Category.ALL.get(category);
    long listedMillis = shop.openedMillis() + (long) (chance.uniform() * 60 * Days.DAY_MILLIS);
    long priceMinor = Prices.of(of, chance);
    int copy = chance.below(TITLES_PER_CATEGORY);
    boolean known = chance.happens(0.6);
    long title = Chance.mix(TITLE + copy) + category;
    int gram = (int) (of.gramMedian() * chance.between(0.5, 1.6));
    return new Item(
        number,
        title,
        known ? (long) category * 1000 + copy : -1,
        category,
        priceMinor,
        listedMillis,
        gram);
  }

  /**
   * An item for one occasion, such as a difference to be paid ("补差价") or a link made for one buyer.
   *
   * @param shop who lists it
   * @param category of what it says it is
   * @param priceMinor of one
   * @param listedMillis since when
   */
  public Item special(Shop shop, int category, long priceMinor, long listedMillis) {
    long number = (1L << 40) + ++lastSpecial;
    int gram = (int) Category.ALL.get(category).gramMedian();
    long title = Chance.mix(number + shop.number());
    return new Item(number, title, -1, category, priceMinor, listedMillis, gram);
  }
}
