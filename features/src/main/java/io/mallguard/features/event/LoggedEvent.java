package io.mallguard.features.event;

/**
 * An event at its place in the log. Immutable.
 *
 * @param sequence position in the log, strictly increasing, from 1; the truth about order
 * @param foldTimeMillis the one time the event has for windows, epoch milliseconds; never decreases
 *     along the log
 * @param event the event
 */
public record LoggedEvent(long sequence, long foldTimeMillis, Event event) {}
