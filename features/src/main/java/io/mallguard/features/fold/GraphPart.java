package io.mallguard.features.fold;

import io.mallguard.features.graph.MoneyCycle;
import java.util.Optional;

/** One graph store in the fold with the columns read from it. One owner thread. */
interface GraphPart {
  /** An event is next, whatever it is: called once, before it is read. */
  default void advance(long nowMillis) {}

  /**
   * Reads the columns of an event.
   *
   * @param current whether those that include the event, which is then absorbed already, or the
   *     others
   * @return whether a search ran out of its budget
   */
  boolean read(int eventType, boolean current, long nowMillis, long[] slots, double[] columns);

  /**
   * Takes an event in.
   *
   * @param sequence the event's place in the log
   */
  void absorb(int eventType, long sequence, long nowMillis, long[] slots);

  /** The cycle that a column of the last event was read from, if there was one. */
  default Optional<MoneyCycle> cycle(int column) {
    return Optional.empty();
  }
}
