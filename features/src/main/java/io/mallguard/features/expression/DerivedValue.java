package io.mallguard.features.expression;

import io.mallguard.features.event.Event;

/** A checked expression over the event being scored and the row. Immutable, safe for any thread. */
@FunctionalInterface
public interface DerivedValue {
  /** The value, NaN if there is none. Reads only columns that stand before it. */
  double at(Event event, double[] row);
}
