package io.mallguard.features.spec;

import io.mallguard.features.plan.EpochJob;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphStore;
import java.util.List;

/**
 * Which state a graph feature needs, but for the events. Equal shapes over equal edges share it.
 */
sealed interface GraphShape {
  /** Whether the nodes must be ids and every edge has an amount. */
  default boolean isMoney() {
    return false;
  }

  /** How many nodes an edge has. */
  default int nodes() {
    return 2;
  }

  /** The store of it. */
  GraphStore store(Contents contents);

  /**
   * What a store is made of.
   *
   * @param deals edges between entities, see {@link GraphStore.Related}
   */
  record Contents(
      List<GraphFeed> feeds,
      List<GraphFeed> deals,
      List<GraphStore.Sum> sums,
      List<GraphStore.Labels> labels,
      List<GraphStore.Rank> ranks) {}

  /** Payments of a window. */
  record Money(long windowMillis, int degreeCap) implements GraphShape {
    @Override
    public boolean isMoney() {
      return true;
    }

    @Override
    public GraphStore store(Contents contents) {
      return new GraphStore.Money(contents.feeds(), windowMillis, degreeCap);
    }
  }

  /** Counts of edges in ticks. */
  record Bursts(long tickMillis) implements GraphShape {
    @Override
    public GraphStore store(Contents contents) {
      return new GraphStore.Bursts(contents.feeds(), tickMillis);
    }
  }

  /** Components over links. */
  record Linked(long epochMillis, int hubCap) implements GraphShape {
    @Override
    public GraphStore store(Contents contents) {
      return new GraphStore.Linked(contents.feeds(), epochMillis, hubCap, contents.sums());
    }
  }

  /** Ends and middles of a window. */
  record Wedged(long windowMillis, int degreeCap, GraphStore.Ends ends) implements GraphShape {
    @Override
    public GraphStore store(Contents contents) {
      return new GraphStore.Wedged(contents.feeds(), windowMillis, degreeCap, ends);
    }
  }

  /** What entities have in common, with labels. */
  record Related(long windowMillis, int hubCap) implements GraphShape {
    @Override
    public GraphStore store(Contents contents) {
      return new GraphStore.Related(
          contents.feeds(),
          contents.deals(),
          windowMillis,
          hubCap,
          contents.labels(),
          contents.ranks());
    }
  }

  /** Tables made once per tick. */
  record Ticked(EpochJob job) implements GraphShape {
    @Override
    public boolean isMoney() {
      return job instanceof EpochJob.Flow;
    }

    @Override
    public int nodes() {
      return job instanceof EpochJob.Blocks blocks ? blocks.modes() : 2;
    }

    @Override
    public GraphStore store(Contents contents) {
      return new GraphStore.Ticked(contents.feeds(), job);
    }
  }
}
