package io.mallguard.features.graph;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.state.Memory;
import java.util.Arrays;

/**
 * Blocks of buyers, shops (devices, hours …) between which there is far more traffic than around
 * them, worked out once per tick: the densest block, then the densest of what is left, and so on.
 * One owner thread.
 *
 * <p>Of two modes with {@link Weight#BY_RARITY}: FRAUDAR (Hooi et al., KDD 2016). Of more with
 * {@link Weight#EVENTS}: M-Zoom with arithmetic density (Shin, Hooi, Faloutsos, ECML-PKDD 2016).
 */
public final class DenseBlocks {
  /** Longs of the root block. */
  public static final int ROOT_LONGS = EpochTable.ROOT_LONGS + EdgeLog.ROOT_LONGS;

  /** What an edge weighs. */
  public enum Weight {
    /** Every event 1. */
    EVENTS,
    /**
     * Every different edge 1 / ln(d + 5), d being how many different edges its node of mode 1 has:
     * buying at a shop where everyone buys says little.
     */
    BY_RARITY
  }

  private static final int FIXED_BITS = 20;

  private static final int MASS = 0;
  private static final int COUNT = 1;
  private static final int BLOCK = 2;
  private static final int BEFORE = 3;
  private static final int ALL = 4;
  private static final int VALUES = 5;

  private final Memory memory;
  private final EpochTable table;
  private final EdgeLog log;
  private final Weight weight;
  private final int modes;
  private final int blocks;

  /**
   * When and on what blocks are worked out.
   *
   * @param modes nodes of an edge, 2 to 4
   * @param windowMillis edges of how long
   * @param everyMillis from tick to tick
   * @param lagMillis from a tick to its table being seen
   * @param blocks how many blocks are looked for, 1 or more
   */
  public record Settings(
      Weight weight, int modes, long windowMillis, long everyMillis, long lagMillis, int blocks) {
    /** Checks the ranges. */
    public Settings {
      if (modes < 2 || modes > 4 || blocks < 1) {
        throw new IllegalArgumentException(
            modes + " modes, must be 2 to 4; " + blocks + " blocks, must be 1 or more");
      }
    }
  }

  /**
   * Blocks that lie in a memory.
   *
   * @param root a block of {@link #ROOT_LONGS}: zeros, or as blocks of the same settings left it
   */
  public DenseBlocks(Memory memory, long root, Settings settings) {
    this.memory = memory;
    this.table = new EpochTable(memory, root, settings.everyMillis(), settings.lagMillis(), VALUES);
    this.log =
        new EdgeLog(
            memory, root + EpochTable.ROOT_LONGS, settings.modes(), settings.windowMillis());
    this.weight = settings.weight();
    this.modes = settings.modes();
    this.blocks = settings.blocks();
  }

  /** An event is next: to be called before it is read or added, whatever it is. */
  public void advance(long nowMillis) {
    if (table.begin(nowMillis)) {
      run(nowMillis);
      table.end(nowMillis);
    }
  }

  /**
   * Takes an edge in.
   *
   * @param keys of its nodes, one per mode
   */
  public void add(long[] keys, long nowMillis) {
    long edge = log.append(nowMillis);
    for (int mode = 0; mode < modes; mode++) {
      memory.put(edge + mode, node(mode, keys[mode]));
    }
  }

  /** The same key in two modes is two nodes. */
  private static long node(int mode, long key) {
    return IdHash.join(mode, key);
  }

  private void run(long nowMillis) {
    Numbering nodes = new Numbering();
    int[] edges = edges(log.keys(nowMillis), nodes);
    Peeling peeling = new Peeling(edges, modes, weights(edges, nodes.size()), nodes.size());
    for (int block = 1; block <= blocks && peeling.peel(); block++) {
      int[] order = peeling.order();
      for (int i = 0; i < order.length; i++) {
        boolean isIn = i >= order.length - peeling.count();
        if (block == 1 || isIn) {
          keep(nodes.key(order[i]), block, isIn, i, peeling);
        }
      }
      peeling.removeBlock();
    }
  }

  private void keep(long node, int block, boolean isIn, int before, Peeling peeling) {
    long row = table.row(node);
    if (block == 1) {
      memory.put(row + BEFORE, before);
      memory.put(row + ALL, peeling.order().length);
    }
    if (isIn && memory.get(row + BLOCK) == 0) {
      memory.put(row + MASS, peeling.mass());
      memory.put(row + COUNT, peeling.count());
      memory.put(row + BLOCK, block);
    }
  }

  /** Numbers of the nodes of all edges; of the different edges only, if that is what weighs. */
  private int[] edges(long[] keys, Numbering nodes) {
    int[] edges = new int[keys.length];
    Numbering different = new Numbering();
    int size = 0;
    for (int i = 0; i < keys.length; i += modes) {
      if (weight == Weight.BY_RARITY) {
        int before = different.size();
        if (different.number(IdHash.join(keys[i], keys[i + 1])) < before) {
          continue;
        }
      }
      for (int k = 0; k < modes; k++) {
        edges[size++] = nodes.number(keys[i + k]);
      }
    }
    return Arrays.copyOf(edges, size);
  }

  private long[] weights(int[] edges, int nodes) {
    long[] weights = new long[edges.length / modes];
    int[] degrees = new int[nodes];
    for (int i = 1; i < edges.length; i += modes) {
      degrees[edges[i]]++;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weight == Weight.EVENTS ? 1 : rarity(degrees[edges[i * modes + 1]]);
    }
    return weights;
  }

  /** round(2^20 / ln(degree + 5)). */
  static long rarity(int degree) {
    return Math.round((1 << FIXED_BITS) / StrictMath.log(degree + 5.0));
  }

  /**
   * Density of the first block that holds a node: weight of its edges per node, times the number of
   * modes for {@link Weight#EVENTS}. 0 if no block holds it, NaN before the first table is seen.
   */
  public double density(int mode, long key) {
    long row = table.find(node(mode, key));
    if (row == 0 || memory.get(row + BLOCK) == 0) {
      return table.isSeen() ? 0 : Double.NaN;
    }
    double mass = (double) memory.get(row + MASS);
    double count = (double) memory.get(row + COUNT);
    return weight == Weight.EVENTS
        ? modes * mass / count
        : mass / (count * (double) (1 << FIXED_BITS));
  }

  /**
   * Number of the first block that holds a node, 1 being the densest; 0 if none does, NaN before
   * the first table is seen.
   */
  public double block(int mode, long key) {
    long row = table.find(node(mode, key));
    if (row == 0) {
      return table.isSeen() ? 0 : Double.NaN;
    }
    return (double) memory.get(row + BLOCK);
  }

  /**
   * Part of all nodes that were peeled off before a node, 0 to 1: near 1 for the core of the
   * densest block. NaN for a node that had no edge.
   */
  public double peelPosition(int mode, long key) {
    long row = table.find(node(mode, key));
    return row == 0
        ? Double.NaN
        : (double) memory.get(row + BEFORE) / (double) memory.get(row + ALL);
  }
}
