package io.mallguard.training.simulator.mall.world;

/**
 * Something a shop sells. Immutable.
 *
 * @param number unique in the mall
 * @param title number of its title; copies of a title are common
 * @param product number of the product, -1 unknown
 * @param category number of its category
 * @param priceMinor of one
 * @param listedMillis since when the shop has it
 * @param gram weight, 0 without one
 */
public record Item(
    long number,
    long title,
    long product,
    int category,
    long priceMinor,
    long listedMillis,
    int gram) {
  /** Its kind. */
  public GoodsKind kind() {
    return Category.ALL.get(category).kind();
  }
}
