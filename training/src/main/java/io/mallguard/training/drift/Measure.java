package io.mallguard.training.drift;

/**
 * One number that may become an alert. Immutable.
 *
 * @param id path of the number in the JSON report, such as {@code features.amount_minor.psi}
 * @param effect its size, corrected for the number of rows; may be infinite
 * @param p probability of such an effect without drift
 * @param limits what effects are amber and red
 */
record Measure(String id, double effect, double p, Limits limits) {}
