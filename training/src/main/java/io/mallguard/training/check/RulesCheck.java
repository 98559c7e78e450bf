package io.mallguard.training.check;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.spec.Feature;
import io.mallguard.training.history.Labels;
import io.mallguard.training.history.RowMatrix;
import io.mallguard.training.model.TrainingRows;
import io.mallguard.training.pipeline.RuleTrial;
import io.mallguard.training.simulator.mall.plan.Level;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The peer that every model must beat: classic rules, tuned on the verdicts of the first two months
 * that were known at their end, measured on the truth of the others.
 */
record RulesCheck(EventFolder events, RuleTrial trial) implements Check {
  private static final int TUNED_MONTHS = 2;
  private static final double PRECISION = 0.2;

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public List<Finding> run(Sample sample) throws IOException {
    int testFrom = Math.min(TUNED_MONTHS, sample.months().testFrom());
    int[] tuneOn = sample.where(i -> sample.order(i).month() < testFrom);
    Predicate<double[]> isAlert = tuned(sample, tuneOn, accused(sample, testFrom));
    int[] test = sample.where(i -> sample.order(i).month() >= testFrom);
    double[] scores =
        IntStream.of(test).mapToDouble(i -> isAlert.test(sample.order(i).row()) ? 1 : 0).toArray();
    Scored scored = new Scored(sample, test, scores);
    double alerts = scored.reach(1, o -> true) * scored.weight(o -> true);
    String counted =
        String.format("%,.0f alerts, tuned on %d months%s", alerts, testFrom, falseAlarms(scored));
    Level level = sample.plan().level();
    boolean binds = level == Level.DEFAULT && sample.months().isWhole();
    return List.of(
        finding(Target.RULES_RECALL, level, scored, RulesCheck::recall, counted).binds(binds),
        finding(Target.RULES_PRECISION, level, scored, RulesCheck::precision, "").binds(binds));
  }

  private static Finding finding(
      Target target, Level level, Scored scored, ToDoubleFunction<Scored> figure, String words) {
    Finding finding = target.at(level, figure.applyAsDouble(scored), words);
    return finding.because(Why.outside(finding, scored, figure));
  }

  private static double recall(Scored scored) {
    return scored.reach(1, Sample.Order::isFraud);
  }

  private static double precision(Scored scored) {
    double alerts = scored.reach(1, o -> true) * scored.weight(o -> true);
    return recall(scored) * scored.weight(Sample.Order::isFraud) / Math.max(1, alerts);
  }

  private static String falseAlarms(Scored scored) {
    double all = scored.reach(1, o -> !o.isFraud()) * scored.weight(o -> !o.isFraud());
    Predicate<Sample.Order> lookAlike = o -> !o.isFraud() && !o.note().hardNegative().isEmpty();
    double known = scored.reach(1, lookAlike) * scored.weight(lookAlike);
    return all == 0
        ? ""
        : String.format("; %.0f %% of false alarms are look-alikes", 100 * known / all);
  }

  private Predicate<double[]> tuned(Sample sample, int[] rows, Set<String> accused) {
    List<String> names = trial.spec().features().stream().map(Feature::name).toList();
    double[][] values = new double[rows.length][];
    boolean[] fraud = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = sample.order(rows[i]).row();
      fraud[i] = accused.contains(sample.order(rows[i]).facts().orderId());
    }
    TrainingRows learned = new TrainingRows(names, values, fraud, Instant.EPOCH);
    return trial.tuned(new RuleTrial.Rows(learned, i -> sample.order(rows[i]).counts()), PRECISION);
  }

  /** Orders of the first months with a verdict of fraud by their end. */
  private Set<String> accused(Sample sample, int months) throws IOException {
    Months calendar = sample.months();
    long endMillis = calendar.days().startMillis(firstDay(calendar, months));
    Labels labels = Labels.read(events, "fraud", endMillis - 1);
    EventType type = events.schema().eventType("order").orElseThrow();
    Set<String> accused = new HashSet<>();
    try (EventReader orders = events.read(List.of(type))) {
      while (orders.advance() && orders.current().event().occurredAtMillis() < endMillis) {
        Event order = orders.current().event();
        if (labels.of(order) == RowMatrix.POSITIVE) {
          accused.add(order.subjectId());
        }
      }
    }
    return accused;
  }

  private static int firstDay(Months calendar, int month) {
    return IntStream.range(0, calendar.days().count())
        .filter(day -> calendar.days().month(day) >= month)
        .findFirst()
        .orElse(calendar.days().count());
  }
}
