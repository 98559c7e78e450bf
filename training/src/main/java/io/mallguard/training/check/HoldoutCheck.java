package io.mallguard.training.check;

import io.mallguard.training.simulator.mall.truth.Tag;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a model knows of what it was not shown: rings that have nothing in common with those that it
 * was shown, another way of doing it, the variant of month 7.
 */
final class HoldoutCheck implements Check {
  private static final double BUDGET = 0.01;
  private static final long SEED = 11;

  @Override
  public String name() {
    return "hold-out";
  }

  @Override
  public List<Finding> run(Sample sample) {
    Learner learner = Learner.quick(sample);
    Scored whole = learner.scores(sample.allColumns(), sample.train(), sample.test());
    return List.of(
        rings(sample, learner, whole), without(sample, learner, whole, "T3"), variant(whole));
  }

  /** Against a model that lacks as much fraud, drawn from all rings. */
  private static Finding rings(Sample sample, Learner learner, Scored whole) {
    String title = "PR-AUC lost on rings of which nothing was shown";
    RingSplit split = RingSplit.of(sample);
    if (split.clusters() < 2) {
      return Finding.unknown(title, "all rings have a device, card or shop in common");
    }
    int[] train = sample.where(i -> isTrain(sample, i) && !split.isHidden(sample.order(i)));
    int[] fraud = sample.where(i -> isTrain(sample, i) && sample.order(i).isFraud());
    long kept = IntStream.of(train).filter(i -> sample.order(i).isFraud()).count();
    Random random = new Random(SEED);
    boolean[] dropped = new boolean[sample.size()];
    for (int i = 0; i < fraud.length; i++) {
      dropped[fraud[i]] = random.nextDouble() * fraud.length >= kept;
    }
    int[] fewer = sample.where(i -> isTrain(sample, i) && !dropped[i]);
    Predicate<Sample.Order> tested = o -> !o.isFraud() || split.isHidden(o);
    double hidden = precision(learner, sample, train, tested);
    double shown = precision(learner, sample, fewer, tested);
    String words =
        String.format(
            "%s after %s with as little fraud of all rings, %s with all of it; %d clusters share no"
                + " device, card or shop, the largest has %.0f %% of the fraud; %,.0f orders of fraud"
                + " tested",
            Band.number(hidden),
            Band.number(shown),
            Band.number(whole.only(tested).averagePrecision()),
            split.clusters(),
            100 * split.largestShare(),
            whole.only(tested).weight(Sample.Order::isFraud));
    return Finding.info(title, 1 - hidden / shown, words);
  }

  private static double precision(
      Learner learner, Sample sample, int[] train, Predicate<Sample.Order> tested) {
    return learner
        .scores(sample.allColumns(), train, sample.test())
        .only(tested)
        .averagePrecision();
  }

  private static boolean isTrain(Sample sample, int i) {
    return sample.order(i).month() < sample.months().testFrom();
  }

  private static Finding without(Sample sample, Learner learner, Scored whole, String typology) {
    Predicate<Sample.Order> hidden = o -> o.isFraud() && o.isHonestOr(typology);
    int[] train = sample.where(i -> isTrain(sample, i) && !hidden.test(sample.order(i)));
    Scored scored = learner.scores(sample.allColumns(), train, sample.test());
    return Finding.info(
        "recall at 1 % of " + typology + " without having seen any",
        scored.reach(scored.threshold(BUDGET), hidden),
        Band.number(whole.reach(whole.threshold(BUDGET), hidden)) + " with");
  }

  private static Finding variant(Scored whole) {
    Predicate<Sample.Order> wanted =
        o -> o.isFraud() && o.note().variant().equals(Tag.PARTIAL_DETOUR);
    String name = "recall at 1 % of the variant of month 7";
    double there = whole.weight(wanted);
    return there == 0
        ? Finding.unknown(name, "not before month 7")
        : Finding.info(
            name,
            whole.reach(whole.threshold(BUDGET), wanted),
            String.format("%,.0f orders", there));
  }
}
