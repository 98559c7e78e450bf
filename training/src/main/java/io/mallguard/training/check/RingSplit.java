package io.mallguard.training.check;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rings cut into those that may be shown and those that are hidden, with no device, card or shop of
 * fraud in common: whatever shares one stays on one side. The larger clusters are dealt first, each
 * to the side that has less. Immutable.
 *
 * @param hidden groups that are hidden
 * @param clusters how many there are to deal
 * @param largestShare share of the fraud in the largest
 */
record RingSplit(Set<String> hidden, int clusters, double largestShare) {
  /** Cuts the rings of a sample. */
  static RingSplit of(Sample sample) {
    Map<String, String> parents = new HashMap<>();
    for (int i = 0; i < sample.size(); i++) {
      Sample.Order order = sample.order(i);
      if (order.isFraud()) {
        for (String shared : shared(order.facts())) {
          parents.put(root(parents, order.group()), root(parents, shared));
        }
      }
    }
    Map<String, Set<String>> groups = new TreeMap<>();
    Map<String, Integer> sizes = new HashMap<>();
    for (int i = 0; i < sample.size(); i++) {
      Sample.Order order = sample.order(i);
      if (order.isFraud()) {
        String root = root(parents, order.group());
        groups.computeIfAbsent(root, r -> new HashSet<>()).add(order.group());
        sizes.merge(root, 1, Integer::sum);
      }
    }
    return dealt(groups, sizes);
  }

  private static RingSplit dealt(Map<String, Set<String>> groups, Map<String, Integer> sizes) {
    List<String> largestFirst =
        groups.keySet().stream()
            .sorted(Comparator.comparingInt((String root) -> -sizes.getOrDefault(root, 0)))
            .toList();
    Set<String> hidden = new HashSet<>();
    long shownSize = 0;
    long hiddenSize = 0;
    for (String root : largestFirst) {
      if (hiddenSize < shownSize) {
        hidden.addAll(groups.getOrDefault(root, Set.of()));
        hiddenSize += sizes.getOrDefault(root, 0);
      } else {
        shownSize += sizes.getOrDefault(root, 0);
      }
    }
    double largest = largestFirst.isEmpty() ? 0 : sizes.getOrDefault(largestFirst.get(0), 0);
    return new RingSplit(
        Set.copyOf(hidden), groups.size(), largest / Math.max(1, shownSize + hiddenSize));
  }

  /** What an order has in common with others, as words apart from the names of rings. */
  private static Set<String> shared(OrderFacts facts) {
    Set<String> shared = new HashSet<>();
    shared.add("device " + facts.device());
    shared.add("shop " + facts.shop());
    if (facts.card() != 0) {
      shared.add("card " + facts.card());
    }
    return shared;
  }

  private static String root(Map<String, String> parents, String of) {
    String at = of;
    String parent = parents.getOrDefault(at, at);
    while (!parent.equals(at)) {
      String above = parents.getOrDefault(parent, parent);
      parents.put(at, above);
      at = parent;
      parent = above;
    }
    return at;
  }

  /** Whether an order is fraud of a hidden ring. */
  boolean isHidden(Sample.Order order) {
    return order.isFraud() && hidden.contains(order.group());
  }
}
