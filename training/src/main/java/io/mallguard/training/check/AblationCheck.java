package io.mallguard.training.check;

import java.util.ArrayList;
import java.util.List;

/**
 * No few columns may carry the whole: what the model loses without a group of at most fifteen
 * neighbours of the spec.
 */
final class AblationCheck implements Check {
  private static final int GROUP = 15;
  private static final double MOST_LOST = 0.25;

  @Override
  public String name() {
    return "ablation";
  }

  @Override
  public List<Finding> run(Sample sample) {
    Learner learner = Learner.quick(sample);
    int[] train = sample.train();
    int[] test = sample.test();
    double whole = learner.scores(sample.allColumns(), train, test).averagePrecision();
    double worst = Double.NEGATIVE_INFINITY;
    String which = "";
    for (int from = 0; from < sample.columns().size(); from += GROUP) {
      int end = Math.min(from + GROUP, sample.columns().size());
      List<Integer> rest = new ArrayList<>(sample.allColumns());
      rest.subList(from, end).clear();
      double lost = 1 - learner.scores(rest, train, test).averagePrecision() / whole;
      if (lost > worst) {
        worst = lost;
        which = sample.columns().get(from) + " to " + sample.columns().get(end - 1);
      }
    }
    return List.of(
        Finding.of(
            "PR-AUC lost without one group of 15 columns",
            worst,
            Band.atMost(MOST_LOST),
            which + "; a smaller model, " + Band.number(whole) + " with all"));
  }
}
