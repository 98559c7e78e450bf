package io.mallguard.features.plan;

import io.mallguard.features.graph.CycleSettings;

/** What a column reads from a graph store. Immutable. */
public sealed interface GraphRead {
  /**
   * From {@link GraphStore.Money}: the best path that an event's edge closes.
   *
   * @param settings of the search
   * @param withinMillis a path that began this long ago or longer counts as none
   */
  record Cycle(CycleSettings settings, long withinMillis, OfCycle what) implements GraphRead {}

  /** What is read from a path. */
  enum OfCycle {
    /** 1 if there is one, else 0. */
    CLOSED,
    /** Its payments, NaN without one. */
    HOPS,
    /** Seconds since its first payment, NaN without one. */
    DURATION,
    /** Sum of its amounts and the event's, NaN without one. */
    AMOUNT_SUM,
    /** The least of these / the first, NaN without one. */
    BOTTLENECK_RATIO,
    /** Different tags on it, 0 without one. */
    SHOPS_ON_CYCLE
  }

  /** From {@link GraphStore.Bursts}: chi-squared of the event's edge. */
  record Burst() implements GraphRead {}

  /**
   * From {@link GraphStore.Linked}: the component of an account.
   *
   * @param sum index of the sum, -1 for the size
   */
  record Component(OfComponent what, int sum) implements GraphRead {}

  /** What is read from a component. */
  enum OfComponent {
    /** How many accounts it has, 1 or more. */
    SIZE,
    /** A sum. */
    SUM,
    /** The largest group's part of a sum, NaN if that is not positive. */
    TOP_SHARE
  }

  /**
   * From {@link GraphStore.Money}: what the payee of an event's edge paid its payer directly.
   *
   * @param withinMillis how long ago at most
   */
  record MoneyBack(long withinMillis) implements GraphRead {}

  /**
   * From {@link GraphStore.Wedged}: middles between a node and others.
   *
   * @param back whether those before the node, else those behind it
   */
  record Wedge(OfWedge what, boolean back) implements GraphRead {}

  /** What is read of wedges. */
  enum OfWedge {
    /** Most different middles between the node and any other end. */
    MAX_MIDS,
    /** Pairs of a middle and another end. */
    COUNT
  }

  /**
   * From {@link GraphStore.Related}: attributes that a node has in common with any of others.
   *
   * @param kind of the attributes
   */
  record Shared(int kind) implements GraphRead {}

  /**
   * From {@link GraphStore.Related}: labels around a node.
   *
   * @param labels index of the labels
   * @param maxHops how far is looked
   * @param budget most links looked at
   */
  record Near(int labels, int maxHops, int budget, OfLabels what) implements GraphRead {}

  /** What is read of labels. */
  enum OfLabels {
    /** Hops to the nearest entity called fraud, NaN without one. */
    DISTANCE,
    /** Entities one hop away that are called fraud. */
    FRAUD,
    /** Entities one hop away with a verdict. */
    LABELLED
  }

  /**
   * From {@link GraphStore.Related}: where walks from those called fraud stop.
   *
   * @param rank index of the walks
   */
  record Mass(int rank) implements GraphRead {}

  /**
   * From {@link GraphStore.Ticked}: a number of a node in the table that is seen.
   *
   * @param mode which of an edge's nodes it is, from 0
   */
  record Ticked(OfTick what, int mode) implements GraphRead {}

  /** What is read of a table. */
  enum OfTick {
    /** Density of the node's block. */
    BLOCK_DENSITY,
    /** Number of the node's block, 0 for none. */
    IN_TOP_K,
    /** Part of all nodes that were peeled off before. */
    PEEL_POSITION,
    /** Greatest similarity to another set. */
    MAX_JACCARD,
    /** How deep the node lies. */
    CORE,
    /** How alike the nodes it leads to are. */
    SYNCHRONICITY,
    /** How like all nodes they are. */
    NORMALITY,
    /** Throughput of the part the node is in. */
    THROUGHPUT
  }
}
