package io.mallguard.training.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who has bought where, and in which rhythm. */
final class TradeShape {
  /** With fewer gaps a deviation means little. */
  private static final int FEWEST_GAPS = 10;

  private final Map<Long, Set<Long>> buyers = new HashMap<>();
  private final Map<Long, Rhythm> rhythms = new HashMap<>();

  private static final class Rhythm {
    private long latestMillis;
    private int gaps = -1;
    private double sum;
    private double squares;
    private boolean hasFraud;

    void at(long millis) {
      double gap = millis - latestMillis;
      sum += gaps < 0 ? 0 : gap;
      squares += gaps < 0 ? 0 : gap * gap;
      gaps++;
      latestMillis = millis;
    }

    /** (σ − μ) / (σ + μ) of the gaps. */
    double burstiness() {
      double mean = sum / gaps;
      double deviation = Math.sqrt(Math.max(0, squares / gaps - mean * mean));
      return (deviation - mean) / (deviation + mean);
    }
  }

  void order(long buyer, long shop, long atMillis, boolean isFraud) {
    buyers.computeIfAbsent(shop, s -> new HashSet<>()).add(buyer);
    Rhythm rhythm = rhythms.computeIfAbsent(buyer, b -> new Rhythm());
    rhythm.at(atMillis);
    rhythm.hasFraud |= isFraud;
  }

  /** How many buyers each shop has. */
  int[] buyersOfShops() {
    return buyers.values().stream().mapToInt(Set::size).toArray();
  }

  /** Mean over accounts with or without fraud; NaN without any of enough orders. */
  double burstiness(boolean ofFraud) {
    return rhythms.values().stream()
        .filter(rhythm -> rhythm.hasFraud == ofFraud && rhythm.gaps >= FEWEST_GAPS)
        .mapToDouble(Rhythm::burstiness)
        .average()
        .orElse(Double.NaN);
  }
}
