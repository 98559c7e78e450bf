package io.mallguard.scoring.model;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Binary decision trees as flat arrays. Immutable and safe for use by many threads; built by {@link
 * TreesBuilder}.
 *
 * <p>A split sends a row left when its value is below the threshold, and a missing value to the
 * side the split names.
 */
public final class Trees {
  /*
   * One index per node. A leaf has feature -1 and keeps its value where a split keeps its
   * threshold. Children stand before their parent, so every walk ends: a node index only falls.
   */
  private static final int LEAF = -1;
  private static final int NODE_BYTES = 4 + 8 + 4 + 4 + 1;

  private final int inputCount;
  private final int[] feature;
  private final double[] value;
  private final int[] left;
  private final int[] right;
  private final boolean[] missingLeft;

  Trees(
      int inputCount,
      int[] feature,
      double[] value,
      int[] left,
      int[] right,
      boolean[] missingLeft) {
    this.inputCount = inputCount;
    this.feature = feature;
    this.value = value;
    this.left = left;
    this.right = right;
    this.missingLeft = missingLeft;
    for (int node = 0; node < feature.length; node++) {
      check(node);
    }
  }

  private void check(int node) {
    if (feature[node] == LEAF) {
      Limits.checkWeight("leaf " + node, value[node]);
      return;
    }
    boolean sound =
        feature[node] >= 0
            && feature[node] < inputCount
            && isBefore(left[node], node)
            && isBefore(right[node], node)
            && !Double.isNaN(value[node]);
    if (!sound) {
      throw new IllegalArgumentException(
          "node " + node + ", must split one of " + inputCount + " columns into earlier nodes");
    }
  }

  private static boolean isBefore(int child, int node) {
    return child >= 0 && child < node;
  }

  int inputCount() {
    return inputCount;
  }

  int nodeCount() {
    return feature.length;
  }

  Trees rearranged(int[] columnOf, int newInputCount) {
    int[] moved = feature.clone();
    for (int node = 0; node < moved.length; node++) {
      moved[node] = moved[node] == LEAF ? LEAF : columnOf[moved[node]];
    }
    return new Trees(newInputCount, moved, value, left, right, missingLeft);
  }

  boolean leavesAreAtLeast(double least) {
    for (int node = 0; node < feature.length; node++) {
      if (feature[node] == LEAF && value[node] < least) {
        return false;
      }
    }
    return true;
  }

  /** Value of the leaf that a row reaches from a root, compared in double precision. */
  double leaf(int root, double[] row) {
    int node = root;
    while (feature[node] != LEAF) {
      double x = row[feature[node]];
      boolean goesLeft = Double.isNaN(x) ? missingLeft[node] : x < value[node];
      node = goesLeft ? left[node] : right[node];
    }
    return value[node];
  }

  /** The same with the row's values rounded to single precision first, as XGBoost sees them. */
  float leafInSinglePrecision(int root, double[] row) {
    int node = root;
    while (feature[node] != LEAF) {
      float x = (float) row[feature[node]];
      boolean goesLeft = Float.isNaN(x) ? missingLeft[node] : x < (float) value[node];
      node = goesLeft ? left[node] : right[node];
    }
    return (float) value[node];
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(feature.length);
    for (int node = 0; node < feature.length; node++) {
      out.writeInt(feature[node]);
      out.writeDouble(value[node]);
      out.writeInt(left[node]);
      out.writeInt(right[node]);
      out.writeBoolean(missingLeft[node]);
    }
  }

  static Trees read(ByteBuffer in, int inputCount) {
    int count = Limits.readCount(in, NODE_BYTES, "nodes");
    TreesBuilder nodes = new TreesBuilder(inputCount);
    for (int node = 0; node < count; node++) {
      nodes.append(in.getInt(), in.getDouble(), in.getInt(), in.getInt(), in.get() != 0);
    }
    return nodes.build();
  }
}
