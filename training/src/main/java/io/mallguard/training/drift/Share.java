package io.mallguard.training.drift;

import java.util.Optional;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * How many rows of the reference and of the month have something, and the test of the difference.
 * Immutable.
 *
 * @param referenceRows rows of the reference that have it
 * @param referenceOf of so many
 * @param monthRows rows of the month that have it
 * @param monthOf of so many
 */
record Share(long referenceRows, long referenceOf, long monthRows, long monthOf) {
  /** Tables with more possible outcomes than this are tested by chi-square: Fisher is too slow. */
  private static final long MOST_OUTCOMES = 200_000;

  private static final double LEVEL = 0.95;

  /** Whether there is something to compare: rows on both sides. */
  boolean isDefined() {
    return referenceOf > 0 && monthOf > 0;
  }

  /** The reference's share, in [0, 1]. */
  double reference() {
    return referenceRows / (double) referenceOf;
  }

  /** The month's share, in [0, 1]. */
  double month() {
    return monthRows / (double) monthOf;
  }

  /** Absolute change of the share: 0.01 is one point. */
  double change() {
    return Math.abs(month() - reference());
  }

  /** The month's 95 % interval; empty without rows. */
  Optional<WilsonInterval> interval() {
    return monthOf == 0
        ? Optional.empty()
        : Optional.of(WilsonInterval.of(monthRows, monthOf, LEVEL));
  }

  /** Probability of a table at least as unlikely without drift: Fisher's exact test, two-sided. */
  double p() {
    if (certain()) {
      return 1;
    }
    return isExact() ? fisher(AlternativeHypothesis.TWO_SIDED) : chiSquare();
  }

  /** Probability of so large a share in the month, or larger, without drift; one-sided. */
  double increaseP() {
    if (certain()) {
      return 1;
    }
    if (isExact()) {
      return fisher(AlternativeHypothesis.LESS_THAN);
    }
    return month() > reference() ? chiSquare() / 2 : 1 - chiSquare() / 2;
  }

  private boolean isExact() {
    return outcomes() <= MOST_OUTCOMES && referenceOf + monthOf <= Integer.MAX_VALUE;
  }

  private double chiSquare() {
    return ChiSquareTest.withDefaults().test(table()).getPValue();
  }

  /* Whether no other table is possible with these margins. */
  private boolean certain() {
    long with = referenceRows + monthRows;
    return !isDefined() || with == 0 || with == referenceOf + monthOf;
  }

  private long outcomes() {
    long with = referenceRows + monthRows;
    return Math.min(with, monthOf) - Math.max(0, with - referenceOf) + 1;
  }

  private long[][] table() {
    return new long[][] {
      {referenceRows, referenceOf - referenceRows}, {monthRows, monthOf - monthRows}
    };
  }

  private double fisher(AlternativeHypothesis alternative) {
    int[][] table = {
      {Math.toIntExact(referenceRows), Math.toIntExact(referenceOf - referenceRows)},
      {Math.toIntExact(monthRows), Math.toIntExact(monthOf - monthRows)}
    };
    return FisherExactTest.withDefaults().with(alternative).test(table).getPValue();
  }
}
