package io.mallguard.features.graph;

import io.mallguard.features.state.Memory;

/**
 * Who paid whom within a window: per node (an identity: an account, a shop with its owner and
 * cards) the newest edges out and in, at most {@code degreeCap} each. A node with more in the
 * window is a hub: its older edges are not known, and money is not followed through it. One owner
 * thread.
 */
public final class MoneyEdges {
  /** Longs of the root block. */
  public static final int ROOT_LONGS = 1;

  /*
   * node: key, fold time of its last edge, edges out, edges in
   * An edge lies in both rings; its tag only in that of the payer.
   */
  private static final int OUT = NodeTable.HEADER_LONGS;
  private static final int IN = OUT + EdgeRing.HEADER_LONGS;
  private static final int NODE_LONGS = IN + EdgeRing.HEADER_LONGS;

  static final int TAG = EdgeRing.AMOUNT + 1;

  final Memory memory;
  final EdgeRing out;
  final EdgeRing in;
  final long windowMillis;
  private final NodeTable nodes;

  /**
   * Edges that lie in a memory.
   *
   * @param root a block of {@link #ROOT_LONGS}: zeros, or as edges of the same settings left it
   * @param windowMillis how long an edge is known
   * @param degreeCap most edges kept per node and side, 1 to 10,000
   */
  public MoneyEdges(Memory memory, long root, long windowMillis, int degreeCap) {
    if (degreeCap < 1 || degreeCap > 10_000) {
      throw new IllegalArgumentException("degree cap " + degreeCap + ", must be 1 to 10000");
    }
    this.memory = memory;
    this.windowMillis = windowMillis;
    this.out = new EdgeRing(memory, OUT, TAG + 1, degreeCap, windowMillis);
    this.in = new EdgeRing(memory, IN, TAG, degreeCap, windowMillis);
    this.nodes = new NodeTable(memory, root, NODE_LONGS, windowMillis, new Rings(out, in));
  }

  /**
   * Takes in that money went from one node to another. Nothing happens if both are the same or the
   * amount is not positive.
   *
   * @param sequence the event's place in the log, higher than that of the edge before
   * @param amountMinor up to 2^40
   * @param tag whatever is to come back with the edge, such as the id of the shop; 0 for none
   */
  public void add(
      long sequence, long nowMillis, long payerKey, long payeeKey, long amountMinor, long tag) {
    if (payerKey == payeeKey || amountMinor <= 0) {
      return;
    }
    long payer = nodes.open(payerKey, nowMillis);
    long payee = nodes.open(payeeKey, nowMillis);
    memory.put(fill(out.append(payer, nowMillis), sequence, nowMillis, payee, amountMinor), tag);
    fill(in.append(payee, nowMillis), sequence, nowMillis, payer, amountMinor);
  }

  /** Fills an entry; the address after its amount. */
  private long fill(long entry, long sequence, long nowMillis, long other, long amountMinor) {
    memory.put(entry + EdgeRing.SEQUENCE, sequence);
    memory.put(entry + EdgeRing.TIME, nowMillis);
    memory.put(entry + EdgeRing.OTHER, other);
    memory.put(entry + EdgeRing.AMOUNT, amountMinor);
    return entry + TAG;
  }

  /** The edges of a node. */
  private record Rings(EdgeRing out, EdgeRing in) implements NodeTable.Edges {
    @Override
    public void begin(long node) {
      out.open(node);
      in.open(node);
    }

    @Override
    public void release(long node) {
      out.release(node);
      in.release(node);
    }
  }

  /** The node of a key, 0 if there is none. */
  long find(long key) {
    return nodes.find(key);
  }

  long key(long node) {
    return nodes.key(node);
  }

  /** Whether an edge has left the window. */
  boolean isOld(long edge, long nowMillis) {
    return memory.get(edge + EdgeRing.TIME) <= nowMillis - windowMillis;
  }

  boolean isHub(long node, long nowMillis) {
    return out.isFull(node, nowMillis) || in.isFull(node, nowMillis);
  }

  /**
   * Sum of what one node paid another directly within some time; of the newest {@code degreeCap}
   * edges into the payee.
   *
   * @param withinMillis at most the window
   */
  public long paidMinor(long payerKey, long payeeKey, long withinMillis, long nowMillis) {
    long payer = nodes.find(payerKey);
    long payee = nodes.find(payeeKey);
    if (payer == 0 || payee == 0) {
      return 0;
    }
    long sum = 0;
    for (int i = in.count(payee) - 1; i >= 0; i--) {
      long entry = in.entry(payee, i);
      if (memory.get(entry + EdgeRing.TIME) <= nowMillis - withinMillis) {
        break;
      }
      if (memory.get(entry + EdgeRing.OTHER) == payer) {
        sum += memory.get(entry + EdgeRing.AMOUNT);
      }
    }
    return sum;
  }

  /** Nodes that are held, those without an edge in the window included. */
  public long nodes() {
    return nodes.size();
  }
}
