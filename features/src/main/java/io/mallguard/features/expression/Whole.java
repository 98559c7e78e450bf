package io.mallguard.features.expression;

/**
 * A compiled whole-number expression. Ids and texts are whole numbers too: their 64-bit hash, see
 * {@link io.mallguard.features.event.IdHash}. Pure, immutable, safe for use by many threads.
 */
@FunctionalInterface
public interface Whole {
  /**
   * Its value, {@link io.mallguard.features.event.Field#ABSENT} if there is none.
   *
   * @param slots the values of the event, laid out as {@link io.mallguard.features.plan.TypePlan}
   *     says
   * @param row the columns computed so far, NaN where missing
   */
  long at(long[] slots, double[] row);
}
