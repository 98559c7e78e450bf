package io.mallguard.service.live;

import io.mallguard.features.event.Event;

/**
 * What a client asks for one event. Immutable.
 *
 * @param event the event, checked
 * @param wish what to do with it
 * @param deadlineNanos on the writer's nanosecond clock: past it the event is not appended any more
 */
public record Ask(Event event, Wish wish, long deadlineNanos) {
  /** What to do with an event. */
  public enum Wish {
    /** Score it, then fold it in. */
    SCORE,
    /** Fold it in. */
    RECORD,
    /** Score it as if it came next, and change nothing. */
    DRY_RUN
  }
}
