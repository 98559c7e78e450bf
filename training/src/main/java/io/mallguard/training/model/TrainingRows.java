package io.mallguard.training.model;

import java.time.Instant;
import java.util.List;

/**
 * Rows to learn from. The arrays are not copied and must not be changed. One owner thread.
 *
 * <p>A class and not a record because it holds arrays.
 */
public final class TrainingRows {
  private final List<String> columns;
  private final double[][] rows;
  private final boolean[] fraud;
  private final Instant until;

  /**
   * Rows with their labels.
   *
   * @param columns names of the columns, in spec order
   * @param rows one array per row, NaN where missing
   * @param fraud one label per row
   * @param until end of the period the rows and labels come from; stands in the models' provenance
   *     instead of the wall clock, so that the same rows give the same bytes
   */
  public TrainingRows(List<String> columns, double[][] rows, boolean[] fraud, Instant until) {
    if (rows.length != fraud.length) {
      throw new IllegalArgumentException(
          "labels " + fraud.length + ", must be one per row of " + rows.length);
    }
    for (double[] row : rows) {
      if (row.length != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.length + ", must have " + columns.size() + " columns");
      }
    }
    this.columns = List.copyOf(columns);
    this.rows = rows;
    this.fraud = fraud;
    this.until = until;
  }

  /** Names of the columns, in spec order. */
  public List<String> columns() {
    return columns;
  }

  /** Number of rows. */
  public int size() {
    return rows.length;
  }

  /** One row, NaN where missing; not to be changed. */
  public double[] row(int index) {
    return rows[index];
  }

  /** Whether a row is fraud. */
  public boolean isFraud(int index) {
    return fraud[index];
  }

  /** How many rows are fraud. */
  public int fraudCount() {
    int count = 0;
    for (boolean one : fraud) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** End of the period the rows come from. */
  public Instant until() {
    return until;
  }
}
