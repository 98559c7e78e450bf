package io.mallguard.features.expression;

import io.mallguard.features.event.Event;
import org.jspecify.annotations.Nullable;

/** The four types of compiled expression. All are pure functions of their three arguments. */
final class Closures {
  private Closures() {}

  /** A whole number, {@link io.mallguard.features.event.Field#ABSENT} if there is none. */
  interface Whole {
    long at(Event event, int marks, double[] row);
  }

  /** A real number, NaN if there is none. */
  interface Real {
    double at(Event event, int marks, double[] row);
  }

  /** A truth value. */
  interface Truth {
    boolean at(Event event, int marks, double[] row);
  }

  /** A text, null if there is none. */
  interface Text {
    @Nullable String at(Event event, int marks, double[] row);
  }
}
