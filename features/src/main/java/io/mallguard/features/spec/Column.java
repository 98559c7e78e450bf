package io.mallguard.features.spec;

import io.mallguard.features.expression.Real;

/** How one column of a row is computed. Immutable. */
public sealed interface Column {
  /** Index of the column in the row. */
  int index();

  /**
   * A column read from a window.
   *
   * @param index column of the row
   * @param lane index of the lane
   * @param window index of the lane's window
   * @param aggregation what it computes
   * @param numerator index of the lane's measure: the count or sum itself, or what is divided
   * @param denominator index of the lane's measure to divide by, or -1
   * @param includeCurrent whether the event being scored counts
   * @param whenEmpty value of an empty window
   */
  record Aggregate(
      int index,
      int lane,
      int window,
      Aggregation aggregation,
      int numerator,
      int denominator,
      boolean includeCurrent,
      double whenEmpty)
      implements Column {}

  /**
   * A column computed from the event and the columns before it.
   *
   * @param index column of the row
   * @param eventType index of the event type for which it has a value
   * @param value the expression
   */
  record Derived(int index, int eventType, Real value) implements Column {}
}
