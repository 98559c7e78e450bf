package io.mallguard.features.plan;

import io.mallguard.features.graph.Components;
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

  /**
   * Accounts that belong together, and what is summed over them: keys of an account and what it
   * used.
   *
   * @param epochMillis length of an epoch
   * @param hubCap most accounts that a link joins
   */
  record Linked(List<GraphFeed> feeds, long epochMillis, int hubCap, List<Sum> sums)
      implements GraphStore {
    /** Copies the lists. */
    public Linked {
      feeds = List.copyOf(feeds);
      sums = List.copyOf(sums);
    }
  }

  /**
   * A sum over components: keys of an account and the group that an amount counts for.
   *
   * @param feeds where the numbers come from; none for sums of new accounts
   */
  record Sum(Components.Sum sum, List<GraphFeed> feeds) {
    /** Copies the list. */
    public Sum {
      feeds = List.copyOf(feeds);
    }
  }
}
