package io.mallguard.features.plan;

import java.util.List;

/**
 * What is kept of the events of a type so that a later event can mark them: enough to find their
 * entries and to evaluate their conditions again. Immutable.
 *
 * @param keepMillis how long, by fold time; marks that come later are counted and have no effect
 * @param slots the slots kept
 * @param columns the columns of the row kept, for staged conditions
 * @param markSlots per mark (see {@link Marking#mark}) the slot of 1 or 0: {@link
 *     TypePlan#slotOfMark} for those of the schema, a slot behind all others for those of {@code
 *     outcome} features
 */
public record Subject(
    long keepMillis, List<Integer> slots, List<Integer> columns, List<Integer> markSlots) {
  /** Copies the lists. */
  public Subject {
    slots = List.copyOf(slots);
    columns = List.copyOf(columns);
    markSlots = List.copyOf(markSlots);
  }
}
