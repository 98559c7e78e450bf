package io.mallguard.features.expression;

import io.mallguard.features.event.Condition;

/**
 * A compiled condition and what it does with marks. Immutable.
 *
 * @param condition the compiled condition
 * @param markUse how it reads marked fields
 */
public record CheckedCondition(Condition condition, MarkUse markUse) {}
