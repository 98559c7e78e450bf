package io.mallguard.features.grouped;

import java.io.IOException;
import java.util.List;

/**
 * Some columns of all scored events, kept block by block. Blocks may be put, and read once they
 * are, by several threads.
 */
public final class KeptColumns implements AutoCloseable {
  private static final long[] NO_RECORDS = {};
  private static final int[] NO_BUNDLES = {0};

  private final List<Integer> columns;
  private final SegmentStore store;

  /**
   * Nothing kept yet.
   *
   * @param columns their indexes in the plan
   * @param store where they lie
   */
  public KeptColumns(List<Integer> columns, SegmentStore store) {
    this.columns = List.copyOf(columns);
    this.store = store;
  }

  /** Indexes of the columns in the plan. */
  public List<Integer> columns() {
    return columns;
  }

  /**
   * Keeps a block's columns.
   *
   * @param values per column of the plan an array that begins with the values of the block's scored
   *     events
   * @param rows how many scored events the block has
   */
  public void put(int block, double[][] values, int rows) throws IOException {
    store.put(block, NO_RECORDS, NO_BUNDLES, rows * columns.size());
    for (int i = 0; i < columns.size(); i++) {
      store.putReals(block, i * rows, values[columns.get(i)], rows);
    }
  }

  /** Something to read them with, one per thread. */
  public Reader reader() {
    return new Reader();
  }

  /** Reads block after block. One owner thread. */
  public final class Reader {
    private double[] spare = new double[0];

    private Reader() {}

    /**
     * Copies a block's columns.
     *
     * @param rows as when they were put
     * @param into per column of the plan an array that receives its values
     * @param at where in the arrays the block's first scored event goes
     */
    public void read(int block, int rows, double[][] into, int at) throws IOException {
      if (columns.isEmpty()) {
        return;
      }
      double[] kept = store.reals(block, rows * columns.size(), spare);
      for (int i = 0; i < columns.size(); i++) {
        System.arraycopy(kept, i * rows, into[columns.get(i)], at, rows);
      }
      spare = kept;
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
