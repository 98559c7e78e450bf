package io.mallguard.training.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What means nothing must say nothing: digits of ids and times, the place in the log, lags and
 * fields that are absent by chance, one by one and together.
 */
final class NuisanceCheck implements Check {
  private static final double LEAST_TOLERANCE = 0.02;
  private static final int ERRORS = 3;
  private static final String TOGETHER = "what means nothing, together, ROC-AUC";

  private static final List<String> NAMES = names();

  @Override
  public String name() {
    return "nuisance";
  }

  @Override
  public List<Finding> run(Sample sample) {
    Sample nuisances = nuisances(sample);
    return List.of(
        alone(nuisances),
        together(nuisances).map(NuisanceCheck::finding).orElseGet(NuisanceCheck::tooFew));
  }

  private static Finding finding(Area area) {
    double tolerance = Math.max(LEAST_TOLERANCE, ERRORS * area.error());
    return Finding.of(
            TOGETHER,
            area.value(),
            Band.between(0.5 - tolerance, 0.5 + tolerance),
            NAMES.size() + " columns, standard error " + Band.number(area.error()))
        .binds(true);
  }

  private static Finding tooFew() {
    return Finding.unknown(TOGETHER, "no fraud on one side of the split");
  }

  /** The one that is farthest from chance, in standard errors. */
  private static Finding alone(Sample nuisances) {
    int[] all = nuisances.where(i -> true);
    Area worst = new Area(0.5, 1);
    String name = "";
    for (int c = 0; c < NAMES.size(); c++) {
      int column = c;
      double[] scores = IntStream.of(all).mapToDouble(i -> value(nuisances, i, column)).toArray();
      Area area = Area.of(nuisances, all, scores);
      if (Math.abs(area.value() - 0.5) / area.error()
          > Math.abs(worst.value() - 0.5) / worst.error()) {
        worst = area;
        name = NAMES.get(c);
      }
    }
    // The largest of so many chances lies farther out than a single one.
    double tolerance = Math.max(LEAST_TOLERANCE, 1.5 * ERRORS * worst.error());
    return Finding.of(
        "what means nothing, the worst alone, ROC-AUC",
        worst.value(),
        Band.between(0.5 - tolerance, 0.5 + tolerance),
        name + ", standard error " + Band.number(worst.error()));
  }

  private static double value(Sample sample, int row, int column) {
    return sample.order(row).row()[column];
  }

  private static Optional<Area> together(Sample nuisances) {
    int[] train = nuisances.train();
    int[] test = nuisances.test();
    if (!hasFraud(nuisances, train) || !hasFraud(nuisances, test)) {
      return Optional.empty();
    }
    Learner learner = Learner.quick(nuisances);
    return Optional.of(learner.scores(nuisances.allColumns(), train, test).area());
  }

  private static boolean hasFraud(Sample sample, int[] rows) {
    return IntStream.of(rows).anyMatch(i -> sample.order(i).isFraud());
  }

  private static List<String> names() {
    List<String> names =
        new ArrayList<>(
            List.of(
                "first digit of the event's id",
                "last digit of the event's id",
                "first digit of the order's id",
                "first digit of the buyer's id",
                "length of the order's id",
                "place in the log modulo 64",
                "second",
                "millisecond",
                "lag",
                "lag's millisecond"));
    OrderFacts.ABSENT_BY_CHANCE.forEach(field -> names.add(field + " is absent"));
    return List.copyOf(names);
  }

  private static Sample nuisances(Sample sample) {
    Sample nuisances = new Sample(sample.plan(), NAMES, List.of(), sample.oneIn());
    for (int i = 0; i < sample.size(); i++) {
      Sample.Order order = sample.order(i);
      boolean counted = order.counts() > 1;
      nuisances.add(order.facts(), row(order.facts()), order.note(), order.label(), counted);
    }
    return nuisances;
  }

  private static double[] row(OrderFacts facts) {
    double[] row = new double[NAMES.size()];
    String event = facts.eventId();
    row[0] = event.charAt(1);
    row[1] = event.charAt(event.length() - 1);
    row[2] = facts.orderId().charAt(1);
    row[3] = facts.buyerDigit();
    row[4] = facts.orderId().length();
    row[5] = facts.sequence() % 64;
    row[6] = facts.occurredAtMillis() / 1000 % 60;
    row[7] = facts.occurredAtMillis() % 1000;
    row[8] = facts.lagMillis();
    row[9] = facts.lagMillis() % 1000;
    for (int i = 0; i < OrderFacts.ABSENT_BY_CHANCE.size(); i++) {
      row[10 + i] = facts.absent() >> i & 1;
    }
    return row;
  }
}
