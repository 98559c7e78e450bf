package io.mallguard.features.graph;

import io.mallguard.features.state.Memory;

/**
 * Whether a buyer's shops are strangely alike: CatchSync (Jiang et al., KDD 2014), once per tick.
 * Shops lie in a grid by how many buyers they have and how much these buyers buy elsewhere
 * (authority); synchronicity is how often two of the buyer's shops share a cell, normality how
 * often one of them shares a cell with any shop. One owner thread.
 */
public final class Synchrony {
  /** Longs of the root block. */
  public static final int ROOT_LONGS = EpochTable.ROOT_LONGS + EdgeLog.ROOT_LONGS;

  private static final int SAME = 0;
  private static final int SAME_AS_ALL = 1;
  private static final int DEGREE = 2;
  private static final int ALL = 3;
  private static final int VALUES = 4;

  private final Memory memory;
  private final EpochTable table;
  private final EdgeLog log;

  /**
   * Synchrony that lies in a memory.
   *
   * @param root a block of {@link #ROOT_LONGS}: zeros, or as one of the same settings left it
   * @param windowMillis edges of how long
   * @param everyMillis from tick to tick
   * @param lagMillis from a tick to its table being seen
   */
  public Synchrony(Memory memory, long root, long windowMillis, long everyMillis, long lagMillis) {
    this.memory = memory;
    this.table = new EpochTable(memory, root, everyMillis, lagMillis, VALUES);
    this.log = new EdgeLog(memory, root + EpochTable.ROOT_LONGS, 2, windowMillis);
  }

  /** An event is next: to be called before it is read or added, whatever it is. */
  public void advance(long nowMillis) {
    if (table.begin(nowMillis)) {
      run(new DistinctPairs(log.keys(nowMillis)));
      table.end(nowMillis);
    }
  }

  /** A buyer buys at a shop. */
  public void add(long buyerKey, long shopKey, long nowMillis) {
    long edge = log.append(nowMillis);
    memory.put(edge, buyerKey);
    memory.put(edge + 1, shopKey);
  }

  private void run(DistinctPairs pairs) {
    int[] starts = pairs.leftStarts();
    int[] shops = pairs.rightsByLeft(starts);
    int[] cells = cells(pairs.rightDegrees(), Authorities.of(starts, shops, pairs.rights.size()));
    Tally all = new Tally();
    for (int cell : cells) {
      all.add(cell, 1);
    }
    Tally own = new Tally();
    for (int buyer = 0; buyer < pairs.lefts.size(); buyer++) {
      own.clear();
      for (int i = starts[buyer]; i < starts[buyer + 1]; i++) {
        own.add(cells[shops[i]], 1);
      }
      long same = 0;
      long sameAsAll = 0;
      // Each of the buyer's shops adds how many of the buyer's, and of all, lie in its cell.
      for (int i = starts[buyer]; i < starts[buyer + 1]; i++) {
        same += own.sum(cells[shops[i]]);
        sameAsAll += all.sum(cells[shops[i]]);
      }
      long row = table.row(pairs.lefts.key(buyer));
      memory.put(row + SAME, same);
      memory.put(row + SAME_AS_ALL, sameAsAll);
      memory.put(row + DEGREE, starts[buyer + 1] - starts[buyer]);
      memory.put(row + ALL, cells.length);
    }
  }

  private static int[] cells(int[] degrees, long[] authorities) {
    int[] cells = new int[degrees.length];
    for (int shop = 0; shop < cells.length; shop++) {
      cells[shop] = halfOctave(degrees[shop]) << 8 | halfOctave(authorities[shop]);
    }
    return cells;
  }

  /** 0 for 0, else 1 more than the whole part of twice the binary logarithm. */
  static int halfOctave(long number) {
    if (number == 0) {
      return 0;
    }
    int octave = 63 - Long.numberOfLeadingZeros(number);
    // In the upper half if number^2 >= 2^(2 octave + 1); numbers are below 2^31.
    return 1 + 2 * octave + ((number * number) >>> (2 * octave + 1) != 0 ? 1 : 0);
  }

  /**
   * Part of the pairs of a buyer's shops (each with itself, too) that share a cell, 0 to 1. NaN for
   * a buyer without an order in the window, and before the first table is seen.
   */
  public double synchronicity(long buyerKey) {
    long row = table.find(buyerKey);
    if (row == 0) {
      return Double.NaN;
    }
    long degree = memory.get(row + DEGREE);
    return (double) memory.get(row + SAME) / (double) (degree * degree);
  }

  /**
   * Part of the pairs of a buyer's shop and any shop that share a cell, 0 to 1; NaN as for {@link
   * #synchronicity}.
   */
  public double normality(long buyerKey) {
    long row = table.find(buyerKey);
    if (row == 0) {
      return Double.NaN;
    }
    long pairs = memory.get(row + DEGREE) * memory.get(row + ALL);
    return (double) memory.get(row + SAME_AS_ALL) / (double) pairs;
  }
}
