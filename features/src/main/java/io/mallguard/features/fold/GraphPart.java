package io.mallguard.features.fold;

/** One graph store in the fold with the columns read from it. One owner thread. */
interface GraphPart {
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
}
