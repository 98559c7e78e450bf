package io.mallguard.scoring.profile;

/**
 * A threshold of the default policy and the reference rows it would have caught. Immutable.
 *
 * @param name what the policy calls it, such as {@code review}
 * @param probability calibrated probability in [0, 1]; scores at or above it count
 * @param atOrAbove reference rows with a score at or above it
 */
public record Threshold(String name, double probability, long atOrAbove) {
  /** Checks the ranges. */
  public Threshold {
    if (name.isEmpty() || !(probability >= 0 && probability <= 1) || atOrAbove < 0) {
      throw new IllegalArgumentException(
          "threshold "
              + name
              + " "
              + probability
              + " "
              + atOrAbove
              + ", must have a name, a"
              + " probability in [0, 1] and 0 rows or more");
    }
  }

  /** Counts a threshold on the reference's calibrated probabilities. */
  public static Threshold of(String name, double probability, double[] probabilities) {
    long atOrAbove = 0;
    for (double score : probabilities) {
      if (score >= probability) {
        atOrAbove++;
      }
    }
    return new Threshold(name, probability, atOrAbove);
  }
}
