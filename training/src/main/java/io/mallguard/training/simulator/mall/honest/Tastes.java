package io.mallguard.training.simulator.mall.honest;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.chance.Weights;
import io.mallguard.training.simulator.mall.world.Category;
import io.mallguard.training.simulator.mall.world.Census;
import io.mallguard.training.simulator.mall.world.GoodsKind;
import java.util.ArrayList;
import java.util.List;

/** Which categories people of a taste look at. Immutable. */
final class Tastes {
  private static final long STREAM = 'T';

  private final List<Weights> usual = new ArrayList<>();
  private final Weights gifts;

  Tastes(long seed) {
    for (int taste = 0; taste < Census.TASTES; taste++) {
      Chance chance = Chance.of(seed, STREAM, taste);
      usual.add(
          Weights.of(
              Category.ALL.stream()
                  .mapToDouble(
                      c -> c.share() * (c.kind().isVirtual() ? 1 : chance.logNormal(0.8, 0.7)))
                  .toArray()));
    }
    gifts =
        Weights.of(
            Category.ALL.stream()
                .mapToDouble(c -> c.kind() == GoodsKind.GIFT_CARD ? 5 * c.share() : c.share())
                .toArray());
  }

  int category(int taste, boolean giftSeason, Chance chance) {
    boolean gift = giftSeason && chance.happens(0.3);
    return (gift ? gifts : usual.get(taste)).pick(chance);
  }
}
