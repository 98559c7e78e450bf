package io.mallguard.training.evaluation;

import io.mallguard.features.event.EventType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of an evaluated period, in the order of the log, with all that measures ask of them.
 * Built row by row; one owner thread.
 */
public final class EvaluatedRows {
  private final List<Row> rows = new ArrayList<>();

  /**
   * One row. Immutable.
   *
   * @param type the type of its event
   * @param ownId see {@link io.mallguard.features.event.Event#ownId()}
   * @param day local day it happened on
   * @param entity who it belongs to
   * @param amountMinor its amount in minor units, 0 if its event has none
   * @param score finite, higher is more suspicious
   * @param isJudgedFraud whether the latest verdict says fraud
   */
  public record Row(
      EventType type,
      long ownId,
      LocalDate day,
      String entity,
      long amountMinor,
      double score,
      boolean isJudgedFraud) {
    /** Checks the score. */
    public Row {
      if (!Double.isFinite(score)) {
        throw new IllegalArgumentException("score " + score + ", must be finite");
      }
    }
  }

  /** Adds a row. */
  public void add(Row row) {
    rows.add(row);
  }

  /** All rows. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }
}
