package io.mallguard.features.graph;

/**
 * How many edges one reading may still look at: work is bounded by what is looked at, never by a
 * clock, so that the result is the same everywhere. Scratch, no state. One owner thread.
 */
final class Budget {
  private final int edges;
  private int left;
  private int reserve;
  private boolean cut;

  /** A budget of so many edges. */
  Budget(int edges) {
    this.edges = edges;
  }

  /** Begins anew, for a first part that must leave something for the second. */
  void begin(int reserve) {
    this.reserve = reserve;
    left = edges;
    cut = false;
  }

  /** Lets the second part have what is left. */
  void release() {
    reserve = 0;
  }

  /** Counts one edge; false if there is nothing left for it. */
  boolean spend() {
    if (left <= reserve) {
      cut = true;
      return false;
    }
    left--;
    return true;
  }

  /** Counts several edges; false if there is not enough left for all of them. */
  boolean spend(int several) {
    if (several > left - reserve) {
      cut = true;
      left = reserve;
      return false;
    }
    left -= several;
    return true;
  }

  /** Whether something was left out since the beginning. */
  boolean isCut() {
    return cut;
  }

  /** Edges counted since the beginning. */
  int spent() {
    return edges - left;
  }
}
