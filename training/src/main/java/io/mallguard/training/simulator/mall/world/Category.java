package io.mallguard.training.simulator.mall.world;

import java.util.List;

/**
 * A category of goods. The shares, prices and refund rates are assumptions; their means are in
 * docs/simulator.md. Immutable.
 *
 * @param id its id in events
 * @param kind what it holds
 * @param share of all orders, per mille
 * @param medianYuan median price
 * @param sigma deviation of the logarithm of the price
 * @param pricePoints the only prices there are, in yuan, or none
 * @param refundShare share of orders that somebody wants refunded
 * @param gramMedian median weight, 0 without one
 */
public record Category(
    String id,
    GoodsKind kind,
    double share,
    double medianYuan,
    double sigma,
    List<Integer> pricePoints,
    double refundShare,
    double gramMedian) {
  private static final List<Integer> NONE = List.of();

  /** All categories; their numbers are their positions. */
  public static final List<Category> ALL =
      List.of(
          physical("c_women", 120, 88, 0.8, 0.20, 450),
          physical("c_men", 60, 110, 0.8, 0.17, 600),
          physical("c_shoes", 50, 150, 0.8, 0.18, 900),
          physical("c_bags", 25, 130, 1.0, 0.10, 700),
          physical("c_beauty", 70, 88, 0.9, 0.05, 250),
          physical("c_food", 75, 49, 0.7, 0.03, 1500),
          physical("c_snacks", 70, 38, 0.6, 0.03, 800),
          physical("c_home", 65, 55, 0.9, 0.06, 900),
          physical("c_kitchen", 35, 62, 0.9, 0.06, 1100),
          physical("c_furniture", 12, 300, 0.9, 0.08, 15_000),
          physical("c_baby", 40, 98, 0.8, 0.05, 900),
          physical("c_toys", 30, 65, 0.9, 0.06, 500),
          physical("c_sports", 30, 120, 0.9, 0.09, 700),
          physical("c_electronics", 40, 95, 1.0, 0.07, 500),
          physical("c_phones", 12, 680, 0.7, 0.07, 450),
          physical("c_appliances", 16, 230, 0.9, 0.07, 5000),
          physical("c_jewellery", 10, 200, 1.0, 0.08, 80),
          physical("c_watches", 6, 260, 1.1, 0.09, 200),
          physical("c_liquor", 14, 260, 1.0, 0.03, 2200),
          physical("c_books", 26, 36, 0.6, 0.03, 500),
          physical("c_pets", 20, 70, 0.7, 0.04, 2500),
          physical("c_car", 16, 90, 1.0, 0.06, 1400),
          physical("c_stationery", 24, 22, 0.7, 0.03, 300),
          virtual(
              "c_mobile_top_up", GoodsKind.TOP_UP, 80, 0.015, 10, 20, 30, 50, 100, 200, 300, 500),
          virtual(
              "c_game_items", GoodsKind.VIRTUAL_CODE, 40, 0.025, 6, 30, 68, 98, 128, 198, 328, 648),
          virtual("c_gift_card", GoodsKind.GIFT_CARD, 30, 0.012, 50, 100, 200, 300, 500, 1000),
          new Category("c_services", GoodsKind.SERVICE, 15, 160, 1.2, NONE, 0.06, 0));

  /** Copies the list. */
  public Category {
    pricePoints = List.copyOf(pricePoints);
  }

  private static Category physical(
      String id, double share, double yuan, double sigma, double refunds, double gram) {
    return new Category(id, GoodsKind.PHYSICAL, share, yuan, sigma, NONE, refunds, gram);
  }

  private static Category virtual(
      String id, GoodsKind kind, double share, double refunds, Integer... yuan) {
    return new Category(id, kind, share, yuan[yuan.length / 2], 0, List.of(yuan), refunds, 0);
  }

  /** Number of a category by its id. */
  public static int numberOf(String id) {
    for (int i = 0; i < ALL.size(); i++) {
      if (ALL.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException("category " + id);
  }
}
