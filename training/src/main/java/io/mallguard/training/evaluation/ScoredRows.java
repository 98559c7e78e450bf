package io.mallguard.training.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of an evaluated period with scores and labels, in the order of the log. Built row by row;
 * one owner thread.
 */
public final class ScoredRows {
  private final List<String> entities = new ArrayList<>();
  private final List<LocalDate> days = new ArrayList<>();
  private final List<Double> scores = new ArrayList<>();
  private final List<Boolean> fraud = new ArrayList<>();

  /**
   * Adds a row.
   *
   * @param entity who the row belongs to (the card), the unit of review and of resampling
   * @param day local day it happened on
   * @param score finite, higher is more suspicious
   * @param isFraud its label
   */
  public void add(String entity, LocalDate day, double score, boolean isFraud) {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("score " + score + ", must be finite");
    }
    entities.add(entity);
    days.add(day);
    scores.add(score);
    fraud.add(isFraud);
  }

  /** Number of rows. */
  public int size() {
    return scores.size();
  }

  /** How many rows are fraud. */
  public int fraudCount() {
    return (int) fraud.stream().filter(f -> f).count();
  }

  String entity(int index) {
    return entities.get(index);
  }

  LocalDate day(int index) {
    return days.get(index);
  }

  double[] scores() {
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }

  boolean[] fraud() {
    boolean[] flags = new boolean[fraud.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = fraud.get(i);
    }
    return flags;
  }
}
