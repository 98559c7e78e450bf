package io.mallguard.features.fold;

/**
 * The running numbers of one window: told what enters and what leaves, in log order. They lie in
 * the entity's block, at an offset of their own.
 *
 * <p>An entry is given by its address, see {@link Entry}, with its time and condition bits.
 */
interface Accumulator {
  /** How many longs it needs in the entity's block. */
  int longs();

  /** An entry came into the window. */
  void enter(long entity, long entry, long timeMillis, long flags);

  /** The oldest entry left the window. */
  void leave(long entity, long entry, long timeMillis, long flags);

  /**
   * Whether a changed entry can be taken out and put in again at its place; if not, the window's
   * entries are given anew after {@link #restart}.
   */
  default boolean isInvertible() {
    return true;
  }

  /** Forgets all entries: they come anew, oldest first. */
  default void restart(long entity) {
    throw new IllegalStateException("invertible numbers are never restarted");
  }

  /** The entity is removed: gives back what lies outside its block. */
  default void release(long entity) {}
}
