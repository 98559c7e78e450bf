package io.mallguard.features.parquet;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Goes through the rows of a {@link RowFolder} by sequence. One owner thread. */
public final class RowReader implements AutoCloseable {
  private final Path dir;
  private final List<TableReader> tables = new ArrayList<>();
  private final List<RowFile> files;
  private final int[] tableOfFeature;
  private final int[] columnOfFeature;
  private final TableReader events;
  private final int truncatedColumn;

  private RowReader(Path dir, List<RowFile> files, int featureCount) throws IOException {
    this.dir = dir;
    this.files = files;
    this.tableOfFeature = new int[featureCount];
    this.columnOfFeature = new int[featureCount];
    for (RowFile file : files) {
      int column = file.columns().size() - file.features().size();
      for (int feature : file.features()) {
        tableOfFeature[feature] = tables.size();
        columnOfFeature[feature] = column++;
      }
      tables.add(TableReader.open(dir.resolve(file.name()), file.columns()));
    }
    this.events = tables.get(0);
    this.truncatedColumn = files.get(0).columns().indexOf(RowFile.TRUNCATED);
  }

  static RowReader open(Path dir, List<RowFile> files, int featureCount) throws IOException {
    return new RowReader(dir, files, featureCount);
  }

  /**
   * Goes to the next row.
   *
   * @return false after the last
   * @throws InvalidInputException if a file is damaged, or they don't have the same rows
   */
  public boolean advance() {
    boolean there = events.advance();
    for (int i = 1; i < tables.size(); i++) {
      boolean alsoThere = tables.get(i).advance();
      if (alsoThere != there || (there && tables.get(i).number(0) != sequence())) {
        String place = dir.resolve(files.get(i).name()).toString();
        String found = alsoThere ? "sequence " + tables.get(i).number(0) : "no more rows";
        String legal = there ? "sequence " + sequence() : "no more rows";
        throw InvalidInputException.of(
            dir.toString(), new Problem(place, "other_rows", found, legal));
      }
    }
    return there;
  }

  /** Place of the current row's event in the log. */
  public long sequence() {
    return events.number(RowFile.HEAD.indexOf(RowFile.SEQUENCE));
  }

  /** Id of the current row's event. */
  public String eventId() {
    return String.valueOf(events.text(RowFile.HEAD.indexOf(RowFile.EVENT_ID)));
  }

  /** Type of the current row's event. */
  public String eventType() {
    return String.valueOf(events.text(RowFile.HEAD.indexOf(RowFile.EVENT_TYPE)));
  }

  /** When the current row's event happened, epoch milliseconds. */
  public long occurredAtMillis() {
    return events.number(RowFile.HEAD.indexOf(RowFile.OCCURRED_AT));
  }

  /** Fold time of the current row's event, epoch milliseconds. */
  public long foldTimeMillis() {
    return events.number(RowFile.HEAD.indexOf(RowFile.FOLD_TIME));
  }

  /** 1 or 0 as marked, -1 if unknown. */
  public int label() {
    int column = RowFile.HEAD.indexOf(RowFile.LABEL);
    return events.has(column) ? (int) events.number(column) : -1;
  }

  /** Whether a bound cut something off the row; false in folders that don't say. */
  public boolean truncated() {
    return truncatedColumn >= 0 && events.number(truncatedColumn) != 0;
  }

  /** Copies the current row's features in spec order, NaN where missing. */
  public void row(double[] into) {
    for (int i = 0; i < tableOfFeature.length; i++) {
      into[i] = tables.get(tableOfFeature[i]).real(columnOfFeature[i]);
    }
  }

  @Override
  public void close() throws IOException {
    for (TableReader table : tables) {
      table.close();
    }
  }
}
