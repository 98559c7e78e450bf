package io.mallguard.features.graph;

import io.mallguard.features.state.Memory;

/**
 * Whether a payment brings money back to where it came from: looks for a path of earlier payments,
 * each later in the log than the one before it, from the payee of this payment to its payer. Of all
 * such paths it finds the one that began last; of these the shortest; of these the one whose last
 * payment is the earliest, then the one before it, and so on. A search changes nothing; its result
 * stays until the next. One owner thread.
 */
public final class CycleSearch {
  /*
   * Which payments may be on a path depends on its first one (amounts). So:
   * 1. Backward from the payer, hop by hop, over payments whose amount some first payment allows:
   *    how late one may leave a node and still arrive. Most searches end here, with nothing.
   * 2. The payee's payments, newest first. One that leads to a node in time is tried: forward, hop
   *    by hop, over payments that it allows, keeping the earliest arrival per node. Being somewhere
   *    earlier after no more hops is never worse, so no path is lost and no node is walked twice
   *    without need. The first try that arrives is the result.
   */
  /** Lists of nodes are kept per number of hops; this one is the payees'. */
  private static final int PAYEES = Reach.LEVELS - 1;

  private final MoneyEdges edges;
  private final Memory memory;
  private final CycleSettings settings;
  private final Reach reach = new Reach();
  private final Levels levels = new Levels();
  private final Budget budget;
  private final LookBack lookBack;
  private final MoneyPath path;

  private long nowMillis;
  private long amountMinor;

  /** The payer's node that the present try reached, or -1. */
  private int arrived;

  /** Per payee the next payment to try. */
  private int[] next = new int[16];

  private final long[] onePayer = new long[1];
  private final long[] onePayee = new long[1];

  /** A search over edges. */
  public CycleSearch(MoneyEdges edges, CycleSettings settings) {
    this.edges = edges;
    this.memory = edges.memory;
    this.settings = settings;
    this.path = new MoneyPath(edges);
    this.budget = new Budget(settings.budget());
    this.lookBack = new LookBack(edges, settings, reach, levels, budget);
  }

  /** The path that the last search found: empty if it found none. */
  public MoneyPath path() {
    return path;
  }

  /** Whether the last search ran out of its budget: then there may be a path, or a better one. */
  public boolean isCut() {
    return budget.isCut();
  }

  /** How many edges the last search looked at. */
  public int looked() {
    return budget.spent();
  }

  /**
   * Looks for the best path from one payee to one payer, see {@link #find(long[], int, long[], int,
   * long, long)}.
   */
  public boolean find(long payerKey, long payeeKey, long amountMinor, long nowMillis) {
    onePayer[0] = payerKey;
    onePayee[0] = payeeKey;
    return find(onePayer, 1, onePayee, 1, amountMinor, nowMillis);
  }

  /**
   * Looks for the best path. The payment itself must not have been added yet.
   *
   * @param payers keys of the nodes that stand for the payer: money that reaches any has arrived
   * @param payees keys of the nodes that stand for the payee: a path may start at any. With a node
   *     that stands for both nothing is found
   * @param amountMinor of the payment that would close the cycle
   * @return whether there is one
   */
  public boolean find(
      long[] payers,
      int payerCount,
      long[] payees,
      int payeeCount,
      long amountMinor,
      long nowMillis) {
    this.amountMinor = amountMinor;
    this.nowMillis = nowMillis;
    // Half of the budget is left for the second half of the search.
    budget.begin(settings.budget() / 2);
    path.clear();
    reach.clear();
    levels.clear();
    if (!meet(payers, payerCount, payees, payeeCount)
        && mark(payees, payeeCount, Reach.PAYEE, PAYEES)
        && mark(payers, payerCount, Reach.PAYER, 0)) {
      int maxHops = lookBack.run(amountMinor, nowMillis);
      budget.release();
      tryAll(maxHops);
    }
    return path.hops() > 0;
  }

