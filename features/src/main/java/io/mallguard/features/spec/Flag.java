package io.mallguard.features.spec;

import io.mallguard.features.event.Condition;
import io.mallguard.features.event.Event;

/**
 * One bit kept with every entry of a lane: whether the entry counts for some measure. Evaluated
 * once when the event arrives and again when a mark arrives, never when the entry leaves.
 *
 * @param condition the filter
 * @param presentField field that must have a value, or -1
 */
public record Flag(Condition condition, int presentField) {
  /** Whether the entry counts, given its marks. */
  public boolean test(Event event, int marks) {
    return (presentField < 0 || event.has(presentField)) && condition.test(event, marks);
  }
}
