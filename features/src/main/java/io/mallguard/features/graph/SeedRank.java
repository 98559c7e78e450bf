package io.mallguard.features.graph;

import io.mallguard.features.state.Memory;
import java.util.stream.LongStream;

/**
 * Where walks end that begin at entities called fraud and follow links at random, stopping at every
 * step with the same probability: personalised PageRank from all such entities, worked out once per
 * tick by local push (Andersen, Chung, Lang, FOCS 2006). Nothing goes through a hub. One owner
 * thread.
 */
public final class SeedRank {
  /** Longs of the root block. */
  public static final int ROOT_LONGS = EpochTable.ROOT_LONGS;

  private static final int MASS = 0;

  /** What a seed gives to itself, or that it is one. */
  private static final int OWN = 1;

  private static final int VALUES = 2;

  private final Memory memory;
  private final EpochTable table;
  private final Links links;
  private final Verdicts verdicts;
  private final Settings settings;

  /** What is read of an entity. */
  public enum Reading {
    /**
     * The probability that a walk that begins at any of those called fraud stops there. It shrinks
     * as more are called so; where walks begin it is missing, which tells who was judged. For specs
     * that were written before there were walks.
     */
    MASS(1L << 50),
    /** How many of those walks are to be expected to stop there of which one begins at each. */
    WALKS(1L << 40);

    private final long unit;

    Reading(long unit) {
      this.unit = unit;
    }
  }

  /**
   * How the walks go.
   *
   * @param reading what is read
   * @param stopThousandths probability to stop at a step, in thousandths, 1 to 999
   * @param epsilon part of what is shared out, of one walk or of the mass, per neighbour that is
   *     not followed any further, 1e-9 to 1
   * @param everyMillis from tick to tick
   * @param lagMillis from a tick to its table being seen
   */
  public record Settings(
      Reading reading, int stopThousandths, double epsilon, long everyMillis, long lagMillis) {
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

    /** Layout hashes are made of it: without a word of the reading that had none. */
    @Override
    public String toString() {
      return "Settings["
          + (reading == Reading.MASS ? "" : "reading=" + reading + ", ")
          + "stopThousandths="
          + stopThousandths
          + ", epsilon="
          + epsilon
          + ", everyMillis="
          + everyMillis
          + ", lagMillis="
          + lagMillis
          + "]";
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
    long[] frauds = verdicts.frauds(nowMillis);
    long[] seeds = LongStream.of(frauds).filter(seed -> links.find(seed) != 0).toArray();
    boolean isShared = settings.reading() == Reading.MASS;
    long each = isShared ? unit() / Math.max(1, seeds.length) : unit();
    long epsilon = Math.max(1, Math.round(settings.epsilon() * (double) unit()));
    Push push = new Push(links, nowMillis, settings.stopThousandths(), epsilon);
    push.run(each, seeds);
    for (int i = 0; i < push.size(); i++) {
      if (links.isEntity(push.node(i)) && push.mass(i) > 0) {
        memory.put(table.row(links.key(push.node(i))) + MASS, push.mass(i));
      }
    }
    for (long seed : isShared ? frauds : seeds) {
      long own = isShared ? 1 : own(push, each, seed);
      memory.put(table.row(seed) + OWN, own);
    }
    table.end(nowMillis);
  }

  /** What a walk from an entity gives to it. */
  private static long own(Push push, long each, long seed) {
    push.run(each, seed);
    return push.massOf(seed);
  }

  private long unit() {
    return settings.reading().unit;
  }

  /**
   * What is read of an entity: a number of walks, or a probability of 0 to 1. It is 0 if none comes
   * near and NaN before the first table is seen. Of walks the one that begins at the entity itself
   * is not counted, and nothing else tells that there is one: what is known of it does not predict
   * it.
   */
  public double at(long entityKey) {
    long row = table.find(entityKey);
    if (row == 0) {
      return table.isSeen() ? 0 : Double.NaN;
    }
    long own = memory.get(row + OWN);
    if (settings.reading() == Reading.MASS && own != 0) {
      return Double.NaN;
    }
    // Both are cut off where little is left, not at the same place.
    long others = Math.max(0, memory.get(row + MASS) - own);
    return (double) others / (double) unit();
  }
}