  private static boolean meet(long[] keys, int count, long[] others, int otherCount) {
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < otherCount; k++) {
        if (keys[i] == others[k]) {
          return true;
        }
      }
    }
    return false;
  }

  /** Marks the nodes of one end, in a list of their own; false if none could be on a path. */
  private boolean mark(long[] keys, int count, byte end, int level) {
    EdgeRing ring = end == Reach.PAYEE ? edges.out : edges.in;
    boolean any = false;
    for (int i = 0; i < count; i++) {
      long node = edges.find(keys[i]);
      int number = node == 0 ? -1 : reach.number(node);
      if (number >= 0 && reach.end(number) == Reach.INNER) {
        reach.mark(number, end);
        levels.add(level, number);
        any |= ring.count(node) > 0;
      }
    }
    return any;
  }

  /** Tries the payees' payments, newest first, until one leads to the payer. */
  private void tryAll(int maxHops) {
    int payees = levels.count(PAYEES);
    next = payees <= next.length ? next : new int[2 * payees];
    for (int i = 0; i < payees; i++) {
      next[i] = edges.out.count(reach.node(levels.get(PAYEES, i))) - 1;
    }
    while (path.hops() == 0) {
      int payee = payeeOfNewest(payees);
      if (payee < 0) {
        return;
      }
      long edge = nextOf(payee);
      if (edges.isOld(edge, nowMillis) || !take(levels.get(PAYEES, payee), edge, maxHops)) {
        return;
      }
      next[payee]--;
    }
  }

  /** The payee whose next payment is the newest, or -1 if there is none. */
  private int payeeOfNewest(int payees) {
    int newest = -1;
    for (int i = 0; i < payees; i++) {
      if (next[i] >= 0 && (newest < 0 || sequence(nextOf(i)) > sequence(nextOf(newest)))) {
        newest = i;
      }
    }
    return newest;
  }

  private long nextOf(int payee) {
    return edges.out.entry(reach.node(levels.get(PAYEES, payee)), next[payee]);
  }

  private long sequence(long edge) {
    return memory.get(edge + EdgeRing.SEQUENCE);
  }

  /** Tries one first payment; false if the budget is used up. */
  private boolean take(int payee, long edge, int maxHops) {
    if (!budget.spend()) {
      return false;
    }
    long first = memory.get(edge + EdgeRing.AMOUNT);
    if (!settings.isKept(amountMinor, first)) {
      return true;
    }
    int next = reach.number(memory.get(edge + EdgeRing.OTHER));
    long sequence = sequence(edge);
    boolean arrives = reach.end(next) == Reach.PAYER;
    if (arrives ? !isKnownTo(next, sequence) : reach.departure(next, maxHops - 1) <= sequence) {
      return true;
    }
    reach.beginSearch();
    reach.arrive(next, 1, sequence, payee, edge);
    if (arrives) {
      path.fill(reach, next, 1, amountMinor, nowMillis);
      return true;
    }
    levels.clear(1);
    levels.add(1, next);
    return follow(first, maxHops);
  }

  /** Follows a first payment hop by hop; false if the budget is used up. */
  private boolean follow(long first, int maxHops) {
    arrived = -1;
    for (int hops = 1; hops < maxHops && arrived < 0; hops++) {
      levels.clear(hops + 1);
      boolean more = true;
      for (int i = 0; i < levels.count(hops) && more; i++) {
        more = follow(levels.get(hops, i), hops, first, maxHops);
      }
      if (arrived >= 0) {
        path.fill(reach, arrived, hops + 1, amountMinor, nowMillis);
      }
      if (!more) {
        return false;
      }
    }
    return true;
  }

  /** Where a node's payments after its arrival go; false if the budget is used up. */
  private boolean follow(int number, int hops, long first, int maxHops) {
    long node = reach.node(number);
    if (edges.isHub(node, nowMillis)) {
      return true;
    }
    int from = edges.out.countBelow(node, reach.arrival(number, hops) + 1);
    for (int i = edges.out.count(node) - 1; i >= from; i--) {
      long edge = edges.out.entry(node, i);
      if (!budget.spend()) {
        return false;
      }
      if (settings.isKept(memory.get(edge + EdgeRing.AMOUNT), first)) {
        step(number, edge, hops + 1, maxHops);
      }
    }
    return true;
  }

  /** Whether a payment is one of the newest of a payer, which alone count if there are too many. */
  private boolean isKnownTo(int payer, long sequence) {
    return sequence >= sequence(edges.in.entry(reach.node(payer), 0));
  }

  private void step(int number, long edge, int hops, int maxHops) {
    int next = reach.number(memory.get(edge + EdgeRing.OTHER));
    long sequence = sequence(edge);
    if (reach.end(next) == Reach.PAYER) {
      if (isKnownTo(next, sequence) && (arrived < 0 || sequence < reach.arrival(arrived, hops))) {
        reach.arrive(next, hops, sequence, number, edge);
        arrived = next;
      }
    } else if (reach.end(next) == Reach.INNER
        && reach.departure(next, maxHops - hops) > sequence
        && sequence < reach.arrival(next, hops)) {
      if (!reach.arrives(next, hops)) {
        levels.add(hops, next);
      }
      reach.arrive(next, hops, sequence, number, edge);
    }
  }
}
