package io.mallguard.features.grouped;

import java.io.IOException;

/**
 * Keeps the records of one family, block by block, and what was read for them. Blocks may be put,
 * and different ranges read and written, by several threads at once.
 */
public interface SegmentStore extends AutoCloseable {
  /** Makes room for a block: its records, and later the numbers read. */
  void put(int segment, long[] records, int longs, int reals) throws IOException;

  /** Copies records. */
  void records(int segment, int fromLong, int longs, long[] into) throws IOException;

  /** Keeps numbers read. */
  void putReals(int segment, int at, double[] from, int count) throws IOException;

  /** Copies all numbers read in a block. */
  void reals(int segment, int count, double[] into) throws IOException;

  @Override
  void close() throws IOException;
}
