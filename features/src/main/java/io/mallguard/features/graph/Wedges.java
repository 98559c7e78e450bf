package io.mallguard.features.graph;

import io.mallguard.features.state.Memory;

/**
 * Pairs of ends with many middles between them, within a window: two shops with the same buyers in
 * the same hours, or two accounts between which money is scattered over many others and gathered
 * again. Of an end the middles met last count, of a middle the ends met last. A reading changes
 * nothing; its result stays until the next. One owner thread.
 */
public final class Wedges {
  /** Longs of the root block. */
  public static final int ROOT_LONGS = 1;

  /** Most middles of an end that count: those met last. */
  public static final int MIDDLES = 256;

  /* node: key, fold time of its last edge, neighbours onward, neighbours back */
  private static final int ONWARD = NodeTable.HEADER_LONGS;
  private static final int BACK = ONWARD + Neighbours.HEADER_LONGS;
  private static final int NODE_LONGS = BACK + Neighbours.HEADER_LONGS;

  private final NodeTable nodes;
  private final long windowMillis;
  private final int degreeCap;
  private final Neighbours onward;
  private final Neighbours back;
  private final Tally middles = new Tally();
  private long most;
  private long count;
  private long best;

  /**
   * Wedges that lie in a memory.
   *
   * @param root a block of {@link #ROOT_LONGS}: zeros, or as wedges of the same settings left it
   * @param degreeCap most ends of a middle that count, 1 to {@link #MIDDLES}
   */
  public Wedges(Memory memory, long root, long windowMillis, int degreeCap) {
    if (degreeCap < 1 || degreeCap > MIDDLES) {
      throw new IllegalArgumentException("degree cap " + degreeCap + ", must be 1 to " + MIDDLES);
    }
    this.windowMillis = windowMillis;
    this.degreeCap = degreeCap;
    this.onward = new Neighbours(memory, ONWARD);
    this.back = new Neighbours(memory, BACK);
    this.nodes = new NodeTable(memory, root, NODE_LONGS, windowMillis, this::release);
  }

  /** A middle meets an end, without direction: a buyer a shop. Read with {@link #from}. */
  public void meet(long endKey, long middleKey, long nowMillis) {
    long end = nodes.open(endKey, nowMillis);
    long middle = nodes.open(middleKey, nowMillis);
    onward.meet(end, middle, nowMillis, MIDDLES);
    onward.meet(middle, end, nowMillis, MIDDLES);
  }

  /** Something goes from one node to another; each can be an end and a middle. */
  public void pass(long fromKey, long toKey, long nowMillis) {
    if (fromKey == toKey) {
      return;
    }
    long from = nodes.open(fromKey, nowMillis);
    long to = nodes.open(toKey, nowMillis);
    onward.meet(from, to, nowMillis, MIDDLES);
    back.meet(to, from, nowMillis, MIDDLES);
  }

  private void release(long node) {
    onward.release(node);
    back.release(node);
  }

  /** Counts the middles between an end and those beyond it. */
  public void from(long endKey, long nowMillis) {
    walk(onward, endKey, nowMillis);
  }

  /** Counts the middles between an end and those before it. */
  public void to(long endKey, long nowMillis) {
    walk(back, endKey, nowMillis);
  }

  private void walk(Neighbours neighbours, long endKey, long nowMillis) {
    middles.clear();
    most = 0;
    count = 0;
    best = 0;
    long end = nodes.find(endKey);
    int live = end == 0 ? 0 : neighbours.countAfter(end, nowMillis - windowMillis);
    for (int i = neighbours.count(end) - 1; live > 0; live--, i--) {
      walkMiddle(neighbours, neighbours.neighbour(end, i), end, nowMillis);
    }
  }

  private void walkMiddle(Neighbours neighbours, long middle, long end, long nowMillis) {
    int live = neighbours.countAfter(middle, nowMillis - windowMillis);
    int number = neighbours.count(middle) - 1;
    for (int left = Math.min(live, degreeCap); left > 0; left--, number--) {
      long other = neighbours.neighbour(middle, number);
      if (other == end) {
        continue;
      }
      count++;
      long between = middles.add(other, 1);
      if (between > most) {
        most = between;
        best = other;
      }
    }
  }

  /** The most middles between the end read last and any other: 0 if there is none. */
  public long maxMiddles() {
    return most;
  }

  /** Pairs of a middle and another end, of the end read last. */
  public long wedges() {
    return count;
  }

  /**
   * Key of the other end with the most middles, of equals one that the log determines; 0 if none.
   */
  public long otherEnd() {
    return best == 0 ? 0 : nodes.key(best);
  }

  /** Nodes that are held, those without an edge in the window included. */
  public long nodes() {
    return nodes.size();
  }
}
