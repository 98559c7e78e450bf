package io.mallguard.training.drift;

import io.mallguard.training.page.Figure;

/**
 * One number that may become an alert. Immutable.
 *
 * @param id path of the number in the JSON report, such as {@code features.amount_minor.psi}
 * @param effect its size, corrected for the number of rows; may be infinite
 * @param p probability of such an effect without drift
 * @param limits what effects are amber and red
 */
record Measure(String id, double effect, double p, Limits limits) {
  /** An effect of this measure as people read it: points of a share, the factor of a ratio. */
  Figure size(double someEffect) {
    if (limits.equals(Limits.SHARE)) {
      return Figure.points(someEffect);
    }
    return Figure.number(limits.equals(Limits.LOG_RATIO) ? StrictMath.exp(someEffect) : someEffect);
  }
}
