package io.mallguard.training.check;

import java.util.Locale;

/**
 * Where a figure should lie, ends included. Immutable.
 *
 * @param low least value, negative infinity for none
 * @param high largest value, positive infinity for none
 */
record Band(double low, double high) {
  static Band atMost(double high) {
    return new Band(Double.NEGATIVE_INFINITY, high);
  }

  static Band atLeast(double low) {
    return new Band(low, Double.POSITIVE_INFINITY);
  }

  static Band between(double low, double high) {
    return new Band(low, high);
  }

  boolean holds(double value) {
    return value >= low && value <= high;
  }

  /** How far a value lies outside; 0 inside. */
  double distance(double value) {
    return Math.max(0, Math.max(low - value, value - high));
  }

  /** In print. */
  String text() {
    if (Double.isInfinite(low)) {
      return "≤ " + number(high);
    }
    return Double.isInfinite(high) ? "≥ " + number(low) : number(low) + " – " + number(high);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value).replaceAll("0$", "");
  }
}
