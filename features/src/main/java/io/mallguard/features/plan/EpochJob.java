package io.mallguard.features.plan;

import io.mallguard.features.graph.DenseBlocks;

/** What is worked out once per tick, and when. Immutable. */
public sealed interface EpochJob {
  /** Edges of how long, and when a table is made of them and seen. */
  Timing timing();

  /**
   * When.
   *
   * @param windowMillis edges of how long
   * @param everyMillis from tick to tick
   * @param lagMillis from a tick to its table being seen
   */
  record Timing(long windowMillis, long everyMillis, long lagMillis) {}

  /** Blocks between which there is far more traffic than around them. */
  record Blocks(Timing timing, DenseBlocks.Weight weight, int modes, int blocks)
      implements EpochJob {}

  /**
   * How much the members of one set are those of another.
   *
   * @param minMembers sets of fewer are not compared
   */
  record Overlap(Timing timing, int minMembers) implements EpochJob {}

  /** How deep a node lies in a bipartite graph. */
  record Core(Timing timing) implements EpochJob {}

  /** Whether the nodes an edge reaches are strangely alike. */
  record Sync(Timing timing) implements EpochJob {}

  /**
   * Money that runs through middles with little left behind.
   *
   * @param penalty how much what remains counts against a middle
   */
  record Flow(Timing timing, int penalty) implements EpochJob {}
}
