package io.mallguard.features.spec;

/**
 * One running whole number per window of a lane.
 *
 * @param flag index of the flag an entry must have
 * @param value index of the lane's value that is summed, or -1 to count
 */
public record Measure(int flag, int value) {}
