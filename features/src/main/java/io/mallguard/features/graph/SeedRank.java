package io.mallguard.features.graph;

import io.mallguard.features.state.Memory;
import java.util.stream.LongStream;

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
  private static final int OWN = 1;
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
   * @param epsilon part of a walk per neighbour that is not followed any further, 1e-9 to 1
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
    long[] seeds = linked(verdicts.frauds(nowMillis));
    Push push = push(nowMillis, seeds);
    for (int i = 0; i < push.size(); i++) {
      if (links.isEntity(push.node(i)) && push.mass(i) > 0) {
        memory.put(table.row(links.key(push.node(i))) + MASS, push.mass(i));
      }
    }
    for (long seed : seeds) {
      memory.put(table.row(seed) + OWN, push(nowMillis, seed).mass(0));
    }
    table.end(nowMillis);
  }

  private Push push(long nowMillis, long... seeds) {
    Push push = new Push(links, nowMillis, settings.stopThousandths(), settings.epsilon());
    push.run(seeds);
    return push;
  }

  private long[] linked(long[] seeds) {
    return LongStream.of(seeds).filter(seed -> links.find(seed) != 0).toArray();
  }

  /**
   * How many walks are to be expected to stop at an entity, if one begins at each of those called
   * fraud: 0 if none comes near. The one that begins at the entity itself is not counted, and
   * nothing else tells that there is one: what is known of it does not predict it. NaN before the
   * first table is seen.
   */
  public double mass(long entityKey) {
    long row = table.find(entityKey);
    if (row == 0) {
      return table.isSeen() ? 0 : Double.NaN;
    }
    // Both are cut off where little is left, not at the same place.
    long others = Math.max(0, memory.get(row + MASS) - memory.get(row + OWN));
    return (double) others / (double) Push.UNIT;
  }
}
