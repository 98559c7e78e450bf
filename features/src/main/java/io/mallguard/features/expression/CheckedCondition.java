package io.mallguard.features.expression;

import java.util.Set;

/**
 * A compiled condition and what it reads. Immutable.
 *
 * @param truth the compiled condition
 * @param markUse how it reads marked fields
 * @param columns the columns of the row it reads, ascending
 * @param slots the slots it reads, ascending
 */
public record CheckedCondition(
    Truth truth, MarkUse markUse, Set<Integer> columns, Set<Integer> slots) {}
