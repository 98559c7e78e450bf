package io.mallguard.features.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All paths one after the other, and the best of them as the definition says. */
final class NaiveCycles {
  record Edge(long sequence, long timeMillis, long payer, long payee, long amount, long tag) {}

  private final CycleSettings settings;
  private final long windowMillis;
  private final int degreeCap;
  private final List<Edge> edges = new ArrayList<>();
  private List<Edge> best = List.of();

  NaiveCycles(CycleSettings settings, long windowMillis, int degreeCap) {
    this.settings = settings;
    this.windowMillis = windowMillis;
    this.degreeCap = degreeCap;
  }

  void add(Edge edge) {
    if (edge.payer() != edge.payee()) {
      edges.add(edge);
    }
  }

  private List<Edge> live(long now) {
    return edges.stream().filter(edge -> edge.timeMillis() > now - windowMillis).toList();
  }

  private List<Edge> newest(List<Edge> of) {
    return of.subList(Math.max(0, of.size() - degreeCap), of.size());
  }

  private List<Edge> out(long node, long now) {
    return live(now).stream().filter(edge -> edge.payer() == node).toList();
  }

  private List<Edge> in(long node, long now) {
    return live(now).stream().filter(edge -> edge.payee() == node).toList();
  }

  private boolean isHub(long node, long now) {
    return out(node, now).size() > degreeCap || in(node, now).size() > degreeCap;
  }

  long paid(long payer, long payee, long within, long now) {
    return newest(in(payee, now)).stream()
        .filter(edge -> edge.payer() == payer && edge.timeMillis() > now - within)
        .mapToLong(Edge::amount)
        .sum();
  }

  /** The best path, or nothing. */
  List<Edge> find(Set<Long> payers, Set<Long> payees, long amount, long now) {
    best = List.of();
    for (long payee : payees) {
      if (payers.contains(payee)) {
        return best;
      }
    }
    for (long payee : payees) {
      for (Edge first : newest(out(payee, now))) {
        extend(new ArrayList<>(List.of(first)), payers, payees, amount, now);
      }
    }
    return best;
  }

  private void extend(List<Edge> path, Set<Long> payers, Set<Long> payees, long amount, long now) {
    Edge last = path.get(path.size() - 1);
    if (payers.contains(last.payee())) {
      boolean known = newest(in(last.payee(), now)).contains(last);
      if (known && isKept(path, amount) && isBetter(path)) {
        best = List.copyOf(path);
      }
      return;
    }
    Set<Long> inner = new HashSet<>();
    path.forEach(edge -> inner.add(edge.payee()));
    boolean ended = path.size() == settings.maxHops() || inner.size() < path.size();
    if (ended || payees.contains(last.payee()) || isHub(last.payee(), now)) {
      return;
    }
    for (Edge next : out(last.payee(), now)) {
      if (next.sequence() > last.sequence()) {
        path.add(next);
        extend(path, payers, payees, amount, now);
        path.remove(path.size() - 1);
      }
    }
  }

  private boolean isKept(List<Edge> path, long closing) {
    long first = path.get(0).amount();
    List<Long> later = new ArrayList<>(List.of(closing));
    path.subList(1, path.size()).forEach(edge -> later.add(edge.amount()));
    return later.stream()
        .allMatch(
            amount ->
                amount * 1000 >= first * settings.keptLow()
                    && amount * 1000 <= first * settings.keptHigh());
  }

  private boolean isBetter(List<Edge> path) {
    if (best.isEmpty() || path.get(0).sequence() != best.get(0).sequence()) {
      return best.isEmpty() || path.get(0).sequence() > best.get(0).sequence();
    }
    if (path.size() != best.size()) {
      return path.size() < best.size();
    }
    for (int i = path.size() - 1; i > 0; i--) {
      if (path.get(i).sequence() != best.get(i).sequence()) {
        return path.get(i).sequence() < best.get(i).sequence();
      }
    }
    return false;
  }
}
