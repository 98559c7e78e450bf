package io.mallguard.training.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who has paid whom. */
final class Payments {
  /** Accounts with more partners say little of circles of friends, and cost much. */
  private static final int MOST_PARTNERS = 200;

  private final Map<Long, Set<Long>> paid = new HashMap<>();
  private final Map<Long, Set<Long>> partners = new HashMap<>();

  void pay(long from, long to) {
    if (from != to) {
      paid.computeIfAbsent(from, a -> new HashSet<>()).add(to);
      partners.computeIfAbsent(from, a -> new HashSet<>()).add(to);
      partners.computeIfAbsent(to, a -> new HashSet<>()).add(from);
    }
  }

  /** How many others each account has paid or been paid by. */
  int[] degrees() {
    return partners.values().stream().mapToInt(Set::size).toArray();
  }

  double meanDegree() {
    return partners.values().stream().mapToInt(Set::size).average().orElse(Double.NaN);
  }

  /** Share of pairs with a payment the other way, too; NaN without payments. */
  double reciprocity() {
    double pairs = 0;
    double returned = 0;
    for (Map.Entry<Long, Set<Long>> one : paid.entrySet()) {
      for (long to : one.getValue()) {
        pairs++;
        returned += paid.getOrDefault(to, Set.of()).contains(one.getKey()) ? 1 : 0;
      }
    }
    return returned / pairs;
  }

  /**
   * Share of two partners that are partners themselves, in the mean over accounts with two or more;
   * NaN without any.
   */
  double clustering() {
    return partners.values().stream()
        .filter(others -> others.size() >= 2 && others.size() <= MOST_PARTNERS)
        .mapToDouble(this::closed)
        .average()
        .orElse(Double.NaN);
  }

  private double closed(Set<Long> others) {
    double closed = 0;
    for (long one : others) {
      Set<Long> those = partners.getOrDefault(one, Set.of());
      for (long other : others) {
        closed += those.contains(other) ? 1 : 0;
      }
    }
    return closed / (others.size() * (others.size() - 1.0));
  }
}
