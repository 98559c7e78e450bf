package io.mallguard.training.check;

import io.mallguard.training.simulator.mall.plan.Level;

/**
 * The difficulty table: where each figure should lie by level. For the default level they come from
 * what real systems report (Le Borgne et al., 2022; xFraud, PVLDB 2022; BAF, NeurIPS 2022). A
 * single figure of the easy or hard column is the outer end of a band that begins where the default
 * one ends. Immutable.
 *
 * @param title what is measured
 * @param easy the band of level easy
 * @param normal the band of level default
 * @param hard the band of level hard
 */
record Target(String title, Band easy, Band normal, Band hard) {
  static final Target SINGLE_FEATURE =
      new Target(
          "best single column, ROC-AUC", Band.atMost(0.88), Band.atMost(0.80), Band.atMost(0.75));

  static final Target SINGLE_IN_TYPOLOGY =
      new Target(
          "best single column in one typology, ROC-AUC less two errors",
          Band.atMost(0.95),
          Band.atMost(0.90),
          Band.atMost(0.85));

  static final Target DEPTH_3_TREE =
      new Target(
          "tree of depth 3, ROC-AUC",
          Band.between(0.80, 0.92),
          Band.between(0.80, 0.87),
          Band.atMost(0.82));

  static final Target RULES_RECALL =
      new Target(
          "rules baseline, recall",
          Band.between(0.35, 0.50),
          Band.between(0.25, 0.35),
          Band.between(0.05, 0.25));

  static final Target RULES_PRECISION =
      new Target(
          "rules baseline, precision",
          Band.between(0.30, 0.40),
          Band.between(0.15, 0.30),
          Band.between(0.05, 0.15));

  static final Target TABULAR =
      new Target(
          "boosting without graph, order PR-AUC",
          Band.between(0.28, 0.45),
          Band.between(0.15, 0.28),
          Band.between(0.08, 0.15));

  static final Target WITH_GRAPH =
      new Target(
          "boosting with graph, order PR-AUC",
          Band.between(0.45, 0.60),
          Band.between(0.28, 0.45),
          Band.between(0.15, 0.28));

  static final Target BEST_ROC =
      new Target(
          "best model, order ROC-AUC",
          Band.between(0.955, 0.97),
          Band.between(0.92, 0.955),
          Band.between(0.88, 0.93));

  static final Target ACCOUNT =
      new Target(
          "accounts of 30 days, PR-AUC",
          Band.between(0.65, 0.75),
          Band.between(0.45, 0.65),
          Band.between(0.30, 0.45));

  static final Target SHOP =
      new Target(
          "shops of a month, precision at 50",
          Band.between(0.85, 0.95),
          Band.between(0.60, 0.85),
          Band.between(0.40, 0.60));

  static final Target RECALL_AT_1_PERCENT =
      new Target(
          "recall at 1 % of orders reviewed",
          Band.between(0.70, 0.85), Band.between(0.50, 0.70), Band.between(0.35, 0.50));

  static final Target ORACLE =
      new Target(
          "oracle knowing ring and discipline, order PR-AUC",
          Band.between(0.93, 0.98),
          Band.between(0.85, 0.93),
          Band.between(0.75, 0.85));

  static final Target FROZEN_LOSS =
      new Target(
          "frozen model, PR-AUC lost months 3-4 to 7-8",
          Band.between(0, 0.30),
          Band.between(0.30, 0.60),
          Band.between(0.60, 0.80));

  /** A figure against the band of a level. */
  Finding at(Level level, double value, String reason) {
    return Finding.of(title, value, band(level), reason);
  }

  Finding unknown(String reason) {
    return Finding.unknown(title, reason);
  }

  private Band band(Level level) {
    return switch (level) {
      case EASY -> easy;
      case DEFAULT -> normal;
      case HARD -> hard;
    };
  }
}
