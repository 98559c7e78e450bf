package io.mallguard.training.pipeline;

import io.mallguard.features.event.MarkedField;
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
   * @param field the marked field, which says how long a label takes
   */
  static Blocks endingAt(LocalDate until, MarkedField field, BlockLengths lengths) {
    long wait =
        (field.knownAfterMillis() + TimeUnit.DAYS.toMillis(1) - 1) / TimeUnit.DAYS.toMillis(1);
    LocalDate end = until.plusDays(1).minusDays(wait);
    Range test = before(end, lengths.test());
    Range calibration = before(test.from(), lengths.calibration());
    Range validation = before(calibration.from(), lengths.validation());
    Range train = before(validation.from().minusDays(lengths.delay()), lengths.train());
    return new Blocks(train, validation, calibration, test);
  }

  private static Range before(LocalDate end, int days) {
    return new Range(end.minusDays(days), end);
  }
}
