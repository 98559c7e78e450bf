package io.mallguard.features.plan;

import io.mallguard.features.graph.Components;
import io.mallguard.features.graph.SeedRank;
import java.util.ArrayList;
import java.util.List;

/** State of package {@code graph} that some columns share. Immutable. */
public sealed interface GraphStore {
  /** The edges it is made of. */
  List<GraphFeed> feeds();

  /** Everything it takes in. */
  default List<GraphFeed> allFeeds() {
    return feeds();
  }

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

    @Override
    public List<GraphFeed> allFeeds() {
      List<GraphFeed> all = new ArrayList<>(feeds);
      sums.forEach(sum -> all.addAll(sum.feeds()));
      return all;
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

  /**
   * Ends with many middles between them: keys of both nodes of an edge.
   *
   * @param windowMillis how long an edge is known
   * @param degreeCap most ends of a middle that count
   */
  record Wedged(List<GraphFeed> feeds, long windowMillis, int degreeCap, Ends ends)
      implements GraphStore {
    /** Copies the list. */
    public Wedged {
      feeds = List.copyOf(feeds);
    }
  }

  /** Which nodes of the edges are ends; the others are middles. */
  enum Ends {
    /** Those that edges leave. */
    FROM,
    /** Those that edges reach. */
    TO,
    /** All are both: something goes on from one to the next. */
    BOTH
  }

  /**
   * What entities have in common, and what labels say of them: keys of an entity and what it used,
   * whose kind is the edge's tag.
   *
   * @param deals between two entities
   * @param windowMillis how long a link is known
   * @param hubCap most neighbours of a node that is read through
   */
  record Related(
      List<GraphFeed> feeds,
      List<GraphFeed> deals,
      long windowMillis,
      int hubCap,
      List<Labels> labels,
      List<Rank> ranks)
      implements GraphStore {
    /** Copies the lists. */
    public Related {
      feeds = List.copyOf(feeds);
      deals = List.copyOf(deals);
      labels = List.copyOf(labels);
      ranks = List.copyOf(ranks);
    }

    @Override
    public List<GraphFeed> allFeeds() {
      List<GraphFeed> all = new ArrayList<>(feeds);
      all.addAll(deals);
      labels.forEach(set -> all.addAll(set.feeds()));
      return all;
    }
  }

  /**
   * Labels about entities: the key of an entity, and as amount the number of the {@link
   * io.mallguard.features.graph.Verdicts.Verdict}.
   *
   * @param keepMillis how long a label counts
   */
  record Labels(List<GraphFeed> feeds, long keepMillis) {
    /** Copies the list. */
    public Labels {
      feeds = List.copyOf(feeds);
    }
  }

  /**
   * Walks from those whom labels call fraud.
   *
   * @param labels index of the labels
   */
  record Rank(int labels, SeedRank.Settings settings) {}

  /**
   * Numbers worked out once per tick from the edges of a window: keys of their nodes, and an amount
   * for money.
   */
  record Ticked(List<GraphFeed> feeds, EpochJob job) implements GraphStore {
    /** Copies the list. */
    public Ticked {
      feeds = List.copyOf(feeds);
    }
  }
}
