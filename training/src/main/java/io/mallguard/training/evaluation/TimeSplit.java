package io.mallguard.training.evaluation;

import java.time.LocalDate;

/**
 * A period cut into training, label delay and test days, in this order. Immutable.
 *
 * @param trainFrom first training day
 * @param trainDays days to learn from, at least 1
 * @param delayDays days whose labels are not yet known when the test begins, 0 or more
 * @param testDays days to test on, at least 1
 */
public record TimeSplit(LocalDate trainFrom, int trainDays, int delayDays, int testDays) {
  /** Checks the numbers. */
  public TimeSplit {
    if (trainDays < 1 || delayDays < 0 || testDays < 1) {
      throw new IllegalArgumentException(
          String.format(
              "train %d, delay %d and test %d days, must be ≥ 1, ≥ 0 and ≥ 1",
              trainDays, delayDays, testDays));
    }
  }

  /** The split whose test period ends just before a day. */
  public static TimeSplit endingBefore(LocalDate end, int trainDays, int delayDays, int testDays) {
    long days = (long) trainDays + delayDays + testDays;
    return new TimeSplit(end.minusDays(days), trainDays, delayDays, testDays);
  }

  /** First day of the label delay, the day after training. */
  public LocalDate delayFrom() {
    return trainFrom.plusDays(trainDays);
  }

  /** First test day. */
  public LocalDate testFrom() {
    return delayFrom().plusDays(delayDays);
  }

  /** The day after the test. */
  public LocalDate end() {
    return testFrom().plusDays(testDays);
  }

  /** Whether a day is a training day. */
  public boolean isTraining(LocalDate day) {
    return !day.isBefore(trainFrom) && day.isBefore(delayFrom());
  }

  /** Whether a day is a test day. */
  public boolean isTest(LocalDate day) {
    return !day.isBefore(testFrom()) && day.isBefore(end());
  }

  /** The entities known to be compromised, to be told of every fraud. */
  public KnownEntities knownEntities() {
    return new KnownEntities(trainFrom, delayDays);
  }
}
