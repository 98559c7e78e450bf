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
  private static final int LOOKS = 30;

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
    return new Line(item, quantity(item.kind(), chance));
  }

  /** How many of an item people buy; of codes and cards more often several. */
  private static int quantity(GoodsKind kind, Chance chance) {
    double more = kind == GoodsKind.PHYSICAL ? 0.15 : kind == GoodsKind.TOP_UP ? 0.12 : 0.32;
    int quantity = 1;
    while (quantity < 20 && chance.happens(more)) {
      quantity++;
    }
    return quantity;
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
      long most = quantity(item.kind(), chance);
      long fits = Math.max(1, Math.min(most, targetMinor / item.priceMinor()));
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
