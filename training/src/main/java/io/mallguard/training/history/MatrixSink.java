package io.mallguard.training.history;

import io.mallguard.features.grouped.FamilyWork;
import io.mallguard.features.grouped.Gather;
import io.mallguard.features.grouped.GroupedFold;
import io.mallguard.features.grouped.LogBlock;
import java.io.IOException;

/** Takes all columns into memory. */
final class MatrixSink implements GroupedRun.Sink {
  private final int rows;
  private final double[][] columns;

  MatrixSink(int rows, int columns) {
    this.rows = rows;
    this.columns = new double[columns][];
  }

  double[][] columns() {
    return columns;
  }

  @Override
  public void events(int number, LogBlock block) {}

  @Override
  public void family(FamilyWork work, GroupedFold fold, Workers workers) throws IOException {
    for (int column : work.columns()) {
      columns[column] = new double[rows];
    }
    int blocks = fold.log().blocks();
    int[] starts = new int[blocks + 1];
    for (int block = 0; block < blocks; block++) {
      starts[block + 1] = starts[block] + fold.log().scored(block);
    }
    workers.forEach(
        blocks,
        () -> {
          Gather gather = new Gather();
          return block -> gather.scored(work, fold.log(), block, columns, starts[block]);
        });
  }
}
