package io.mallguard.features.expression;

import java.util.Set;

/**
 * A compiled whole number and what it reads. Immutable.
 *
 * @param value the compiled number
 * @param kind what it stands for
 * @param columns the columns of the row it reads, ascending
 * @param slots the slots it reads, ascending
 * @param markUse how it reads marked fields; every use in a number takes "not marked" as evidence
 */
public record CheckedWhole(
    Whole value, ValueKind kind, Set<Integer> columns, Set<Integer> slots, MarkUse markUse) {}
