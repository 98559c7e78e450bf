package io.mallguard.training.drift;

/**
 * From which effect on a measure is amber or red. Immutable.
 *
 * @param amber from here on amber, given evidence in two months running
 * @param red from here on red, given evidence
 */
record Limits(double amber, double red) {
  /** PSI, corrected. */
  static final Limits PSI = new Limits(0.10, 0.25);

  /** Absolute change of a share: points / 100. */
  static final Limits SHARE = new Limits(0.01, 0.05);

  /** Absolute logarithm of a ratio: amber outside [0.8, 1.25], red outside [0.5, 2]. */
  static final Limits LOG_RATIO = new Limits(StrictMath.log(1.25), StrictMath.log(2));

  /** One infinite value is red, whatever the rows. */
  static final Limits INFINITE = new Limits(1, 1);

  /** An adjusted p-value below this is evidence. */
  static final double EVIDENCE = 0.01;

  /** Alone, without the month before, amber needs this many times its effect. */
  static final double AMBER_AT_ONCE = 2;
}
