package io.mallguard.training.drift;

import io.mallguard.features.spec.Feature;
import io.mallguard.scoring.profile.ColumnProfile;
import io.mallguard.scoring.profile.ReferenceProfile;
import io.mallguard.scoring.profile.Threshold;
import io.mallguard.training.drift.DecisionMonth.Group;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A subject of fifteen columns and months of it, drawn from a seed, changed as a test wishes. */
final class ReportFixture {
  static final YearMonth MONTH = YearMonth.of(2026, 10);
  static final String BUNDLE = "9f2c".repeat(16);
  static final ZoneId ZONE = ZoneId.of("Europe/Brussels");
  static final int COLUMNS = 15;
  static final int AMOUNT = 0;

  private static final int REFERENCE_ROWS = 20_000;
  private static final List<String> NAMES =
      List.of(
          "amount_minor",
          "weekend",
          "night",
          "customer_count_1d",
          "customer_amount_mean_1d",
          "customer_count_7d",
          "customer_amount_mean_7d",
          "customer_count_30d",
          "customer_amount_mean_30d",
          "terminal_count_1d",
          "terminal_risk_1d",
          "terminal_count_7d",
          "terminal_risk_7d",
          "terminal_count_30d",
          "terminal_risk_30d");

  private ReportFixture() {}

  /** One scored event before it is counted. */
  static final class Draw {
    final double[] row = new double[COLUMNS];
    double probability;
    double anomaly;
  }

  /** Changes a drawn event. */
  interface Change {
    void apply(Draw draw, int index, SplittableRandom random);
  }

  static final Change NONE = (draw, index, random) -> {};

  static ReportSubject subject() {
    return subject(0.1);
  }

  /** A subject whose columns all have an importance. */
  static ReportSubject subject(double importance) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] columns = new double[COLUMNS + 2][REFERENCE_ROWS];
    for (int i = 0; i < REFERENCE_ROWS; i++) {
      Draw draw = draw(random);
      for (int c = 0; c < COLUMNS; c++) {
        columns[c][i] = draw.row[c];
      }
      columns[COLUMNS][i] = draw.probability;
      columns[COLUMNS + 1][i] = draw.anomaly;
    }
    List<ColumnProfile> profiles = new ArrayList<>();
    List<Feature> features = new ArrayList<>();
    for (int c = 0; c < COLUMNS; c++) {
      profiles.add(ColumnProfile.of(NAMES.get(c), columns[c]).withImportance(importance));
      features.add(new Feature(NAMES.get(c), c, "unit", "What it means", 0));
    }
    double[] scores = columns[COLUMNS];
    ReferenceProfile reference =
        new ReferenceProfile(
            profiles,
            ColumnProfile.ofScore("probability", scores),
            ColumnProfile.ofScore("anomaly_score", columns[COLUMNS + 1]),
            List.of(Threshold.of("review", 0.3, scores), Threshold.of("reject", 0.8, scores)));
    return subject(features, reference);
  }

  static ReportSubject subject(List<Feature> features, ReferenceProfile reference) {
    return new ReportSubject(
        "cards",
        "17",
        BUNDLE,
        "ab".repeat(32),
        "2026-08-31",
        "cd".repeat(32),
        ZONE,
        features,
        reference);
  }

  /** An event without drift: heavy-tailed amounts, flags, counts, means and risks. */
  static Draw draw(SplittableRandom random) {
    Draw draw = new Draw();
    double[] row = draw.row;
    Arrays.setAll(row, c -> Math.floor(-8 * Math.log(1 - random.nextDouble())));
    row[AMOUNT] = Math.rint(100 * Math.exp(3 + 2 * gauss(random)));
    row[1] = random.nextInt(7) < 2 ? 1 : 0;
    row[2] = random.nextInt(4) == 0 ? 1 : 0;
    for (int c = 4; c <= 8; c += 2) {
      row[c] = random.nextInt(50) == 0 ? Double.NaN : Math.exp(7 + gauss(random));
    }
    for (int c = 10; c <= 14; c += 2) {
      row[c] = random.nextInt(10) < 8 ? 0 : random.nextDouble();
    }
    draw.probability = Math.pow(random.nextDouble(), 4);
    draw.anomaly = random.nextDouble();
    return draw;
  }

  private static double gauss(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** A month of so many events, spread over its days. */
  static DecisionMonth month(
      ReportSubject subject, YearMonth month, int rows, long seed, Change change) {
    SplittableRandom random = new SplittableRandom(seed);
    MonthTally tally = new MonthTally(month, subject);
    long start = month.atDay(1).atStartOfDay(ZONE).toInstant().toEpochMilli();
    long end = month.plusMonths(1).atDay(1).atStartOfDay(ZONE).toInstant().toEpochMilli();
    Group kind = new Group(BUNDLE, "transaction", "pass", "normal", "complete", 0);
    for (int i = 0; i < rows; i++) {
      Draw draw = draw(random);
      change.apply(draw, i, random);
      long at = start + (end - start) / rows * i;
      tally.compare(kind, at, draw.row, draw.probability, draw.anomaly);
    }
    return tally.month();
  }

  /** The report on a month whose month before had no decisions. */
  static DriftReport report(ReportSubject subject, int rows, Change change) {
    return DriftReport.of(
        subject,
        month(subject, MONTH, rows, 2, change),
        month(subject, MONTH.minusMonths(1), 0, 3, NONE));
  }
}
