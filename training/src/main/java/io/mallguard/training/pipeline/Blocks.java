package io.mallguard.training.pipeline;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/**
 * The time blocks of one training, each a range of local days from its first day to the day before
 * its end. Immutable.
 */
record Blocks(Range train, Range validation, Range calibration, Range test) {

  /** Days from the first to the day before the end. */
  record Range(LocalDate from, LocalDate end) {
    boolean holds(LocalDate day) {
      return !day.isBefore(from) && day.isBefore(end);
    }

    /** The last day of it. */
    LocalDate last() {
      return end.minusDays(1);
    }

    @Override
    public String toString() {
      return from + " to " + last();
    }
  }

  /**
   * The blocks whose last ends where labels stop being known.
   *
   * @param until the last day whose events and labels may be used
   * @param waitDays days until the absence of a label says something
   * @throws InvalidInputException if the delay is shorter: a model would be judged on days before
   *     its training labels were known
   */
  static Blocks endingAt(LocalDate until, int waitDays, BlockLengths lengths) {
    if (lengths.delay() < waitDays) {
      throw InvalidInputException.of(
          "configuration",
          new Problem(
              "split/delay_days",
              "delay_too_short",
              Integer.toString(lengths.delay()),
              waitDays + " or more, since labels are known no earlier"));
    }
    LocalDate end = until.plusDays(1).minusDays(waitDays);
    Range test = before(end, lengths.test());
    Range calibration = before(test.from(), lengths.calibration());
    Range validation = before(calibration.from(), lengths.validation());
    Range train = before(validation.from().minusDays(lengths.delay()), lengths.train());
    return new Blocks(train, validation, calibration, test);
  }

  /** Whole days that a duration needs. */
  static int daysFrom(long millis) {
    long day = TimeUnit.DAYS.toMillis(1);
    return Math.toIntExact((millis + day - 1) / day);
  }

  private static Range before(LocalDate end, int days) {
    return new Range(end.minusDays(days), end);
  }
}
