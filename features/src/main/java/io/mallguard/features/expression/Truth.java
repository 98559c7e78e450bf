package io.mallguard.features.expression;

/** A compiled condition. Pure, immutable, safe for use by many threads. */
@FunctionalInterface
public interface Truth {
  /**
   * Whether it holds; a comparison with an absent value does not. See {@link Whole#at} for the
   * parameters.
   *
   * @param slots the values of the event
   * @param row the columns computed so far
   */
  boolean test(long[] slots, double[] row);
}
