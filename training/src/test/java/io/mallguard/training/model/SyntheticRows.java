package io.mallguard.training.model;

import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Seeded rows in which two columns tell fraud; one in ten values is missing, but never all. */
final class SyntheticRows {
  /* In an order that is not the alphabet's, which is Tribuo's. */
  static final List<String> COLUMNS = List.of("zeta", "amount", "count", "risk", "beta");

  private SyntheticRows() {}

  static TrainingRows of(int count, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[count][COLUMNS.size()];
    boolean[] fraud = new boolean[count];
    for (int i = 0; i < count; i++) {
      fraud[i] = random.nextInt(10) == 0;
      for (int column = 0; column < COLUMNS.size(); column++) {
        boolean missing = column > 0 && random.nextInt(10) == 0;
        rows[i][column] = missing ? Double.NaN : value(column, fraud[i], random);
      }
    }
    return new TrainingRows(COLUMNS, rows, fraud, Instant.parse("2018-08-01T00:00:00Z"));
  }

  private static double value(int column, boolean fraud, Random random) {
    return switch (column) {
      case 1 -> Math.rint(5_000 + 2_000 * random.nextGaussian() + (fraud ? 4_000 : 0));
      case 2 -> random.nextInt(5);
      case 3 -> fraud ? random.nextDouble() : random.nextDouble() * 0.3;
      default -> random.nextGaussian();
    };
  }
}
