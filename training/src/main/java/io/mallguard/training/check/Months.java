package io.mallguard.training.check;

import io.mallguard.training.simulator.mall.plan.Days;

/**
 * Calendar months of a simulation, from 0, cut into training and test: four and four of the size
 * with eight, else half and half. Immutable.
 *
 * @param days the calendar
 * @param count months, the last perhaps begun
 */
record Months(Days days, int count) {
  /** Months of the size that the bands are meant for. */
  static final int WHOLE = 8;

  static Months of(Days days) {
    return new Months(days, days.month(days.count() - 1) + 1);
  }

  /** The month of an instant; what lies outside of the simulation counts to its ends. */
  int of(long millis) {
    int day = Math.max(0, Math.min(days.count() - 1, days.dayOf(millis)));
    return days.month(day);
  }

  boolean isWhole() {
    return count >= WHOLE;
  }

  /** The first month of the test. */
  int testFrom() {
    return Math.min(4, count / 2);
  }
}
