package io.mallguard.training.check;

/** How degrees are spread. */
final class Degrees {
  /** The estimate is good from here on (Clauset, Shalizi and Newman, 2009, section 3.1). */
  static final int LEAST = 6;

  private Degrees() {}

  /** The exponent of a power law, by largest likelihood; NaN without degrees large enough. */
  static double exponent(int[] degrees) {
    double logs = 0;
    int count = 0;
    for (int degree : degrees) {
      if (degree >= LEAST) {
        logs += Math.log(degree / (LEAST - 0.5));
        count++;
      }
    }
    return count == 0 ? Double.NaN : 1 + count / logs;
  }
}
