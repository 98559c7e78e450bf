package io.mallguard.training.pipeline;

/**
 * Lengths of the time blocks, in whole local days. Immutable.
 *
 * @param train days to learn from, at least 1
 * @param delay days between the end of training and its first use, 0 or more
 * @param validation days to choose the candidate on, at least 1
 * @param calibration days to calibrate on, at least 1
 * @param test days to evaluate on, at least 1
 */
public record BlockLengths(int train, int delay, int validation, int calibration, int test) {
  int total() {
    return train + delay + validation + calibration + test;
  }
}
