package io.mallguard.features.plan;

/**
 * Attaches the record of a look-up to an event. Immutable.
 *
 * @param lookUp index of the look-up
 * @param id names the record
 * @param self whether the event itself is the record: the look-up keeps events of this type by
 *     their own id, so an order's order is the order; its values are then those that the look-up
 *     keeps of the type
 * @param firstSlot receives the record's fold time, or {@code ABSENT} if there is no record; the
 *     kept values follow
 */
public record Find(int lookUp, Key id, boolean self, int firstSlot) {}
