package io.mallguard.features.fold;

import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.spec.FeatureSpec;

/** Stands in until the fold over plans is merged. */
public final class Fold {
  private static final String NOT_YET = "the fold over plans is not merged yet";

  private final FeatureSpec spec;

  /** An empty fold. */
  public Fold(FeatureSpec spec) {
    this.spec = spec;
  }

  /** What the fold computes. */
  public FeatureSpec spec() {
    return spec;
  }

  /** Fold time of the last event absorbed. */
  public long foldTimeMillis() {
    return FoldTime.NONE;
  }

  /** Fold time of the first event absorbed. */
  public long firstFoldTimeMillis() {
    return FoldTime.NONE;
  }

  /** Marks without a subject. */
  public long unmatchedMarks() {
    return 0;
  }

  /** Whether the row read last misses entries. */
  public boolean rowTruncated() {
    return false;
  }

  /** Reads a row and absorbs the event. */
  public void score(LoggedEvent logged, double[] row) {
    refuse();
  }

  /** Absorbs an event. */
  public void absorb(LoggedEvent logged) {
    refuse();
  }

  private static void refuse() {
    throw new UnsupportedOperationException(NOT_YET);
  }

  /** Reads a row. */
  public void peek(LoggedEvent logged, double[] row) {
    refuse();
  }
}
