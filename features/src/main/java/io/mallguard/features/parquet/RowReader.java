package io.mallguard.features.parquet;

import java.io.IOException;

/** Goes through the rows of a {@link RowFolder} by sequence. One owner thread. */
public final class RowReader implements AutoCloseable {
  private final TableReader table;
  private final int featureCount;

  RowReader(TableReader table, int featureCount) {
    this.table = table;
    this.featureCount = featureCount;
  }

  /**
   * Goes to the next row.
   *
   * @return false after the last
   * @throws io.mallguard.features.problem.InvalidInputException if the file is damaged
   */
  public boolean advance() {
    return table.advance();
  }

  /** Place of the current row's event in the log. */
  public long sequence() {
    return table.number(RowColumns.SEQUENCE);
  }

  /** Id of the current row's event. */
  public String eventId() {
    return String.valueOf(table.text(RowColumns.EVENT_ID));
  }

  /** Type of the current row's event. */
  public String eventType() {
    return String.valueOf(table.text(RowColumns.EVENT_TYPE));
  }

  /** When the current row's event happened, epoch milliseconds. */
  public long occurredAtMillis() {
    return table.number(RowColumns.OCCURRED_AT);
  }

  /** Fold time of the current row's event, epoch milliseconds. */
  public long foldTimeMillis() {
    return table.number(RowColumns.FOLD_TIME);
  }

  /** 1 or 0 as marked, -1 if unknown. */
  public int label() {
    return table.has(RowColumns.LABEL) ? (int) table.number(RowColumns.LABEL) : -1;
  }

  /** Copies the current row's features in spec order, NaN where missing. */
  public void row(double[] into) {
    for (int i = 0; i < featureCount; i++) {
      into[i] = table.real(RowColumns.FIRST_FEATURE + i);
    }
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
