package io.mallguard.training.history;

import io.mallguard.features.grouped.FamilyWork;
import io.mallguard.features.grouped.Gather;
import io.mallguard.features.grouped.GroupedFold;
import io.mallguard.features.grouped.LogBlock;
import java.io.IOException;
import java.util.List;

/** Takes all columns into memory. */
final class MatrixSink implements GroupedRun.Sink {
  private static final double[] NOT_THERE = {};

  private final ScoredEvents scored;
  private final int rowSize;
  private final double[][] columns;

  MatrixSink(ScoredEvents scored, int planColumns, int rowSize) {
    this.scored = scored;
    this.rowSize = rowSize;
    this.columns = new double[planColumns][0];
  }

  /** The columns of the row. */
  double[][] columns() {
    double[][] ofRow = new double[rowSize][];
    System.arraycopy(columns, 0, ofRow, 0, rowSize);
    return ofRow;
  }

  @Override
  public void events(int number, LogBlock block) {
    scored.add(number, block);
  }

  @Override
  public void family(FamilyWork work, GroupedFold fold, Workers workers) throws IOException {
    int[] starts = scored.starts();
    allocate(work.columns(), workers);
    workers.forEach(
        starts.length - 1,
        () -> {
          Gather gather = new Gather();
          return block -> gather.scored(work, fold.log(), block, columns, starts[block]);
        });
    for (int column : work.columns()) {
      columns[column] = column < rowSize ? columns[column] : NOT_THERE;
    }
  }

  /** By all threads: fresh memory takes a good part of the time. */
  private void allocate(List<Integer> wanted, Workers workers) throws IOException {
    int[] starts = scored.starts();
    int rows = starts[starts.length - 1];
    workers.forEach(wanted.size(), () -> piece -> columns[wanted.get(piece)] = new double[rows]);
  }

  @Override
  public void derived(DerivedColumns derived, Workers workers) throws IOException {
    int[] starts = scored.starts();
    allocate(derived.columns(), workers);
    derived.copy(new RowGroups.Group(0, starts.length - 1, starts[starts.length - 1]), columns);
  }
}
