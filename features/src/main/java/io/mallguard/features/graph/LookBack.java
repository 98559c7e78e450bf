package io.mallguard.features.graph;

import io.mallguard.features.state.Memory;

/**
 * The first half of a cycle search: backward from the payer, hop by hop, over payments whose amount
 * some first payment allows, it finds out how late one may leave a node and still arrive. One owner
 * thread.
 */
final class LookBack {
  private final MoneyEdges edges;
  private final Memory memory;
  private final CycleSettings settings;
  private final Reach reach;
  private final Levels levels;
  private final Budget budget;
  private long nowMillis;
  private long amountMinor;

  LookBack(MoneyEdges edges, CycleSettings settings, Reach reach, Levels levels, Budget budget) {
    this.edges = edges;
    this.memory = edges.memory;
    this.settings = settings;
    this.reach = reach;
    this.levels = levels;
    this.budget = budget;
  }

  /**
   * Notes departures.
   *
   * @return how many hops the longest paths have that can be told from them
   */
  int run(long amountMinor, long nowMillis) {
    this.amountMinor = amountMinor;
    this.nowMillis = nowMillis;
    for (int hops = 1; hops < settings.maxHops(); hops++) {
      for (int i = 0; i < levels.count(hops - 1); i++) {
        if (!step(levels.get(hops - 1, i), hops)) {
          return hops;
        }
      }
      if (levels.count(hops) == 0) {
        // Nothing can arrive from further away either.
        break;
      }
    }
    return settings.maxHops();
  }

  /** Where the payments into a node come from; false if the budget is used up. */
  private boolean step(int number, int hops) {
    long node = reach.node(number);
    int from = edges.in.count(node);
    if (hops > 1) {
      if (edges.isHub(node, nowMillis)) {
        return true;
      }
      from = edges.in.countBelow(node, reach.departure(number, hops - 1));
    }
    for (int i = from - 1; i >= 0; i--) {
      long edge = edges.in.entry(node, i);
      if (edges.isOld(edge, nowMillis)) {
        return true;
      }
      if (!budget.spend()) {
        return false;
      }
      if (settings.isNear(memory.get(edge + EdgeRing.AMOUNT), amountMinor)) {
        depart(edge, hops);
      }
    }
    return true;
  }

  private void depart(long edge, int hops) {
    int payer = reach.number(memory.get(edge + EdgeRing.OTHER));
    long sequence = memory.get(edge + EdgeRing.SEQUENCE);
    if (reach.end(payer) == Reach.INNER && reach.departure(payer, hops) < sequence) {
      if (!reach.departs(payer, hops)) {
        levels.add(hops, payer);
      }
      reach.depart(payer, hops, sequence);
    }
  }
}
