package io.mallguard.training.check;

import io.mallguard.training.simulator.mall.plan.Level;
import java.util.ArrayList;
import java.util.List;

/** A model of the first two months that is never trained again: what it loses by the last two. */
final class FrozenCheck implements Check {
  private static final Band BINDING = Band.between(0.20, 0.60);

  @Override
  public String name() {
    return "frozen-model";
  }

  @Override
  public List<Finding> run(Sample sample) {
    if (!sample.months().isWhole()) {
      return List.of(Target.FROZEN_LOSS.unknown("needs the eight months of size M"));
    }
    int[] train = sample.where(i -> sample.order(i).month() < 2);
    int[] test = sample.where(i -> sample.order(i).month() >= 2);
    Scored scored = Learner.full(sample).scores(sample.allColumns(), train, test);
    StringBuilder months = new StringBuilder("by month from the third:");
    List<Finding> findings = new ArrayList<>();
    for (int month = 2; month < Months.WHOLE; month++) {
      int wanted = month;
      Scored one = scored.only(o -> o.month() == wanted);
      months.append(' ').append(Band.number(one.averagePrecision()));
    }
    double loss = loss(scored);
    Level level = sample.plan().level();
    Finding target = Target.FROZEN_LOSS.at(level, loss, months.toString());
    findings.add(target.because(Why.outside(target, scored, FrozenCheck::loss)));
    findings.add(
        Finding.of("frozen model, binding", loss, BINDING, "").binds(level == Level.DEFAULT));
    return findings;
  }

  private static double loss(Scored scored) {
    double early = scored.only(o -> o.month() < 4).averagePrecision();
    double late = scored.only(o -> o.month() >= 6).averagePrecision();
    return 1 - late / early;
  }
}
