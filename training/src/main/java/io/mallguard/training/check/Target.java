package io.mallguard.training.check;

import io.mallguard.training.simulator.mall.plan.Level;

/**
 * The difficulty table: where each figure should lie by level. For the default level they come from
 * what real systems report (Le Borgne et al., 2022; xFraud, PVLDB 2022; BAF, NeurIPS 2022). A
 * single figure of the easy or hard column is the outer end of a band that begins where the default
 * one ends.
 */
enum Target {
  SINGLE_FEATURE(
      "best single column, ROC-AUC", Band.atMost(0.88), Band.atMost(0.80), Band.atMost(0.75)),
  SINGLE_IN_TYPOLOGY(
      "best single column in one typology, ROC-AUC",
      Band.atMost(0.95),
      Band.atMost(0.90),
      Band.atMost(0.85)),
  DEPTH_3_TREE(
      "tree of depth 3, ROC-AUC",
      Band.between(0.80, 0.92),
      Band.between(0.80, 0.87),
      Band.atMost(0.82)),
  RULES_RECALL(
      "rules baseline, recall",
      Band.between(0.35, 0.50),
      Band.between(0.25, 0.35),
      Band.between(0.05, 0.25)),
  RULES_PRECISION(
      "rules baseline, precision",
      Band.between(0.30, 0.40),
      Band.between(0.15, 0.30),
      Band.between(0.05, 0.15)),
  TABULAR(
      "boosting without graph, order PR-AUC",
      Band.between(0.28, 0.45),
      Band.between(0.15, 0.28),
      Band.between(0.08, 0.15)),
  WITH_GRAPH(
      "boosting with graph, order PR-AUC",
      Band.between(0.45, 0.60),
      Band.between(0.28, 0.45),
      Band.between(0.15, 0.28)),
  BEST_ROC(
      "best model, order ROC-AUC",
      Band.between(0.955, 0.97),
      Band.between(0.92, 0.955),
      Band.between(0.88, 0.93)),
  ACCOUNT(
      "accounts of 30 days, PR-AUC",
      Band.between(0.65, 0.75),
      Band.between(0.45, 0.65),
      Band.between(0.30, 0.45)),
  SHOP(
      "shops of a month, precision at 50",
      Band.between(0.85, 0.95),
      Band.between(0.60, 0.85),
      Band.between(0.40, 0.60)),
  RECALL_AT_1_PERCENT(
      "recall at 1 % of orders reviewed",
      Band.between(0.70, 0.85), Band.between(0.50, 0.70), Band.between(0.35, 0.50)),
  ORACLE(
      "oracle knowing ring and discipline, order PR-AUC",
      Band.between(0.93, 0.98),
      Band.between(0.85, 0.93),
      Band.between(0.75, 0.85)),
  FROZEN_LOSS(
      "frozen model, PR-AUC lost months 3-4 to 7-8",
      Band.between(0, 0.30),
      Band.between(0.30, 0.60),
      Band.between(0.60, 0.80));

  private final String title;
  private final Band easy;
  private final Band normal;
  private final Band hard;

  Target(String title, Band easy, Band normal, Band hard) {
    this.title = title;
    this.easy = easy;
    this.normal = normal;
    this.hard = hard;
  }

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
