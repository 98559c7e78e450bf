package io.mallguard.scoring.model;

import java.util.SplittableRandom;

/** One small seeded model of each family; the golden files hold exactly these. */
final class Examples {
  private static final int INPUTS = 5;

  private Examples() {}

  static TreeEnsemble boosted() {
    SplittableRandom random = new SplittableRandom(1);
    TreesBuilder nodes = new TreesBuilder(INPUTS);
    int[] rootsFor = {grow(nodes, random, 4, -1), grow(nodes, random, 4, -1)};
    int[] rootsAgainst = {grow(nodes, random, 4, -1), grow(nodes, random, 4, -1)};
    return new TreeEnsemble(Precision.SINGLE, nodes.build(), rootsFor, rootsAgainst);
  }

  static TreeEnsemble singleTree() {
    TreesBuilder nodes = new TreesBuilder(INPUTS);
    int root = grow(nodes, new SplittableRandom(2), 6, -1);
    return new TreeEnsemble(Precision.DOUBLE, nodes.build(), new int[] {root}, new int[0]);
  }

  static LinearModel linear() {
    return new LinearModel(
        -3.5,
        new double[] {1, -0.5, 2, 0.25, 1e12},
        new double[] {0, 10, -1, 0.5, 3},
        new double[] {1, 4, 0.5, 1e-300, 100});
  }

  static IsolationForest forest() {
    SplittableRandom random = new SplittableRandom(3);
    TreesBuilder nodes = new TreesBuilder(INPUTS);
    int[] roots = {grow(nodes, random, 5, 8), grow(nodes, random, 5, 8)};
    return new IsolationForest(256, nodes.build(), roots);
  }

  private static int grow(TreesBuilder nodes, SplittableRandom random, int depth, double leaf) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return nodes.leaf(leaf > 0 ? random.nextDouble() * leaf : random.nextDouble() * 4 - 2);
    }
    int left = grow(nodes, random, depth - 1, leaf);
    int right = grow(nodes, random, depth - 1, leaf);
    Side missing = random.nextBoolean() ? Side.LEFT : Side.RIGHT;
    double threshold = random.nextDouble() * 6 - 3;
    return nodes.split(random.nextInt(INPUTS), threshold, left, right, missing);
  }
}
