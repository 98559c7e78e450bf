package io.mallguard.features.spec;

/**
 * One column of a row, as everybody outside the fold sees it. Immutable.
 *
 * @param name snake_case name, unique in the spec
 * @param index column, from 0
 * @param unit such as {@code EUR minor units}, {@code events}, {@code share}, {@code yes/no}
 * @param meaning one line for reason texts, reports and the model card
 * @param reachMillis how far back it reads (window plus delay, and what it is computed from); 0 if
 *     it reads the event alone, or all there is
 */
public record Feature(String name, int index, String unit, String meaning, long reachMillis) {}
