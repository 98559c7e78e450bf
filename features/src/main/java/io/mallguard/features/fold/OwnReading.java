package io.mallguard.features.fold;

/** A running number that knows itself how it is read. */
interface OwnReading {
  /**
   * Its value, NaN if there is none.
   *
   * @param current the value that groups the event at hand, {@code ABSENT} if it has none
   */
  double read(long entity, long nowMillis, long current);

  /**
   * Its value for an entity that nothing is known of: the same as for one that only other features
   * know, else it would show what else a spec computes and what was evicted.
   */
  default double ofNothing() {
    return Double.NaN;
  }
}
