package io.mallguard.training.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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
    Scored whole = learner.scores(sample.allColumns(), train, test);
    Scored worst = whole;
    String which = "none";
    for (int from = 0; from < sample.columns().size(); from += GROUP) {
      int end = Math.min(from + GROUP, sample.columns().size());
      List<Integer> rest = new ArrayList<>(sample.allColumns());
      rest.subList(from, end).clear();
      Scored without = learner.scores(rest, train, test);
      if (from == 0 || without.averagePrecision() < worst.averagePrecision()) {
        worst = without;
        which = sample.columns().get(from) + " to " + sample.columns().get(end - 1);
      }
    }
    StringBuilder each = new StringBuilder();
    for (String typology : whole.typologies()) {
      each.append(
          String.format(" %s %.2f", typology, lost(whole, worst, o -> o.isHonestOr(typology))));
    }
    return List.of(
        Finding.of(
            "PR-AUC lost without one group of 15 columns",
            lost(whole, worst, o -> true),
            Band.atMost(MOST_LOST),
            which
                + "; a smaller model, "
                + Band.number(whole.averagePrecision())
                + " with all; lost of"
                + each));
  }

  private static double lost(Scored whole, Scored without, Predicate<Sample.Order> wanted) {
    return 1 - without.only(wanted).averagePrecision() / whole.only(wanted).averagePrecision();
  }
}
