package io.mallguard.training.check;

import io.mallguard.training.evaluation.Measure;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.truth.RankedFrauds;
import io.mallguard.training.truth.RingBootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What boosted trees make of orders: trained on the truth of the first half, measured on that of
 * the second.
 */
final class ModelChecks implements Check {
  private static final double MOST_PR = 0.60;
  private static final double MOST_ROC = 0.98;
  private static final double LEAST_GRAPH_GAIN = 0.20;
  private static final double BUDGET = 0.01;
  private static final double MOST_TIMES = 10;

  @Override
  public String name() {
    return "models";
  }

  @Override
  public List<Finding> run(Sample sample) {
    Level level = sample.plan().level();
    int[] train = sample.train();
    int[] test = sample.test();
    List<Finding> findings = new ArrayList<>(trees(sample, level));
    Learner learner = Learner.full(sample);
    Scored tabular = learner.scores(sample.tabularColumns(), train, test);
    boolean hasGraph = !sample.graphColumns().isEmpty();
    Scored best = hasGraph ? learner.scores(sample.allColumns(), train, test) : tabular;
    String counted =
        String.format(
            "%,.0f fraudulent of %,.0f orders tested",
            best.weight(Sample.Order::isFraud), best.weight(o -> true));
    findings.add(target(Target.TABULAR, tabular, Scored::averagePrecision, level, counted));
    findings.add(target(Target.WITH_GRAPH, best, Scored::averagePrecision, level, counted));
    findings.addAll(leaks(best, level));
    findings.add(target(Target.BEST_ROC, best, s -> s.area().value(), level, ""));
    if (hasGraph) {
      findings.add(gain(tabular, best));
    }
    findings.addAll(typologies(best));
    double threshold = best.threshold(BUDGET);
    findings.add(target(Target.RECALL_AT_1_PERCENT, best, ModelChecks::recall, level, ""));
    findings.add(hardNegatives(best, threshold));
    findings.add(observed(best, level));
    findings.addAll(Parties.findings(best, level));
    return findings;
  }

  private static Finding target(
      Target target, Scored scored, ToDoubleFunction<Scored> figure, Level level, String reason) {
    Finding finding = target.at(level, figure.applyAsDouble(scored), reason);
    return finding.because(Why.outside(finding, scored, figure));
  }

  private static double recall(Scored scored) {
    return scored.reach(scored.threshold(BUDGET), Sample.Order::isFraud);
  }

  private static List<Finding> trees(Sample sample, Level level) {
    List<Integer> columns = sample.allColumns();
    Scored tree = Learner.tree(sample).scores(columns, sample.train(), sample.test());
    Scored alike = Learner.balancedTree(sample).scores(columns, sample.train(), sample.test());
    return List.of(
        target(Target.DEPTH_3_TREE, tree, s -> s.area().value(), level, ""),
        Finding.info(
            "tree of depth 3 to which both classes weigh alike, ROC-AUC",
            alike.area().value(),
            ""));
  }

  private static List<Finding> leaks(Scored best, Level level) {
    boolean binds = level == Level.DEFAULT;
    RankedFrauds ranked = best.ranked();
    Measure precision = RingBootstrap.averagePrecision(ranked);
    Measure area = RingBootstrap.areaUnderRoc(ranked);
    return List.of(
        Finding.of(
                "order PR-AUC, more is a leak",
                precision.value().orElse(0),
                Band.atMost(MOST_PR),
                interval(precision, ranked))
            .binds(binds),
        Finding.of(
                "order ROC-AUC, more is a leak",
                area.value().orElse(0),
                Band.atMost(MOST_ROC),
                interval(area, ranked))
            .binds(binds));
  }

  private static String interval(Measure measure, RankedFrauds ranked) {
    return "95 % interval by drawing "
        + ranked.groups()
        + " rings: "
        + Band.number(measure.low().orElse(Double.NaN))
        + " to "
        + Band.number(measure.high().orElse(Double.NaN));
  }

  private static Finding gain(Scored tabular, Scored best) {
    Sample sample = best.sample();
    boolean isDefault = sample.plan().level() == Level.DEFAULT;
    StringBuilder each = new StringBuilder();
    for (String typology : best.typologies()) {
      Predicate<Sample.Order> wanted = o -> o.isHonestOr(typology);
      each.append(String.format(" %s %+.2f", typology, gain(tabular, best, wanted)));
    }
    String columns = sample.graphColumns().size() + " of " + sample.columns().size() + " columns;";
    return Finding.of(
            "graph columns' relative gain of PR-AUC",
            gain(tabular, best, o -> true),
            Band.atLeast(LEAST_GRAPH_GAIN),
            columns + each)
        .binds(isDefault && sample.months().isWhole());
  }

  private static double gain(Scored tabular, Scored best, Predicate<Sample.Order> wanted) {
    return best.only(wanted).averagePrecision() / tabular.only(wanted).averagePrecision() - 1;
  }

  private static List<Finding> typologies(Scored best) {
    List<Finding> findings = new ArrayList<>();
    for (String typology : best.typologies()) {
      Scored one = best.only(o -> o.isHonestOr(typology));
      findings.add(
          Finding.info(
              "  " + typology + ": order ROC-AUC",
              one.area().value(),
              String.format(
                  "%,.0f orders, PR-AUC against honest ones %s",
                  one.weight(Sample.Order::isFraud), Band.number(one.averagePrecision()))));
    }
    return findings;
  }

  private static Finding hardNegatives(Scored best, double threshold) {
    double all = best.reach(threshold, o -> !o.isFraud());
    double worst = 0;
    String name = "";
    StringBuilder words = new StringBuilder();
    for (int h = 1; h <= 16; h++) {
      String id = "H" + h;
      Predicate<Sample.Order> wanted = o -> !o.isFraud() && o.note().hardNegative().equals(id);
      boolean there = IntStream.of(best.rows()).anyMatch(i -> wanted.test(best.sample().order(i)));
      double times = there ? best.reach(threshold, wanted) / all : 0;
      words.append(there ? String.format(" %s %.1f", id, times) : "");
      if (times > worst) {
        worst = times;
        name = id;
      }
    }
    return Finding.of(
        "false alarms of a look-alike against all honest orders, times",
        worst,
        Band.atMost(MOST_TIMES),
        name + "; all:" + words);
  }

  /** A model can't agree with wrong verdicts more than somebody who knows the truth. */
  private static Finding observed(Scored best, Level level) {
    ToDoubleFunction<Scored> figure = s -> s.averagePrecision(o -> o.label() == 1);
    double ceiling = (1 - level.missedShare()) * (1 - level.falseShare());
    Finding finding =
        Finding.of(
            "order PR-AUC against verdicts, below their noise",
            figure.applyAsDouble(best),
            Band.atMost(ceiling),
            "verdicts of all time; a perfect model would have about " + Band.number(ceiling));
    return finding.because(Why.outside(finding, best, figure));
  }
}
