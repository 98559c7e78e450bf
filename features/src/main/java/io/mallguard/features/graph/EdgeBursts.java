package io.mallguard.features.graph;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.state.Memory;

/**
 * How much more often an edge of one relation (buyer and shop, device and shop) was seen in the
 * present tick than its own past and the relation's present traffic let expect: MIDAS (Bhatia et
 * al., AAAI 2020), with the share of the tick in the relation's whole traffic in the place of one
 * tick in t. Counts of edges are count-min estimates (Cormode, Muthukrishnan, Journal of Algorithms
 * 2005) in a memory that never grows: never too low; too high by more than n / 24,000 of n edges
 * with a probability of 2 %. One owner thread.
 */
public final class EdgeBursts {
  /*
   * root: present tick, edges in it, edges ever, then the rows' addresses
   * row:  cells by hash; a cell is edges ever, tick of the last one, edges in that tick
   */
  private static final int TICK = 0;
  private static final int MALL_NOW = 1;
  private static final int MALL_EVER = 2;
  private static final int FIRST_ROW = 3;

  private static final int ROWS = 4;
  private static final int CELLS = 1 << 16;
  private static final int CELL_LONGS = 2;

  /** Longs of the root block. */
  public static final int ROOT_LONGS = FIRST_ROW + ROWS;

  private static final int COUNT_BITS = 32;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  private final Memory memory;
  private final long root;
  private final long tickMillis;

  /**
   * Bursts that lie in a memory.
   *
   * @param root a block of {@link #ROOT_LONGS}: zeros, or as bursts of the same settings left it
   * @param tickMillis length of a tick; ticks are counted from 1970
   */
  public EdgeBursts(Memory memory, long root, long tickMillis) {
    this.memory = memory;
    this.root = root;
    this.tickMillis = tickMillis;
    if (memory.get(root + FIRST_ROW) == 0) {
      for (int row = 0; row < ROWS; row++) {
        memory.put(root + FIRST_ROW + row, memory.allocate(CELLS * CELL_LONGS));
      }
    }
  }

  /** Takes in that an edge was seen. */
  public void add(long edgeKey, long nowMillis) {
    long tick = tick(nowMillis);
    if (memory.get(root + TICK) != tick) {
      memory.put(root + TICK, tick);
      memory.put(root + MALL_NOW, 0);
    }
    memory.add(root + MALL_NOW, 1);
    memory.add(root + MALL_EVER, 1);
    for (int row = 0; row < ROWS; row++) {
      long cell = cell(edgeKey, row);
      long now = memory.get(cell + 1);
      memory.add(cell, 1);
      memory.put(cell + 1, now >>> COUNT_BITS == tick ? now + 1 : tick << COUNT_BITS | 1);
    }
  }

  /**
   * The chi-squared statistic of an edge: with a its count in the present tick, s its count ever, A
   * and S those of all edges of the relation, {@code (aS - sA)^2 / (sA (S - A))}. 0 if it was seen
   * no more often than expected, or never; NaN in the relation's first tick, when there is no past.
   */
  public double chiSquared(long edgeKey, long nowMillis) {
    long tick = tick(nowMillis);
    long mallNow = memory.get(root + TICK) == tick ? memory.get(root + MALL_NOW) : 0;
    long mallEver = memory.get(root + MALL_EVER);
    if (mallNow == mallEver) {
      return Double.NaN;
    }
    long ever = Long.MAX_VALUE;
    long now = Long.MAX_VALUE;
    for (int row = 0; row < ROWS; row++) {
      long cell = cell(edgeKey, row);
      long counted = memory.get(cell + 1);
      ever = Math.min(ever, memory.get(cell));
      now = Math.min(now, counted >>> COUNT_BITS == tick ? counted & COUNT_MASK : 0);
    }
    long excess = now * mallEver - ever * mallNow;
    if (excess <= 0) {
      return 0;
    }
    return (double) excess
        / ((double) ever * (double) mallNow)
        * ((double) excess / (double) (mallEver - mallNow));
  }

  /** Ticks are kept in 32 bits: an hour's last until the year 491,000. */
  private long tick(long nowMillis) {
    return Math.floorDiv(nowMillis, tickMillis) & COUNT_MASK;
  }

  private long cell(long edgeKey, int row) {
    long hash = IdHash.mix(edgeKey + row * 0x9E3779B97F4A7C15L);
    return memory.get(root + FIRST_ROW + row) + (hash & (CELLS - 1)) * CELL_LONGS;
  }
}
