package io.mallguard.training.model;

/** What every two-class recipe needs of its rows. */
final class TwoClasses {
  private TwoClasses() {}

  static void check(TrainingRows rows, double fraudWeight) {
    int fraud = rows.fraudCount();
    if (fraud == 0 || fraud == rows.size()) {
      throw new IllegalArgumentException(
          "fraud rows " + fraud + " of " + rows.size() + ", must be some but not all");
    }
    if (!(fraudWeight > 0) || Double.isInfinite(fraudWeight)) {
      throw new IllegalArgumentException("fraud weight " + fraudWeight + ", must be above 0");
    }
  }
}
