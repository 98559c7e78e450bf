package io.mallguard.training.simulator.mall.world;

import io.mallguard.training.simulator.mall.chance.Chance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which shop somebody comes to in a category: few are known to all (Zipf). One owner thread. */
final class Market {
  private static final double EXPONENT = 1.05;

  private final List<Shelf> shelves = new ArrayList<>();

  Market() {
    Category.ALL.forEach(category -> shelves.add(new Shelf()));
  }

  void add(Shop shop) {
    shelves.get(shop.category()).add(shop.number());
  }

  int shop(int category, Chance chance) {
    return shelves.get(category).pick(chance);
  }

  private static final class Shelf {
    private int[] shops = new int[4];
    private double[] cumulative = new double[4];
    private int size;

    void add(int shop) {
      if (size == shops.length) {
        shops = Arrays.copyOf(shops, 2 * size);
        cumulative = Arrays.copyOf(cumulative, 2 * size);
      }
      double before = size == 0 ? 0 : cumulative[size - 1];
      // Anyone may become known: the rank is not that of age.
      int rank = (int) Long.remainderUnsigned(Chance.mix(shop), size + 1L);
      shops[size] = shop;
      cumulative[size] = before + StrictMath.pow(rank + 2, -EXPONENT);
      size++;
    }

    int pick(Chance chance) {
      if (size == 0) {
        return -1;
      }
      double at = chance.uniform() * cumulative[size - 1];
      int found = Arrays.binarySearch(cumulative, 0, size, at);
      return shops[Math.min(size - 1, found < 0 ? -found - 1 : found)];
    }
  }
}
