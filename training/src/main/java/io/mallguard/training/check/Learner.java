package io.mallguard.training.check;

import io.mallguard.scoring.model.CompiledModel;
import io.mallguard.training.model.BoostingRecipe;
import io.mallguard.training.model.TrainingRows;
import java.time.Instant;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Trains the project's boosted trees on a part of the sample and scores another. Honest orders of
 * the sample stand for several, so fraud counts for one in so many; the limits of leaves are scaled
 * alike, which gives the very trees of the whole history. Immutable.
 *
 * @param sample the sample
 * @param rounds boosting rounds
 * @param depth depth of a tree
 * @param learningRate shrinkage
 * @param balanced whether fraud counts as much as all the rest, as it must where a few leaves are
 *     all there is: else most of the fraud stays in the largest
 */
record Learner(Sample sample, int rounds, int depth, double learningRate, boolean balanced) {
  private static final double ROW_SHARE = 0.8;
  private static final double COLUMN_SHARE = 0.5;
  private static final long SEED = 5;

  /* Written down before the first figure was seen, and not tuned since. */

  /** The model whose figures are compared with the bands. */
  static Learner full(Sample sample) {
    return new Learner(sample, 150, 5, 0.1, false);
  }

  /** A cheaper one, for what is compared with its own like. */
  static Learner quick(Sample sample) {
    return new Learner(sample, 40, 4, 0.2, false);
  }

  /** One tree of depth 3. */
  static Learner tree(Sample sample) {
    return new Learner(sample, 1, 3, 1, true);
  }

  /** Trains on true labels and scores. */
  Scored scores(List<Integer> columns, int[] train, int[] test) {
    return scores(columns, train, test, i -> sample.order(i).isFraud());
  }

  /**
   * Trains and scores.
   *
   * @param columns the columns that the model sees
   * @param train orders to learn from
   * @param test orders to score
   * @param isFraud label of an order to learn from, by its index
   */
  Scored scores(List<Integer> columns, int[] train, int[] test, IntPredicate isFraud) {
    CompiledModel model = train(columns, train, isFraud);
    double[] row = new double[columns.size()];
    double[] scores = new double[test.length];
    for (int i = 0; i < test.length; i++) {
      scores[i] = model.score(pick(sample.order(test[i]).row(), columns, row));
    }
    return new Scored(sample, test, scores);
  }

  private CompiledModel train(List<Integer> columns, int[] train, IntPredicate isFraud) {
    double[][] rows = new double[train.length][];
    boolean[] fraud = new boolean[train.length];
    for (int i = 0; i < train.length; i++) {
      rows[i] = pick(sample.order(train[i]).row(), columns, new double[columns.size()]);
      fraud[i] = isFraud.test(train[i]);
    }
    List<String> names =
        IntStream.range(0, columns.size()).mapToObj(i -> "c" + columns.get(i)).toList();
    TrainingRows shown = new TrainingRows(names, rows, fraud, Instant.EPOCH);
    double scale = 1.0 / sample.oneIn();
    double fraudWeight = balanced ? (double) shown.size() / Math.max(1, shown.fraudCount()) : scale;
    boolean whole = rounds == 1;
    return new BoostingRecipe(
            rounds,
            learningRate,
            depth,
            scale,
            whole ? 1 : ROW_SHARE,
            whole ? 1 : COLUMN_SHARE,
            scale)
        .train(shown, fraudWeight, SEED)
        .compiled();
  }

  private static double[] pick(double[] row, List<Integer> columns, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = row[columns.get(i)];
    }
    return into;
  }
}
