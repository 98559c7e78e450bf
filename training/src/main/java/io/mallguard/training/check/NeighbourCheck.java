package io.mallguard.training.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Fraud must lie among honest orders: of 200 fraudulent ones, most have an honest neighbour as near
 * as honest orders have. Distance is the mean difference of ranks over all columns, so that no unit
 * counts more than another.
 */
final class NeighbourCheck implements Check {
  private static final int PROBES = 200;
  private static final int CROWD = 20_000;
  private static final double LEAST_SHARE = 0.60;
  private static final double NEAR = 0.9;
  private static final long SEED = 13;

  @Override
  public String name() {
    return "neighbours";
  }

  @Override
  public List<Finding> run(Sample sample) {
    Random random = new Random(SEED);
    int[] crowd = drawn(sample, CROWD, false, random);
    int[] honest = Arrays.copyOf(crowd, Math.min(PROBES, crowd.length));
    int[] others = Arrays.copyOfRange(crowd, honest.length, crowd.length);
    float[][] places = ranks(sample, others);
    double[] usual = nearest(sample, honest, others, places);
    Arrays.sort(usual);
    double small = usual[(int) (NEAR * (usual.length - 1))];
    int[] probes = drawn(sample, PROBES, true, random);
    double[] fraud = nearest(sample, probes, others, places);
    double share = (double) Arrays.stream(fraud).filter(d -> d <= small).count() / fraud.length;
    return List.of(
        Finding.of(
            "fraudulent orders with an honest one nearby",
            share,
            Band.atLeast(LEAST_SHARE),
            "nearer than 90 % of honest orders have, mean rank difference "
                + Band.number(small)
                + "; of"
                + byTypology(sample, probes, fraud, small)));
  }

  private static String byTypology(Sample sample, int[] probes, double[] distances, double small) {
    Map<String, int[]> counts = new TreeMap<>();
    for (int i = 0; i < probes.length; i++) {
      int[] count =
          counts.computeIfAbsent(sample.order(probes[i]).note().typology(), t -> new int[2]);
      count[0] += distances[i] <= small ? 1 : 0;
      count[1]++;
    }
    StringBuilder words = new StringBuilder();
    counts.forEach((name, count) -> words.append(" " + name + " " + count[0] + "/" + count[1]));
    return words.toString();
  }

  private static int[] drawn(Sample sample, int count, boolean fraud, Random random) {
    int[] all = sample.where(i -> sample.order(i).isFraud() == fraud);
    for (int i = all.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = all[i];
      all[i] = all[j];
      all[j] = swap;
    }
    return Arrays.copyOf(all, Math.min(count, all.length));
  }

  /** Ranks of the crowd's values, by order and column, in [0, 1]; missing is below all. */
  private static float[][] ranks(Sample sample, int[] crowd) {
    float[][] ranks = new float[crowd.length][sample.columns().size()];
    for (int column = 0; column < sample.columns().size(); column++) {
      double[] sorted = sorted(sample, crowd, column);
      for (int i = 0; i < crowd.length; i++) {
        ranks[i][column] = rank(sorted, value(sample, crowd[i], column));
      }
    }
    return ranks;
  }

  private static double[] sorted(Sample sample, int[] crowd, int column) {
    return IntStream.of(crowd).mapToDouble(i -> value(sample, i, column)).sorted().toArray();
  }

  private static double value(Sample sample, int row, int column) {
    double value = sample.order(row).row()[column];
    return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
  }

  private static float rank(double[] sorted, double value) {
    int found = Arrays.binarySearch(sorted, value);
    return (float) (found < 0 ? -found - 1 : first(sorted, found)) / sorted.length;
  }

  private static int first(double[] sorted, int found) {
    int low = 0;
    int high = found;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < sorted[found]) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Distance from each probe to the nearest of the crowd. */
  private static double[] nearest(Sample sample, int[] probes, int[] crowd, float[][] places) {
    int columns = sample.columns().size();
    double[] least = new double[probes.length];
    float[][] ranks = new float[probes.length][columns];
    for (int column = 0; column < columns; column++) {
      double[] sorted = sorted(sample, crowd, column);
      for (int i = 0; i < probes.length; i++) {
        ranks[i][column] = rank(sorted, value(sample, probes[i], column));
      }
    }
    for (int i = 0; i < probes.length; i++) {
      double best = Double.POSITIVE_INFINITY;
      for (float[] place : places) {
        best = Math.min(best, distance(ranks[i], place));
      }
      least[i] = best / columns;
    }
    return least;
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
    }
    return sum;
  }
}
