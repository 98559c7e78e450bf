package io.mallguard.scoring.profile;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Profiles for tests. */
final class ProfileFixture {
  private ProfileFixture() {}

  /** A profile whose one feature holds the values given. */
  static ReferenceProfile of(double[] values) {
    double[] scores = {0.01, 0.02, 0.02, 0.5, 0.9};
    return new ReferenceProfile(
        List.of(ColumnProfile.of("amount_minor", values).withImportance(0.1)),
        ColumnProfile.ofScore("probability", scores),
        ColumnProfile.ofScore("anomaly_score", new double[] {0.1, 0.2, 0.3}),
        List.of(Threshold.of("review", 0.5, scores), Threshold.of("reject", 0.9, scores)));
  }

  /** A column with ties, spikes, missing and infinite values, of a kind drawn at random. */
  static double[] column(SplittableRandom random, int rows) {
    int kind = random.nextInt(5);
    double[] values = new double[rows];
    Arrays.setAll(values, i -> value(random, kind));
    return values;
  }

  private static double value(SplittableRandom random, int kind) {
    int special = random.nextInt(50);
    if (special == 0) {
      return Double.NaN;
    }
    if (special == 1) {
      return random.nextBoolean() ? Double.POSITIVE_INFINITY : -0.0;
    }
    return switch (kind) {
      case 0 -> random.nextDouble();
      case 1 -> random.nextInt(12);
      case 2 -> random.nextInt(400) - 200;
      case 3 -> random.nextInt(3) == 0 ? 0 : Math.exp(10 * random.nextDouble());
      default -> 5;
    };
  }
}
