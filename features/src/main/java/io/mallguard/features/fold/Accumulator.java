package io.mallguard.features.fold;

/**
 * The running numbers of one window: told what enters and what leaves, in log order. They lie at an
 * offset of their own from where an entity's numbers are: its block, or what {@link LaneState}
 * keeps of it while a lane that can sleep is awake. That address is what is called entity here.
 *
 * <p>A class, not an interface: calls through a class are what the fold does most.
 *
 * <p>An entry is given by its address, see {@link Entry}, with its time and condition bits.
 */
abstract class Accumulator {
  /** How many longs it needs in the entity's block. */
  abstract int longs();

  /** An entry came into the window. */
  abstract void enter(long entity, long entry, long timeMillis, long flags);

  /** The oldest entry left the window. */
  abstract void leave(long entity, long entry, long timeMillis, long flags);

  /**
   * Whether a changed entry can be taken out and put in again at its place; if not, the window's
   * entries are given anew after {@link #restart}.
   */
  boolean isInvertible() {
    return true;
  }

  /** Forgets all entries: they come anew, oldest first. */
  void restart(long entity) {
    throw new IllegalStateException("invertible numbers are never restarted");
  }

  /** The entity is removed: gives back what lies outside its block. */
  void release(long entity) {}
}
