package io.mallguard.features.event;

/**
 * A yes-or-no field of an event that only becomes known later, through a later event that names it
 * as its subject. It never travels in the event itself. Immutable.
 *
 * @param name snake_case name
 * @param index position among the marked fields of its event type, from 0
 * @param markedBy name of the event type that sets it
 * @param knownAfterMillis how long one must wait until "not marked" means anything
 */
public record MarkedField(String name, int index, String markedBy, long knownAfterMillis) {}
