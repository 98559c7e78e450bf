package io.mallguard.features.expression;

import io.mallguard.features.event.Event;

/**
 * A field that is computed from an event and its lists. Immutable, safe for use by many threads.
 */
public final class Computed {
  private final Whole value;
  private final ValueKind kind;

  Computed(Whole value, ValueKind kind) {
    this.value = value;
    this.kind = kind;
  }

  /** What the value stands for. */
  public ValueKind kind() {
    return kind;
  }

  /** The value, {@link io.mallguard.features.event.Field#ABSENT} if there is none. */
  public long at(Event event) {
    return value.at(new long[0], new double[event.type().index()]);
  }
}
