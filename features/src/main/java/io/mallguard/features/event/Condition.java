package io.mallguard.features.event;

/** A checked yes-or-no expression over one event. Immutable and safe for use by many threads. */
@FunctionalInterface
public interface Condition {
  /**
   * Whether it holds. A comparison with an absent field is false.
   *
   * @param event the event whose fields are read
   * @param marks the event's marked fields as known at this moment, bit {@code i} for the marked
   *     field with index {@code i}
   */
  boolean test(Event event, int marks);
}
