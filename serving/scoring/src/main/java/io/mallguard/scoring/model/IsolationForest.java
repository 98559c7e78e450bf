package io.mallguard.scoring.model;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An isolation forest: rows that random splits isolate early are unusual. The score is {@code
 * 2^(−mean path length / c(sample size))}, in (0, 1]; about 0.5 is ordinary, towards 1 unusual.
 * Immutable and safe for use by many threads.
 *
 * <p>Fei Tony Liu, Kai Ming Ting, Zhi-Hua Zhou, <i>Isolation Forest</i>, ICDM 2008. A missing value
 * goes to the side that held more training rows (the paper knows no missing values).
 */
public final class IsolationForest implements CompiledModel {
  private static final double EULER_MASCHERONI = 0.5772156649015329;

  private final int sampleSize;
  private final Trees trees;
  private final int[] roots;
  private final double scale;

  /**
   * A forest.
   *
   * @param sampleSize rows each tree was grown on, at least 2
   * @param trees all nodes; a leaf's value is its depth plus {@link #expectedPathLength} of the
   *     rows it held
   * @param roots one root per tree, at least one
   * @throws IllegalArgumentException if a number is out of range or a path length below 0
   */
  public IsolationForest(int sampleSize, Trees trees, int[] roots) {
    Limits.checkInputs(trees.inputCount());
    if (sampleSize < 2 || roots.length == 0) {
      throw new IllegalArgumentException(
          "sample size " + sampleSize + " and trees " + roots.length + ", must be ≥ 2 and ≥ 1");
    }
    if (!trees.leavesAreAtLeast(0)) {
      throw new IllegalArgumentException("a path length is negative, must be 0 or more");
    }
    this.sampleSize = sampleSize;
    this.trees = trees;
    this.roots = Roots.checked(roots, trees);
    this.scale = -1.0 / (expectedPathLength(sampleSize) * roots.length);
  }

  /**
   * Expected path length of an unsuccessful search in a binary search tree of n rows, c(n) of the
   * paper: 2·H(n−1) − 2(n−1)/n with H(i) ≈ ln i + γ; 1 for two rows, 0 for fewer.
   */
  public static double expectedPathLength(int rows) {
    if (rows <= 1) {
      return 0;
    }
    if (rows == 2) {
      return 1;
    }
    return 2 * (StrictMath.log(rows - 1.0) + EULER_MASCHERONI) - 2 * (rows - 1.0) / rows;
  }

  /**
   * The same forest over rows whose columns stand elsewhere.
   *
   * @param columnOf new column of each column of this forest
   * @param newInputCount columns of the new rows
   * @throws IllegalArgumentException if a column does not exist
   */
  public IsolationForest rearranged(int[] columnOf, int newInputCount) {
    return new IsolationForest(sampleSize, trees.rearranged(columnOf, newInputCount), roots);
  }

  @Override
  public int inputCount() {
    return trees.inputCount();
  }

  @Override
  public double score(double[] row) {
    double lengths = 0;
    for (int root : roots) {
      lengths += trees.leaf(root, row);
    }
    return StrictMath.pow(2, lengths * scale);
  }

  /* Payload: sample size, roots, trees. */
  void write(DataOutputStream out) throws IOException {
    out.writeInt(sampleSize);
    Roots.write(out, roots);
    trees.write(out);
  }

  static IsolationForest read(ByteBuffer in, int inputCount) {
    int sampleSize = in.getInt();
    int[] roots = Roots.read(in);
    return new IsolationForest(sampleSize, Trees.read(in, inputCount), roots);
  }
}
