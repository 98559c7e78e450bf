package io.mallguard.training.history;

import io.mallguard.features.grouped.SegmentStore;
import java.io.IOException;
import java.util.List;

/**
 * The derived columns of all scored events, kept block by block. Blocks may be put by several
 * threads.
 */
final class DerivedColumns implements AutoCloseable {
  private static final long[] NO_RECORDS = {};
  private static final int[] NO_BUNDLES = {0};

  private final List<Integer> columns;
  private final SegmentStore store;
  private final int[] starts;

  DerivedColumns(List<Integer> columns, SegmentStore store, int[] starts) {
    this.columns = columns;
    this.store = store;
    this.starts = starts;
  }

  /** Indexes of the columns in the plan. */
  List<Integer> columns() {
    return columns;
  }

  /** Keeps a block's columns, which start at index 0 of their arrays. */
  void put(int block, double[][] values) throws IOException {
    int rows = starts[block + 1] - starts[block];
    store.put(block, NO_RECORDS, NO_BUNDLES, rows * columns.size());
    for (int i = 0; i < columns.size(); i++) {
      store.putReals(block, i * rows, values[columns.get(i)], rows);
    }
  }

  /** Copies the columns of a group to the start of their arrays. */
  void copy(RowGroups.Group group, double[][] into) throws IOException {
    if (columns.isEmpty()) {
      return;
    }
    double[] block = new double[0];
    int at = 0;
    for (int b = group.fromBlock(); b < group.toBlock(); b++) {
      int rows = starts[b + 1] - starts[b];
      block = store.reals(b, rows * columns.size(), block);
      for (int i = 0; i < columns.size(); i++) {
        System.arraycopy(block, i * rows, into[columns.get(i)], at, rows);
      }
      at += rows;
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
