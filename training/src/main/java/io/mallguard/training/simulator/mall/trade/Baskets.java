package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.world.Catalogue;
import io.mallguard.training.simulator.mall.world.GoodsKind;
import io.mallguard.training.simulator.mall.world.Item;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.ArrayList;
import java.util.List;

/** Fills baskets out of what a shop sells: all agents buy from the same price lists. */
public final class Baskets {
  private static final int LOOKS = 12;
  private static final int MOST_OF_ONE = 30;

  private final Catalogue catalogue;

  /** Baskets out of a catalogue. */
  public Baskets(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** What somebody without a sum in mind buys; well-known items most. */
  public List<Line> any(Shop shop, double spend, Chance chance) {
    List<Line> lines = new ArrayList<>();
    lines.add(line(shop, spend, chance));
    if (chance.happens(0.12)) {
      lines.add(line(shop, spend, chance));
      lines.sort((a, b) -> Long.compare(b.amountMinor(), a.amountMinor()));
    }
    return lines;
  }

  private Line line(Shop shop, double spend, Chance chance) {
    Item one = popular(shop, chance);
    Item other = popular(shop, chance);
    boolean dearer = chance.happens(Math.min(0.9, 0.35 * spend));
    Item item = dearer == (one.priceMinor() > other.priceMinor()) ? one : other;
    double more = item.kind() == GoodsKind.PHYSICAL ? 0.16 : 0.10;
    int quantity = 1;
    while (quantity < 6 && chance.happens(more)) {
      quantity++;
    }
    return new Line(item, quantity);
  }

  /** One of a shop's items, the first ones most. */
  public Item popular(Shop shop, Chance chance) {
    double u = chance.uniform();
    return catalogue.item(shop, (int) (shop.items() * u * u));
  }

  /** What of the shop's price list comes closest to a sum from below; the cheapest if nothing. */
  public Line near(Shop shop, long targetMinor, Chance chance) {
    Line best = new Line(catalogue.item(shop, 0), 1);
    for (int i = 0; i < LOOKS; i++) {
      Item item = catalogue.item(shop, chance.below(shop.items()));
      long fits = Math.max(1, Math.min(MOST_OF_ONE, targetMinor / item.priceMinor()));
      best = closer(best, new Line(item, (int) fits), targetMinor);
    }
    return best;
  }

  private static Line closer(Line a, Line b, long targetMinor) {
    long aMinor = a.amountMinor();
    long bMinor = b.amountMinor();
    if (aMinor > targetMinor || bMinor > targetMinor) {
      return aMinor <= bMinor ? a : b;
    }
    return aMinor >= bMinor ? a : b;
  }
}
