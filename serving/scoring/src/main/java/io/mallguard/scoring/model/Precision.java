package io.mallguard.scoring.model;

/** How an ensemble compares and adds. */
public enum Precision {
  /** Values, thresholds and sums rounded to float, the order of trees kept: as XGBoost does. */
  SINGLE,
  /** Plain double arithmetic. */
  DOUBLE
}
