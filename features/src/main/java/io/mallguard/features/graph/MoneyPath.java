package io.mallguard.features.graph;

/**
 * The payments that a search found, first to last, without the one that closes the cycle; they are
 * the evidence. Overwritten by the next search. One owner thread.
 */
public final class MoneyPath {
  private final MoneyEdges edges;
  private final long[] entries = new long[Reach.LEVELS];
  private final long[] payers = new long[Reach.LEVELS];
  private int hops;
  private long closingMinor;
  private long foundMillis;

  MoneyPath(MoneyEdges edges) {
    this.edges = edges;
  }

  void clear() {
    hops = 0;
  }

  void fill(Reach reach, int last, int hops, long closingMinor, long nowMillis) {
    this.hops = hops;
    this.closingMinor = closingMinor;
    this.foundMillis = nowMillis;
    int number = last;
    for (int i = hops; i > 0; i--) {
      entries[i - 1] = reach.edge(number, i);
      number = reach.parent(number, i);
      payers[i - 1] = reach.node(number);
    }
  }

  /** Number of payments, 0 if nothing was found. */
  public int hops() {
    return hops;
  }

  /** Place in the log of a payment, counted from 0. */
  public long sequence(int number) {
    return get(number, EdgeRing.SEQUENCE);
  }

  /** Fold time of a payment. */
  public long timeMillis(int number) {
    return get(number, EdgeRing.TIME);
  }

  /** Amount of a payment. */
  public long amountMinor(int number) {
    return get(number, EdgeRing.AMOUNT);
  }

  /** Tag of a payment, as it was added. */
  public long tag(int number) {
    return get(number, MoneyEdges.TAG);
  }

  /** Key of the node that paid. */
  public long payerKey(int number) {
    return edges.key(payers[number]);
  }

  /** Key of the node that was paid. */
  public long payeeKey(int number) {
    return edges.key(get(number, EdgeRing.OTHER));
  }

  private long get(int number, int field) {
    if (number < 0 || number >= hops) {
      throw new IndexOutOfBoundsException(number + ", must be below " + hops);
    }
    return edges.memory.get(entries[number] + field);
  }

  /** From the first payment to the closing one; {@link Long#MAX_VALUE} if nothing was found. */
  public long durationMillis() {
    return hops == 0 ? Long.MAX_VALUE : foundMillis - timeMillis(0);
  }

  /** Sum of all amounts, the closing one included; 0 if nothing was found. */
  public long amountSumMinor() {
    long sum = hops == 0 ? 0 : closingMinor;
    for (int i = 0; i < hops; i++) {
      sum += amountMinor(i);
    }
    return sum;
  }

  /** Least amount, the closing one included / amount of the first; NaN if nothing was found. */
  public double bottleneckRatio() {
    if (hops == 0) {
      return Double.NaN;
    }
    long least = closingMinor;
    for (int i = 0; i < hops; i++) {
      least = Math.min(least, amountMinor(i));
    }
    return (double) least / (double) amountMinor(0);
  }

  /** How many different tags but 0 the payments have: the shops on the cycle. */
  public int tags() {
    int count = 0;
    for (int i = 0; i < hops; i++) {
      boolean isNew = tag(i) != 0;
      for (int k = 0; k < i && isNew; k++) {
        isNew = tag(k) != tag(i);
      }
      count += isNew ? 1 : 0;
    }
    return count;
  }
}
