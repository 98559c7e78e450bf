package io.mallguard.features.plan;

import java.util.List;

/**
 * What is kept of the events of a type so that a later event can mark them: enough to find their
 * entries and to evaluate their conditions again. Immutable.
 *
 * @param keepMillis how long, by fold time; marks that come later are counted and have no effect
 * @param slots the slots kept
 * @param columns the columns of the row kept, for staged conditions
 */
public record Subject(long keepMillis, List<Integer> slots, List<Integer> columns) {
  /** Copies the lists. */
  public Subject {
    slots = List.copyOf(slots);
    columns = List.copyOf(columns);
  }
}
