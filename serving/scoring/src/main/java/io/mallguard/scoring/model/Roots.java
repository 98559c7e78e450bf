package io.mallguard.scoring.model;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The list of root nodes of a model, in bytes: a count, then one int each. */
final class Roots {
  private Roots() {}

  /** A copy, once every root is known to be a node. */
  static int[] checked(int[] roots, Trees trees) {
    for (int root : roots) {
      if (root < 0 || root >= trees.nodeCount()) {
        throw new IllegalArgumentException(
            "root " + root + ", must be one of " + trees.nodeCount() + " nodes");
      }
    }
    return roots.clone();
  }

  static void write(DataOutputStream out, int[] roots) throws IOException {
    out.writeInt(roots.length);
    for (int root : roots) {
      out.writeInt(root);
    }
  }

  static int[] read(ByteBuffer in) {
    int[] roots = new int[Limits.readCount(in, Integer.BYTES, "roots")];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = in.getInt();
    }
    return roots;
  }
}
