package io.mallguard.scoring.model;

/** A side of a split. */
public enum Side {
  /** Values below the threshold. */
  LEFT,
  /** All others. */
  RIGHT
}
