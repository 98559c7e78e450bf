package io.mallguard.training.simulator.mall.world;

import io.mallguard.training.simulator.mall.chance.Chance;

/** How shops price: by category, with endings that people like. */
final class Prices {
  private static final int FEN = 100;
  private static final long TEN_YUAN = 1000;
  private static final long HUNDRED_YUAN = 10_000;

  private Prices() {}

  static long of(Category category, Chance chance) {
    if (!category.pricePoints().isEmpty()) {
      int size = category.pricePoints().size();
      // Cheap points sell most: the lower of two draws.
      int point = Math.min(chance.below(size), chance.below(size));
      return (long) category.pricePoints().get(point) * FEN;
    }
    double yuan = chance.logNormal(category.medianYuan(), category.sigma());
    return snapped(Math.max(FEN, (long) (yuan * FEN)), chance);
  }

  /** Ends on .9, .00, 9.9, 9 or 88, or is round. */
  static long snapped(long minor, Chance chance) {
    long tens = Math.max(TEN_YUAN, minor / TEN_YUAN * TEN_YUAN);
    double kind = chance.uniform();
    if (kind < 0.30) {
      return minor / FEN * FEN + 90;
    }
    if (kind < 0.55) {
      return Math.max(FEN, minor / FEN * FEN);
    }
    if (kind < 0.75) {
      return tens - 10;
    }
    if (kind < 0.90 || minor < HUNDRED_YUAN) {
      return tens - FEN;
    }
    return kind < 0.96
        ? minor / HUNDRED_YUAN * HUNDRED_YUAN
        : minor / HUNDRED_YUAN * HUNDRED_YUAN + 8800;
  }
}
