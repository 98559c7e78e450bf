package io.mallguard.features.plan;

import io.mallguard.features.expression.Truth;
import io.mallguard.features.expression.Whole;

/**
 * What an event sets on an earlier one. Immutable.
 *
 * @param targetType index of the earlier event's type
 * @param subjectId own id of the earlier event, an expression over the marking event
 * @param mark index of the marked field; those of the schema first, then the ones that {@code
 *     outcome} features add
 * @param value what the field becomes
 * @param withinMillis only if the earlier event's fold time is at most so long ago, {@link
 *     Window#LIFE} always
 */
public record Marking(int targetType, Whole subjectId, int mark, Truth value, long withinMillis) {
  /** Whether it says that an outcome came: it never says that none did. */
  public boolean isOutcome() {
    return withinMillis != Window.LIFE;
  }
}
