package io.mallguard.training.model;

import io.mallguard.scoring.model.IsolationForest;
import io.mallguard.scoring.model.Side;
import io.mallguard.scoring.model.TreesBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Grows one isolation tree over a sample: a random column that varies, a random threshold between
 * its least and greatest value, until a row is alone or the depth reaches ⌈log2(sample)⌉. One owner
 * thread.
 */
final class IsolationTree {
  private final double[][] sample;
  private final SplittableRandom random;
  private final TreesBuilder nodes;
  private final int depthLimit;

  /**
   * A tree to be grown.
   *
   * @param sample rows, reordered while it grows
   */
  IsolationTree(double[][] sample, SplittableRandom random, TreesBuilder nodes) {
    this.sample = sample;
    this.random = random;
    this.nodes = nodes;
    this.depthLimit = Integer.SIZE - Integer.numberOfLeadingZeros(sample.length - 1);
  }

  /** Rows drawn without replacement. */
  static double[][] sample(double[][] rows, int size, SplittableRandom random) {
    int[] order = new int[rows.length];
    Arrays.setAll(order, i -> i);
    double[][] sample = new double[size][];
    for (int i = 0; i < size; i++) {
      int other = i + random.nextInt(order.length - i);
      int drawn = order[other];
      order[other] = order[i];
      sample[i] = rows[drawn];
    }
    return sample;
  }

  /** Adds the tree's nodes and returns its root. */
  int grow() {
    return grow(0, sample.length, 0);
  }

  private int grow(int from, int to, int depth) {
    int column = depth < depthLimit && to - from > 1 ? varyingColumn(from, to) : -1;
    if (column < 0) {
      return nodes.leaf(depth + IsolationForest.expectedPathLength(to - from));
    }
    double threshold = threshold(column, from, to);
    Side missing = largerSide(column, threshold, from, to);
    int middle = partition(column, threshold, missing, from, to);
    int left = grow(from, middle, depth + 1);
    int right = grow(middle, to, depth + 1);
    return nodes.split(column, threshold, left, right, missing);
  }

  /* Columns in random order until one varies; -1 if none does. */
  private int varyingColumn(int from, int to) {
    int count = sample[from].length;
    int[] columns = new int[count];
    Arrays.setAll(columns, i -> i);
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(count - i);
      int column = columns[other];
      columns[other] = columns[i];
      if (least(column, from, to) < greatest(column, from, to)) {
        return column;
      }
    }
    return -1;
  }

  /* Above the least and at most the greatest value, so that both sides get a row. */
  private double threshold(int column, int from, int to) {
    double least = least(column, from, to);
    double greatest = greatest(column, from, to);
    double drawn = least + random.nextDouble() * (greatest - least);
    return Math.min(greatest, Math.max(drawn, Math.nextUp(least)));
  }

  private double least(int column, int from, int to) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = from; i < to; i++) {
      double x = sample[i][column];
      least = x < least ? x : least;
    }
    return least;
  }

  private double greatest(int column, int from, int to) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      double x = sample[i][column];
      greatest = x > greatest ? x : greatest;
    }
    return greatest;
  }

  private Side largerSide(int column, double threshold, int from, int to) {
    int balance = 0;
    for (int i = from; i < to; i++) {
      double x = sample[i][column];
      balance += x < threshold ? 1 : x >= threshold ? -1 : 0;
    }
    return balance >= 0 ? Side.LEFT : Side.RIGHT;
  }

  private int partition(int column, double threshold, Side missing, int from, int to) {
    int middle = from;
    for (int i = from; i < to; i++) {
      double[] row = sample[i];
      double x = row[column];
      if (Double.isNaN(x) ? missing == Side.LEFT : x < threshold) {
        sample[i] = sample[middle];
        sample[middle++] = row;
      }
    }
    return middle;
  }
}
