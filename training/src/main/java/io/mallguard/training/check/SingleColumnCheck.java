package io.mallguard.training.check;

import io.mallguard.training.simulator.mall.plan.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** No column may decide alone, neither in all nor in one typology or month. */
final class SingleColumnCheck implements Check {
  private static final double BINDING = 0.85;
  private static final int ERRORS = 2;

  /** With fewer offences, or fewer who commit them, an area means little. */
  private static final int FEWEST = 30;

  private static final int FEWEST_RINGS = 5;

  private static final int ENOUGH_HONEST = 20_000;

  @Override
  public String name() {
    return "single-columns";
  }

  @Override
  public List<Finding> run(Sample sample) {
    Level level = sample.plan().level();
    Best best = best(sample, order -> true);
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.of(
                "best single column, ROC-AUC less two errors",
                best.area.value() - ERRORS * best.area.error(),
                Band.atMost(BINDING),
                best.words())
            .binds(level == Level.DEFAULT));
    findings.add(Target.SINGLE_FEATURE.at(level, best.area.value(), best.words()));
    Best inTypology = new Best("", new Area(0, 1));
    for (String typology : typologies(sample)) {
      Best one = best(sample, o -> !o.isFraud() || o.note().typology().equals(typology));
      findings.add(
          Finding.info("  " + typology + ": best single column", one.area.value(), one.words()));
      inTypology = better(one, inTypology);
    }
    findings.add(Target.SINGLE_IN_TYPOLOGY.at(level, inTypology.area.value(), inTypology.words()));
    Best inMonth = new Best("", new Area(0, 1));
    for (int month = 0; month < sample.months().count(); month++) {
      int wanted = month;
      inMonth = better(best(sample, o -> o.month() == wanted), inMonth);
    }
    findings.add(
        Finding.info("best single column in one month", inMonth.area.value(), inMonth.words()));
    return findings;
  }

  private record Best(String column, Area area) {
    String words() {
      return column + ", standard error " + Band.number(area.error());
    }
  }

  private static Best better(Best one, Best other) {
    return one.area.value() > other.area.value() ? one : other;
  }

  private static Set<String> typologies(Sample sample) {
    Set<String> typologies = new TreeSet<>();
    for (int i = 0; i < sample.size(); i++) {
      if (sample.order(i).isFraud()) {
        typologies.add(sample.order(i).note().typology());
      }
    }
    return typologies;
  }

  private static Best best(Sample sample, Predicate<Sample.Order> wanted) {
    int[] rows = thinned(sample, sample.where(i -> wanted.test(sample.order(i))));
    Best best = new Best("too few offences or rings", new Area(0.5, 0));
    int[] fraud = IntStream.of(rows).filter(i -> sample.order(i).isFraud()).toArray();
    long rings = IntStream.of(fraud).mapToObj(i -> sample.order(i).group()).distinct().count();
    if (fraud.length < FEWEST || rings < FEWEST_RINGS) {
      return best;
    }
    for (int column = 0; column < sample.columns().size(); column++) {
      for (double missing : missing(sample, rows, column)) {
        Area area = Area.of(sample, rows, values(sample, rows, column, missing));
        best = better(new Best(sample.columns().get(column), area.eitherWay()), best);
      }
    }
    return best;
  }

  /** All fraud, and honest orders enough for two digits and a half. */
  private static int[] thinned(Sample sample, int[] rows) {
    int step = 1 + rows.length / ENOUGH_HONEST;
    return IntStream.range(0, rows.length)
        .filter(i -> i % step == 0 || sample.order(rows[i]).isFraud())
        .map(i -> rows[i])
        .toArray();
  }

  /** What a missing value is taken for: less than all others, or more; once if none is missing. */
  private static double[] missing(Sample sample, int[] rows, int column) {
    boolean complete =
        IntStream.of(rows).noneMatch(i -> Double.isNaN(sample.order(i).row()[column]));
    return complete ? new double[] {0} : new double[] {-Double.MAX_VALUE, Double.MAX_VALUE};
  }

  private static double[] values(Sample sample, int[] rows, int column, double missing) {
    return IntStream.of(rows)
        .mapToDouble(i -> sample.order(i).row()[column])
        .map(value -> Double.isNaN(value) ? missing : value)
        .toArray();
  }
}
