package io.mallguard.training.simulator.mall.world;

/**
 * An item and how many of it. Immutable.
 *
 * @param item what
 * @param quantity at least 1
 */
public record Line(Item item, int quantity) {
  /** Price of all of them. */
  public long amountMinor() {
    return item.priceMinor() * quantity;
  }
}
