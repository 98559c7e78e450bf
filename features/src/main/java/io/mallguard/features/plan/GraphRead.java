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
}
