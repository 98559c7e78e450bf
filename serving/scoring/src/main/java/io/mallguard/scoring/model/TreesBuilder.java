package io.mallguard.scoring.model;

import java.util.Arrays;

/** Gathers the nodes of {@link Trees}, children before their parent. One owner thread. */
public final class TreesBuilder {
  private final int inputCount;
  private int[] feature = new int[64];
  private double[] value = new double[64];
  private int[] left = new int[64];
  private int[] right = new int[64];
  private boolean[] missingLeft = new boolean[64];
  private int count;

  /**
   * Starts without nodes.
   *
   * @param inputCount columns of a row
   */
  public TreesBuilder(int inputCount) {
    this.inputCount = inputCount;
  }

  /** Adds a leaf and returns its node index. */
  public int leaf(double leafValue) {
    return append(-1, leafValue, -1, -1, false);
  }

  /**
   * Adds a split and returns its node index.
   *
   * @param column column of the row
   * @param threshold values below it go left
   * @param leftNode index of the left child, added before
   * @param rightNode index of the right child, added before
   * @param missing where a missing value goes
   */
  public int split(int column, double threshold, int leftNode, int rightNode, Side missing) {
    return append(column, threshold, leftNode, rightNode, missing == Side.LEFT);
  }

  int append(int column, double number, int leftNode, int rightNode, boolean missingGoesLeft) {
    if (count == feature.length) {
      grow();
    }
    feature[count] = column;
    value[count] = number;
    left[count] = leftNode;
    right[count] = rightNode;
    missingLeft[count] = missingGoesLeft;
    return count++;
  }

  private void grow() {
    int size = count * 2;
    feature = Arrays.copyOf(feature, size);
    value = Arrays.copyOf(value, size);
    left = Arrays.copyOf(left, size);
    right = Arrays.copyOf(right, size);
    missingLeft = Arrays.copyOf(missingLeft, size);
  }

  /**
   * The trees.
   *
   * @throws IllegalArgumentException if a split names a column or a child that isn't there, or a
   *     number is not finite
   */
  public Trees build() {
    return new Trees(
        inputCount,
        Arrays.copyOf(feature, count),
        Arrays.copyOf(value, count),
        Arrays.copyOf(left, count),
        Arrays.copyOf(right, count),
        Arrays.copyOf(missingLeft, count));
  }
}
