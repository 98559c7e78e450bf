package io.mallguard.features.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Greedy peeling as written down: all sums anew at every step. */
final class NaivePeeling {
  record Edge(List<Integer> nodes, long weight) {}

  record Block(long mass, Set<Integer> nodes, List<Integer> order) {}

  private NaivePeeling() {}

  static Block densest(List<Edge> edges) {
    List<Edge> left = new ArrayList<>(edges);
    Set<Integer> nodes = new LinkedHashSet<>();
    edges.forEach(edge -> nodes.addAll(edge.nodes()));
    List<Integer> order = new ArrayList<>();
    Block best = new Block(mass(left), Set.copyOf(nodes), order);
    while (!nodes.isEmpty()) {
      int least = least(left, nodes);
      order.add(least);
      nodes.remove(least);
      left.removeIf(edge -> edge.nodes().contains(least));
      boolean denser =
          !nodes.isEmpty()
              && (double) mass(left) * best.nodes().size() > (double) best.mass() * nodes.size();
      best = denser ? new Block(mass(left), Set.copyOf(nodes), order) : best;
    }
    return best;
  }

  private static long mass(List<Edge> edges) {
    return edges.stream().mapToLong(Edge::weight).sum();
  }

  private static int least(List<Edge> left, Set<Integer> nodes) {
    Map<Integer, Long> sums = new LinkedHashMap<>();
    nodes.stream().sorted().forEach(node -> sums.put(node, 0L));
    for (Edge edge : left) {
      edge.nodes().forEach(node -> sums.merge(node, edge.weight(), Long::sum));
    }
    int least = -1;
    for (Map.Entry<Integer, Long> sum : sums.entrySet()) {
      if (least < 0 || sum.getValue() < sums.getOrDefault(least, 0L)) {
        least = sum.getKey();
      }
    }
    return least;
  }
}
