package io.mallguard.training.drift;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusts p-values of a family so that alerting below q keeps the share of false alerts below q: Y.
 * Benjamini and Y. Hochberg, "Controlling the False Discovery Rate", JRSS B 1995.
 */
final class BenjaminiHochberg {
  private BenjaminiHochberg() {}

  /** Adjusted values in the order of the input. */
  static double[] adjust(double[] p) {
    int[] descending =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(i -> -p[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int i = 0; i < p.length; i++) {
      int rank = p.length - i;
      least = Math.min(least, p[descending[i]] * p.length / rank);
      adjusted[descending[i]] = least;
    }
    return adjusted;
  }
}
