package io.mallguard.training.drift;

import io.mallguard.scoring.profile.Threshold;

/**
 * A threshold of the default policy: share of scores at or above it, then and now. Immutable.
 *
 * @param threshold the threshold
 * @param share rows at or above it on both sides
 */
record ThresholdComparison(Threshold threshold, Share share) {
  String id() {
    return "score.thresholds." + threshold.name();
  }

  /** Whether there is a ratio: rows on both sides, and not none above on both. */
  boolean isDefined() {
    return share.isDefined() && share.referenceRows() + share.monthRows() > 0;
  }

  /** Month's share over reference's share; may be infinite. */
  double ratio() {
    return share.month() / share.reference();
  }

  Measure measure() {
    double effect = isDefined() ? Math.abs(StrictMath.log(ratio())) : 0;
    return new Measure(id() + ".ratio", effect, share.p(), Limits.LOG_RATIO);
  }
}
