package io.mallguard.scoring.model;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Decision trees whose leaves add up to log-odds: those that speak for fraud minus those that speak
 * against it. Covers gradient boosting (two margins, one per class, whose softmax is the
 * probability: log-odds are their difference) and a single classification tree (its leaf is the
 * log-odds of the training rows in it). Immutable and safe for use by many threads.
 *
 * <p>A missing value goes where the split says.
 */
public final class TreeEnsemble implements CompiledModel {
  private final Precision precision;
  private final Trees trees;
  private final int[] rootsFor;
  private final int[] rootsAgainst;

  /**
   * An ensemble.
   *
   * @param precision how it compares and adds
   * @param trees all nodes
   * @param rootsFor roots of the trees that speak for fraud, in the order they are added
   * @param rootsAgainst roots of the trees that speak against it
   * @throws IllegalArgumentException if a root is not a node
   */
  public TreeEnsemble(Precision precision, Trees trees, int[] rootsFor, int[] rootsAgainst) {
    this.precision = precision;
    this.trees = trees;
    this.rootsFor = Roots.checked(rootsFor, trees);
    this.rootsAgainst = Roots.checked(rootsAgainst, trees);
    Limits.checkInputs(trees.inputCount());
  }

  @Override
  public int inputCount() {
    return trees.inputCount();
  }

  /** Number of trees. */
  public int treeCount() {
    return rootsFor.length + rootsAgainst.length;
  }

  @Override
  public double score(double[] row) {
    return precision == Precision.SINGLE
        ? (double) singleSum(rootsFor, row) - singleSum(rootsAgainst, row)
        : sum(rootsFor, row) - sum(rootsAgainst, row);
  }

  private double sum(int[] roots, double[] row) {
    double sum = 0;
    for (int root : roots) {
      sum += trees.leaf(root, row);
    }
    return sum;
  }

  private float singleSum(int[] roots, double[] row) {
    float sum = 0;
    for (int root : roots) {
      sum += trees.leafInSinglePrecision(root, row);
    }
    return sum;
  }

  /* Payload: precision (1 byte, 0 single, 1 double), roots for, roots against, trees. */
  void write(DataOutputStream out) throws IOException {
    out.writeByte(precision == Precision.SINGLE ? 0 : 1);
    Roots.write(out, rootsFor);
    Roots.write(out, rootsAgainst);
    trees.write(out);
  }

  static TreeEnsemble read(ByteBuffer in, int inputCount) {
    int kind = in.get();
    if (kind != 0 && kind != 1) {
      throw new IllegalArgumentException("precision " + kind + ", must be 0 or 1");
    }
    int[] rootsFor = Roots.read(in);
    int[] rootsAgainst = Roots.read(in);
    return new TreeEnsemble(
        kind == 0 ? Precision.SINGLE : Precision.DOUBLE,
        Trees.read(in, inputCount),
        rootsFor,
        rootsAgainst);
  }
}
