package io.mallguard.training.history;

import io.mallguard.features.grouped.KeptColumns;
import io.mallguard.features.grouped.SegmentStore;
import java.io.IOException;
import java.util.List;

/**
 * The derived columns of all scored events, kept block by block, copied row group by row group.
 * Blocks may be put by several threads.
 */
final class DerivedColumns implements AutoCloseable {
  private final KeptColumns kept;
  private final int[] starts;

  DerivedColumns(List<Integer> columns, SegmentStore store, int[] starts) {
    this.kept = new KeptColumns(columns, store);
    this.starts = starts;
  }

  /** Indexes of the columns in the plan. */
  List<Integer> columns() {
    return kept.columns();
  }

  /** Keeps a block's columns, which start at index 0 of their arrays. */
  void put(int block, double[][] values) throws IOException {
    kept.put(block, values, starts[block + 1] - starts[block]);
  }

  /** Copies the columns of a group to the start of their arrays. */
  void copy(RowGroups.Group group, double[][] into) throws IOException {
    KeptColumns.Reader reader = kept.reader();
    int at = 0;
    for (int block = group.fromBlock(); block < group.toBlock(); block++) {
      int rows = starts[block + 1] - starts[block];
      reader.read(block, rows, into, at);
      at += rows;
    }
  }

  @Override
  public void close() throws IOException {
    kept.close();
  }
}
