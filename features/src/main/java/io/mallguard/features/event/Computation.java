package io.mallguard.features.event;

/**
 * How the value of a computed field follows from the other fields of its event. Pure, immutable,
 * safe for use by many threads.
 */
@FunctionalInterface
public interface Computation {
  /**
   * The value: a whole number, or 1 or 0 for true and false; {@link Field#ABSENT} if there is none.
   *
   * @param event has its sent fields, its lists, and the computed fields before this one
   */
  long at(Event event);
}
