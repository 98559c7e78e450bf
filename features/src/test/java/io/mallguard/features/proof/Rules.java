package io.mallguard.features.proof;

/**
 * The rules of time of an oracle: the right ones, and wrong ones that a proof must be able to tell
 * from them.
 */
enum Rules {
  RIGHT,
  /** Windows closed on the left as well. */
  LEFT_EDGE_IN,
  /** Windows a millisecond too short. */
  LEFT_EDGE_EARLY,
  /** Windows open on the right: events of the same instant are out. */
  RIGHT_EDGE_OUT,
  /** Later events of the same instant are in, as with SQL's plain RANGE. */
  LATER_PEERS_IN,
  /** The log sorted by when events happened. */
  SORTED_BY_OCCURRED_AT,
  /** Labels known since they were found, not since they were heard of. */
  LABELS_AT_OCCURRED_AT,
  /** The event at hand in where it should be out and the other way round. */
  INCLUDE_CURRENT_FLIPPED,
  /** Windows that end now whatever their delay. */
  DELAY_IGNORED;

  /** Whether an event at one place of the log is known at another. */
  boolean isKnown(Timeline log, int event, int now, boolean includeCurrent) {
    if (event == now) {
      return includeCurrent != (this == INCLUDE_CURRENT_FLIPPED);
    }
    boolean peer = this == LATER_PEERS_IN && log.foldTimeMillis(event) == log.foldTimeMillis(now);
    return event < now || peer;
  }

  /**
   * Whether a window holds an instant.
   *
   * @param endMillis the last instant it holds
   */
  boolean isInside(long atMillis, long endMillis, long lengthMillis) {
    if (this == RIGHT_EDGE_OUT ? atMillis >= endMillis : atMillis > endMillis) {
      return false;
    }
    if (lengthMillis == Span.LIFE) {
      return true;
    }
    long startMillis = endMillis - lengthMillis;
    return switch (this) {
      case LEFT_EDGE_IN -> atMillis >= startMillis;
      case LEFT_EDGE_EARLY -> atMillis > startMillis + 1;
      default -> atMillis > startMillis;
    };
  }
}
