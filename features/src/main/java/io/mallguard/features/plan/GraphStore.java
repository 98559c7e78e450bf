package io.mallguard.features.plan;

import java.util.List;

/** State of package {@code graph} that some columns share. Immutable. */
public sealed interface GraphStore {
  /** The events it is made of, at most one feed per event type for kinds that say no other. */
  List<GraphFeed> feeds();

  /**
   * Who paid whom: keys of payer and payee, an amount, a tag.
   *
   * @param windowMillis how long an edge is known
   * @param degreeCap most edges kept per node and side
   */
  record Money(List<GraphFeed> feeds, long windowMillis, int degreeCap) implements GraphStore {
    /** Copies the list. */
    public Money {
      feeds = List.copyOf(feeds);
    }
  }

  /**
   * How often the edges of one relation are seen: keys of both ends.
   *
   * @param tickMillis length of a tick
   */
  record Bursts(List<GraphFeed> feeds, long tickMillis) implements GraphStore {
    /** Copies the list. */
    public Bursts {
      feeds = List.copyOf(feeds);
    }
  }
}
