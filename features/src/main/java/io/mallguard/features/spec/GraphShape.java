package io.mallguard.features.spec;

import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphStore;
import java.util.List;

/**
 * Which state a graph feature needs, but for the events. Equal shapes over equal edges share it.
 */
sealed interface GraphShape {
  /** Whether the nodes must be ids and every edge has an amount. */
  boolean isMoney();

  /**
   * The store of it.
   *
   * @param sums for components alone
   */
  GraphStore store(List<GraphFeed> feeds, List<GraphStore.Sum> sums);

  /** Payments of a window. */
  record Money(long windowMillis, int degreeCap) implements GraphShape {
    @Override
    public boolean isMoney() {
      return true;
    }

    @Override
    public GraphStore store(List<GraphFeed> feeds, List<GraphStore.Sum> sums) {
      return new GraphStore.Money(feeds, windowMillis, degreeCap);
    }
  }

  /** Counts of edges in ticks. */
  record Bursts(long tickMillis) implements GraphShape {
    @Override
    public boolean isMoney() {
      return false;
    }

    @Override
    public GraphStore store(List<GraphFeed> feeds, List<GraphStore.Sum> sums) {
      return new GraphStore.Bursts(feeds, tickMillis);
    }
  }

  /** Components over links. */
  record Linked(long epochMillis, int hubCap) implements GraphShape {
    @Override
    public boolean isMoney() {
      return false;
    }

    @Override
    public GraphStore store(List<GraphFeed> feeds, List<GraphStore.Sum> sums) {
      return new GraphStore.Linked(feeds, epochMillis, hubCap, sums);
    }
  }
}
