package io.mallguard.service.decisions;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.LoggedEvent;

/**
 * The event a decision was made for. Immutable. Times are epoch milliseconds.
 *
 * @param sequence its place in the log
 * @param eventType its type
 * @param eventId its id
 * @param occurredAtMillis when it happened
 * @param observedAtMillis when it became known
 * @param foldTimeMillis the time it has for windows
 */
public record DecidedEvent(
    long sequence,
    String eventType,
    String eventId,
    long occurredAtMillis,
    long observedAtMillis,
    long foldTimeMillis) {

  /** What a record keeps of a logged event. */
  public static DecidedEvent of(LoggedEvent logged) {
    Event event = logged.event();
    return new DecidedEvent(
        logged.sequence(),
        event.type().name(),
        event.id(),
        event.occurredAtMillis(),
        event.observedAtMillis(),
        logged.foldTimeMillis());
  }
}
