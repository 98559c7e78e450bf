package io.mallguard.training.check;

import io.mallguard.training.simulator.mall.plan.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
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
    boolean isDefault = level == Level.DEFAULT;
    int[] train = sample.train();
    int[] test = sample.test();
    Scored tree = Learner.tree(sample).scores(sample.allColumns(), train, test);
    Learner learner = Learner.full(sample);
    Scored tabular = learner.scores(sample.tabularColumns(), train, test);
    boolean hasGraph = !sample.graphColumns().isEmpty();
    Scored best = hasGraph ? learner.scores(sample.allColumns(), train, test) : tabular;
    double precision = best.averagePrecision();
    String counted =
        String.format(
            "%,.0f fraudulent of %,.0f orders tested",
            best.weight(Sample.Order::isFraud), best.weight(o -> true));
    List<Finding> findings = new ArrayList<>();
    findings.add(Target.DEPTH_3_TREE.at(level, tree.area().value(), ""));
    findings.add(Target.TABULAR.at(level, tabular.averagePrecision(), counted));
    findings.add(Target.WITH_GRAPH.at(level, precision, hasGraph ? counted : "no graph columns"));
    findings.add(
        Finding.of("order PR-AUC, more is a leak", precision, Band.atMost(MOST_PR), counted)
            .binds(isDefault));
    Area area = best.area();
    String error = "standard error " + Band.number(area.error());
    findings.add(
        Finding.of("order ROC-AUC, more is a leak", area.value(), Band.atMost(MOST_ROC), error)
            .binds(isDefault));
    findings.add(Target.BEST_ROC.at(level, area.value(), error));
    if (hasGraph) {
      double gain = precision / tabular.averagePrecision() - 1;
      findings.add(
          Finding.of(
                  "graph columns' relative gain of PR-AUC",
                  gain,
                  Band.atLeast(LEAST_GRAPH_GAIN),
                  sample.graphColumns().size() + " of " + sample.columns().size() + " columns")
              .binds(isDefault && sample.months().isWhole()));
    }
    findings.addAll(typologies(best));
    double threshold = best.threshold(BUDGET);
    findings.add(
        Target.RECALL_AT_1_PERCENT.at(level, best.reach(threshold, Sample.Order::isFraud), ""));
    findings.add(hardNegatives(best, threshold));
    findings.add(observed(best, level));
    findings.addAll(Parties.findings(best, level));
    return findings;
  }

  private static List<Finding> typologies(Scored best) {
    List<Finding> findings = new ArrayList<>();
    TreeSet<String> typologies = new TreeSet<>();
    for (int row : best.rows()) {
      Sample.Order order = best.sample().order(row);
      if (order.isFraud()) {
        typologies.add(order.note().typology());
      }
    }
    for (String typology : typologies) {
      Predicate<Sample.Order> wanted = o -> !o.isFraud() || o.note().typology().equals(typology);
      Scored one = best.only(wanted);
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
    double found = best.averagePrecision(o -> o.label() == 1);
    double ceiling = (1 - level.missedShare()) * (1 - level.falseShare());
    return Finding.of(
        "order PR-AUC against verdicts, below their noise",
        found,
        Band.atMost(ceiling),
        "verdicts of all time; a perfect model would have about " + Band.number(ceiling));
  }
}
