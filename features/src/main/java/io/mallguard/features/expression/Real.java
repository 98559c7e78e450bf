package io.mallguard.features.expression;

/** A compiled real-number expression. Pure, immutable, safe for use by many threads. */
@FunctionalInterface
public interface Real {
  /**
   * Its value, NaN if there is none; see {@link Whole#at} for the parameters.
   *
   * @param slots the values of the event
   * @param row the columns computed so far
   */
  double at(long[] slots, double[] row);
}
