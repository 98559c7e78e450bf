package io.mallguard.training.check;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.training.pipeline.RuleTrial;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import io.mallguard.training.truth.Truth;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/**
 * Honest people who look wrong must matter: without any of them fraud is found more easily. Three
 * malls of size S with, three without, whatever the size of the one that is checked.
 */
record LookAlikesCheck(RuleTrial rules, Folders folders, Progress progress) implements Check {
  private static final int SEEDS = 3;
  private static final long FIRST_SEED = 101;
  private static final double LEAST_GAIN = 0.30;
  private static final double BUDGET = 0.01;

  @Override
  public String name() {
    return "look-alikes";
  }

  @Override
  public List<Finding> run(Sample sample) throws IOException {
    Level level = sample.plan().level();
    double[] with = new double[SEEDS];
    double[] without = new double[SEEDS];
    double[] alarms = new double[SEEDS];
    for (int i = 0; i < SEEDS; i++) {
      MallPlan plan = new MallPlan(MallSize.S, level, FIRST_SEED + i, true);
      Scored scored = scored(plan);
      with[i] = scored.averagePrecision();
      alarms[i] = shareOfAlarms(scored);
      without[i] = scored(plan.withoutLookAlikes()).averagePrecision();
    }
    String each =
        String.format(
            "PR-AUC without %s against %s with; of false alarms at 1 %% they are %s",
            Figures.list(without), Figures.list(with), Figures.list(alarms));
    double gain = Figures.mean(without) / Figures.mean(with) - 1;
    return List.of(
        Finding.of("relative PR-AUC that look-alikes cost", gain, Band.atLeast(LEAST_GAIN), each)
            .binds(level == Level.DEFAULT),
        Finding.info(
            "order PR-AUC of a smaller model at size S, standard deviation of three seeds",
            Figures.deviation(with),
            "mean " + Band.number(Figures.mean(with))));
  }

  private Scored scored(MallPlan plan) throws IOException {
    EventFolder events = folders.simulate(plan, "mall", Progress.silent());
    Truth truth = Truth.read(folders.root().resolve("mall/truth"), events);
    Sample sample =
        new Sampling(events, truth, progress).withRows(rules, folders.root().resolve("mall/rows"));
    folders.clear("mall");
    return Learner.quick(sample).scores(sample.allColumns(), sample.train(), sample.test());
  }

  private static double shareOfAlarms(Scored scored) {
    double threshold = scored.threshold(BUDGET);
    Predicate<Sample.Order> lookAlike = o -> !o.isFraud() && !o.note().hardNegative().isEmpty();
    double known = scored.reach(threshold, lookAlike) * scored.weight(lookAlike);
    return known / (scored.reach(threshold, o -> !o.isFraud()) * scored.weight(o -> !o.isFraud()));
  }
}
