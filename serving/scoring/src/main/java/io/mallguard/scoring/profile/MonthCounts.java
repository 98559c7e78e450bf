package io.mallguard.scoring.profile;

import java.util.List;

/**
 * A month (or a day, or a shard) of decisions, counted on the edges of a reference profile. Merging
 * is adding, in any order, with the same result to the bit. One owner thread.
 */
public final class MonthCounts {
  private final ReferenceProfile reference;
  private final List<ColumnCounts> features;
  private final ColumnCounts probability;
  private final ColumnCounts anomaly;
  private final long[] atOrAbove;
  private long rows;

  /** Empty counts on the edges of a reference. */
  public MonthCounts(ReferenceProfile reference) {
    this.reference = reference;
    features = reference.features().stream().map(ColumnCounts::on).toList();
    probability = ColumnCounts.on(reference.probability());
    anomaly = ColumnCounts.on(reference.anomaly());
    atOrAbove = new long[reference.thresholds().size()];
  }

  /**
   * Counts one scored event.
   *
   * @param row its features in spec order, NaN where missing
   * @param score its calibrated probability, NaN if there is none
   * @param anomalyScore its anomaly score, NaN if there is none
   */
  public void add(double[] row, double score, double anomalyScore) {
    if (row.length != features.size()) {
      throw new IllegalArgumentException(
          "row of " + row.length + " columns, must have " + features.size());
    }
    rows++;
    for (int i = 0; i < row.length; i++) {
      features.get(i).add(row[i]);
    }
    probability.add(score);
    anomaly.add(anomalyScore);
    for (int i = 0; i < atOrAbove.length; i++) {
      if (score >= reference.thresholds().get(i).probability()) {
        atOrAbove[i]++;
      }
    }
  }

  /**
   * Adds the rows of other counts on the same reference.
   *
   * @throws IllegalArgumentException if they are on another, or these very counts
   */
  public void add(MonthCounts other) {
    if (other == this || !other.reference.equals(reference)) {
      throw new IllegalArgumentException("counts of another reference, or the same counts twice");
    }
    rows += other.rows;
    for (int i = 0; i < features.size(); i++) {
      features.get(i).add(other.features.get(i));
    }
    probability.add(other.probability);
    anomaly.add(other.anomaly);
    for (int i = 0; i < atOrAbove.length; i++) {
      atOrAbove[i] += other.atOrAbove[i];
    }
  }

  /** Rows counted. */
  public long rows() {
    return rows;
  }

  /** The features, in spec order. */
  public List<ColumnCounts> features() {
    return features;
  }

  /** The calibrated probability. */
  public ColumnCounts probability() {
    return probability;
  }

  /** The anomaly score. */
  public ColumnCounts anomaly() {
    return anomaly;
  }

  /** Rows with a score at or above a threshold, by its place among the reference's thresholds. */
  public long atOrAbove(int threshold) {
    return atOrAbove[threshold];
  }
}
