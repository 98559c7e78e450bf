package io.mallguard.training.check;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import java.io.IOException;
import java.util.List;

/**
 * The same plan gives the same bytes: a small mall is made again, of a large one a smallest twin.
 */
record DeterminismCheck(EventFolder events, Folders folders) implements Check {
  @Override
  public String name() {
    return "same-bytes";
  }

  @Override
  public List<Finding> run(Sample sample) throws IOException {
    MallPlan plan = sample.plan();
    boolean small = plan.size().compareTo(MallSize.S) <= 0;
    MallPlan again =
        small ? plan : new MallPlan(MallSize.XS, plan.level(), plan.seed(), plan.measures());
    String first = small ? events.digest() : digest(again);
    boolean same = digest(again).equals(first);
    String plans = "size " + again.size() + ", seed " + again.seed();
    boolean mayBeOlder = !same && small;
    String words = mayBeOlder ? plans + "; if it is of an older version, simulate it again" : plans;
    return List.of(
        Finding.of(
                "malls of the same plan with the same bytes, of 1",
                same ? 1 : 0,
                Band.atLeast(1),
                words)
            .binds(true));
  }

  private String digest(MallPlan plan) throws IOException {
    String digest = folders.simulate(plan, "again", Progress.silent()).digest();
    folders.clear("again");
    return digest;
  }
}
