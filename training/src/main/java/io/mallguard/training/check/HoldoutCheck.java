package io.mallguard.training.check;

import io.mallguard.training.truth.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * What a model knows of what it was not shown: other rings, another way of doing it, the variant of
 * month 7; and nothing if its labels are drawn by lot.
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
    int[] train = sample.train();
    int[] test = sample.test();
    Scored whole = learner.scores(sample.allColumns(), train, test);
    List<Finding> findings = new ArrayList<>();
    findings.add(rings(sample, learner, whole));
    findings.add(without(sample, learner, whole, "T3", d -> d.typology().equals("T3")));
    findings.add(variant(whole));
    findings.add(byLot(sample, learner, train, test));
    return findings;
  }

  private static Finding rings(Sample sample, Learner learner, Scored whole) {
    Predicate<Sample.Order> even = o -> !o.isFraud() || o.group().hashCode() % 2 == 0;
    int[] train = sample.where(i -> isTrain(sample, i) && even.test(sample.order(i)));
    Predicate<Sample.Order> odd = o -> !o.isFraud() || !even.test(o);
    double shown = whole.only(odd).averagePrecision();
    double hidden =
        learner.scores(sample.allColumns(), train, sample.test()).only(odd).averagePrecision();
    return Finding.info(
        "PR-AUC lost on rings that were not shown",
        1 - hidden / shown,
        Band.number(hidden) + " after " + Band.number(shown) + ", half of the fraud to learn from");
  }

  private static boolean isTrain(Sample sample, int i) {
    return sample.order(i).month() < sample.months().testFrom();
  }

  private static Finding without(
      Sample sample, Learner learner, Scored whole, String name, Predicate<Truth.Note> hidden) {
    int[] train = sample.where(i -> isTrain(sample, i) && !hidden.test(sample.order(i).note()));
    Scored scored = learner.scores(sample.allColumns(), train, sample.test());
    Predicate<Sample.Order> wanted = o -> o.isFraud() && hidden.test(o.note());
    return Finding.info(
        "recall at 1 % of " + name + " without having seen any",
        scored.reach(scored.threshold(BUDGET), wanted),
        Band.number(whole.reach(whole.threshold(BUDGET), wanted)) + " with");
  }

  private static Finding variant(Scored whole) {
    Predicate<Sample.Order> wanted = o -> o.isFraud() && !o.note().variant().isEmpty();
    String name = "recall at 1 % of the variant of month 7";
    double there = whole.weight(wanted);
    return there == 0
        ? Finding.unknown(name, "not before month 7")
        : Finding.info(
            name,
            whole.reach(whole.threshold(BUDGET), wanted),
            String.format("%,.0f orders", there));
  }

  private static Finding byLot(Sample sample, Learner learner, int[] train, int[] test) {
    long fraud = sample.where(i -> isTrain(sample, i) && sample.order(i).isFraud()).length;
    double share = (double) fraud / train.length;
    Random random = new Random(SEED);
    boolean[] drawn = new boolean[sample.size()];
    for (int i : train) {
      drawn[i] = random.nextDouble() < share;
    }
    Area area = learner.scores(sample.allColumns(), train, test, i -> drawn[i]).area();
    double tolerance = Math.max(0.1, 3 * area.error());
    return Finding.of(
        "ROC-AUC with labels drawn by lot",
        area.value(),
        Band.between(0.5 - tolerance, 0.5 + tolerance),
        "standard error " + Band.number(area.error()));
  }
}
