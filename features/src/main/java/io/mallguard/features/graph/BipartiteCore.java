package io.mallguard.features.graph;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.state.Memory;

/**
 * How deep a buyer or shop lies in the graph of who bought where: the greatest k such that it
 * belongs to a part in which everyone has at least k different partners, worked out once per tick.
 * One owner thread.
 *
 * <p>The (α, β)-core with α = β = k (Liu et al., WWW 2019), by peeling (Batagelj, Zaveršnik, 2003).
 */
public final class BipartiteCore {
  /** Longs of the root block. */
  public static final int ROOT_LONGS = EpochTable.ROOT_LONGS + EdgeLog.ROOT_LONGS;

  private final Memory memory;
  private final EpochTable table;
  private final EdgeLog log;

  /**
   * Cores that lie in a memory.
   *
   * @param root a block of {@link #ROOT_LONGS}: zeros, or as cores of the same settings left it
   * @param windowMillis edges of how long
   * @param everyMillis from tick to tick
   * @param lagMillis from a tick to its table being seen
   */
  public BipartiteCore(
      Memory memory, long root, long windowMillis, long everyMillis, long lagMillis) {
    this.memory = memory;
    this.table = new EpochTable(memory, root, everyMillis, lagMillis, 1);
    this.log = new EdgeLog(memory, root + EpochTable.ROOT_LONGS, 2, windowMillis);
  }

  /** An event is next: to be called before it is read or added, whatever it is. */
  public void advance(long nowMillis) {
    if (table.begin(nowMillis)) {
      run(new DistinctPairs(log.keys(nowMillis)));
      table.end(nowMillis);
    }
  }

  /** Takes an edge in. */
  public void add(long leftKey, long rightKey, long nowMillis) {
    long edge = log.append(nowMillis);
    memory.put(edge, leftKey);
    memory.put(edge + 1, rightKey);
  }

  private void run(DistinctPairs pairs) {
    int lefts = pairs.lefts.size();
    int[] starts = new int[lefts + pairs.rights.size() + 1];
    for (int pair = 0; pair < pairs.size(); pair++) {
      starts[pairs.left(pair) + 1]++;
      starts[lefts + pairs.right(pair) + 1]++;
    }
    int[] partners = partners(pairs, starts);
    int[] cores = new CorePeeling(starts, partners).cores();
    for (int node = 0; node < cores.length; node++) {
      long key =
          node < lefts ? node(0, pairs.lefts.key(node)) : node(1, pairs.rights.key(node - lefts));
      memory.put(table.row(key), cores[node]);
    }
  }

  /**
   * Partners of node i stand from starts[i] to starts[i + 1], which were counts, one further on.
   */
  private static int[] partners(DistinctPairs pairs, int[] starts) {
    int lefts = pairs.lefts.size();
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] next = starts.clone();
    int[] partners = new int[2 * pairs.size()];
    for (int pair = 0; pair < pairs.size(); pair++) {
      partners[next[pairs.left(pair)]++] = lefts + pairs.right(pair);
      partners[next[lefts + pairs.right(pair)]++] = pairs.left(pair);
    }
    return partners;
  }

  /** The same key on both sides is two nodes. */
  private static long node(int side, long key) {
    return IdHash.join(side, key);
  }

  /** The core of a left node; 0 if it has no edge, NaN before the first table is seen. */
  public double ofLeft(long key) {
    return core(node(0, key));
  }

  /** The core of a right node; 0 if it has no edge, NaN before the first table is seen. */
  public double ofRight(long key) {
    return core(node(1, key));
  }

  private double core(long node) {
    long row = table.find(node);
    if (row == 0) {
      return table.isSeen() ? 0 : Double.NaN;
    }
    return (double) memory.get(row);
  }
}
