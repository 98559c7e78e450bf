package io.mallguard.training.check;

import io.mallguard.scoring.model.CompiledModel;
import io.mallguard.training.model.BoostingRecipe;
import io.mallguard.training.model.TrainingRows;
import java.time.Instant;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Trains the project's boosted trees on a part of the sample and scores another. It is shown all
 * fraud and at most so many honest orders, each of which stands for as many as any other, so fraud
 * counts for one in so many; the limits of leaves are scaled alike, which gives about the trees of
 * the whole history. Immutable.
 *
 * @param sample the sample
 * @param mostHonest honest orders to learn from, at most
 * @param rounds boosting rounds
 * @param depth depth of a tree
 * @param learningRate shrinkage
 * @param balanced whether fraud counts as much as all the rest, not as often as there is of it
 */
record Learner(
    Sample sample, int mostHonest, int rounds, int depth, double learningRate, boolean balanced) {
  private static final int MANY = 300_000;
  private static final int FEW = 100_000;
  private static final double ROW_SHARE = 0.8;
  private static final double COLUMN_SHARE = 0.5;
  private static final long SEED = 5;

  /* Written down before the first figure was seen, and not tuned since. */

  /** The model whose figures are compared with the bands. */
  static Learner full(Sample sample) {
    return new Learner(sample, MANY, 150, 5, 0.1, false);
  }

  /** A cheaper one, for what is compared with its own like. */
  static Learner quick(Sample sample) {
    return new Learner(sample, FEW, 40, 4, 0.2, false);
  }

  /** One tree of depth 3, grown as all others. */
  static Learner tree(Sample sample) {
    return new Learner(sample, MANY, 1, 3, 1, false);
  }

  /** One tree of depth 3 to which both classes weigh alike. */
  static Learner balancedTree(Sample sample) {
    return new Learner(sample, MANY, 1, 3, 1, true);
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
    long standsFor = standsFor(train, isFraud);
    int[] shownRows = shown(train, isFraud, standsFor);
    double[][] rows = new double[shownRows.length][];
    boolean[] fraud = new boolean[shownRows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = pick(sample.order(shownRows[i]).row(), columns, new double[columns.size()]);
      fraud[i] = isFraud.test(shownRows[i]);
    }
    List<String> names = columns.stream().map(column -> "c" + column).toList();
    TrainingRows shown = new TrainingRows(names, rows, fraud, Instant.EPOCH);
    double scale = 1.0 / standsFor;
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

  /** For how many orders each honest one stands that is shown. */
  long standsFor(int[] train, IntPredicate isFraud) {
    IntSummaryStatistics honest =
        IntStream.of(train)
            .filter(i -> !isFraud.test(i))
            .map(i -> sample.order(i).counts())
            .summaryStatistics();
    int most = Math.max(1, honest.getMax());
    long times = (long) Math.ceil((double) honest.getSum() / most / mostHonest);
    return Math.max(1, times) * most;
  }

  /** All fraud, and of the honest orders one for every so many that they stand for. */
  int[] shown(int[] train, IntPredicate isFraud, long standsFor) {
    IntStream.Builder shown = IntStream.builder();
    long passed = 0;
    for (int i : train) {
      boolean counted = !isFraud.test(i);
      passed += counted ? sample.order(i).counts() : 0;
      if (!counted || passed >= standsFor) {
        shown.add(i);
        passed -= counted ? standsFor : 0;
      }
    }
    return shown.build().toArray();
  }

  private static double[] pick(double[] row, List<Integer> columns, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = row[columns.get(i)];
    }
    return into;
  }
}
