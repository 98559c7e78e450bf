package io.mallguard.features.graph;

import io.mallguard.features.state.Memory;

/**
 * Where a walk ends that begins at an entity called fraud and follows links at random, stopping at
 * every step with the same probability: personalised PageRank from all such entities, worked out
 * once per tick by local push (Andersen, Chung, Lang, FOCS 2006). Nothing goes through a hub. One
 * owner thread.
 */
public final class SeedRank {
  /** Longs of the root block. */
  public static final int ROOT_LONGS = EpochTable.ROOT_LONGS;

  private static final int MASS = 0;
  private static final int IS_SEED = 1;
  private static final int VALUES = 2;

  private final Memory memory;
  private final EpochTable table;
  private final Links links;
  private final Verdicts verdicts;
  private final Settings settings;

  /**
   * How the walks go.
   *
   * @param stopThousandths probability to stop at a step, in thousandths, 1 to 999
   * @param epsilon mass per neighbour that is not followed any further, 1e-9 to 1
   * @param everyMillis from tick to tick
   * @param lagMillis from a tick to its table being seen
   */
  public record Settings(int stopThousandths, double epsilon, long everyMillis, long lagMillis) {
    /** Checks the ranges. */
    public Settings {
      if (stopThousandths < 1 || stopThousandths > 999 || !(epsilon >= 1e-9 && epsilon <= 1)) {
        throw new IllegalArgumentException(
            "stop "
                + stopThousandths
                + ", must be 1 to 999; epsilon "
                + epsilon
                + ", must be 1e-9 to 1");
      }
    }
  }

  /**
   * Ranks that lie in a memory.
   *
   * @param root a block of {@link #ROOT_LONGS}: zeros, or as ranks of the same settings left it
   */
  public SeedRank(Memory memory, long root, Links links, Verdicts verdicts, Settings settings) {
    this.memory = memory;
    this.table = new EpochTable(memory, root, settings.everyMillis(), settings.lagMillis(), VALUES);
    this.links = links;
    this.verdicts = verdicts;
    this.settings = settings;
  }

  /** An event is next: to be called before it is read or taken in, whatever it is. */
  public void advance(long nowMillis) {
    if (!table.begin(nowMillis)) {
      return;
    }
    Push push = new Push(links, nowMillis, settings.stopThousandths(), settings.epsilon());
    long[] seeds = verdicts.frauds(nowMillis);
    push.run(seeds);
    for (int i = 0; i < push.size(); i++) {
      if (links.isEntity(push.node(i)) && push.mass(i) > 0) {
        memory.put(table.row(links.key(push.node(i))) + MASS, push.mass(i));
      }
    }
    for (long seed : seeds) {
      memory.put(table.row(seed) + IS_SEED, 1);
    }
    table.end(nowMillis);
  }

  /**
   * Probability that a walk stops at an entity, 0 to 1: 0 if none comes near. NaN before the first
   * table is seen, and for an entity where walks begin: what is known of it does not predict it.
   */
  public double mass(long entityKey) {
    long row = table.find(entityKey);
    if (row == 0) {
      return table.isSeen() ? 0 : Double.NaN;
    }
    return memory.get(row + IS_SEED) != 0
        ? Double.NaN
        : (double) memory.get(row + MASS) / (double) Push.UNIT;
  }
}
