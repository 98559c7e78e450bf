package io.mallguard.features.grouped;

import java.io.IOException;

/**
 * Keeps the records of one family, block by block, and what was read for them. Blocks may be put,
 * and different ranges read and written, by several threads at once.
 */
public interface SegmentStore extends AutoCloseable {
  /**
   * Keeps the records of a block and makes room for the numbers that will be read.
   *
   * @param records not copied, must not be changed afterwards
   */
  void put(int segment, long[] records, int reals) throws IOException;

  /**
   * Shows records.
   *
   * @param into where they can be read until the next call
   */
  void records(int segment, int fromLong, int longs, LongSpan into) throws IOException;

  /** Keeps numbers read. */
  void putReals(int segment, int at, double[] from, int count) throws IOException;

  /**
   * Shows all numbers read in a block, from index 0 on.
   *
   * @param spare may receive them
   * @return what holds them, not to be changed: the spare array, a larger one, or the store's own
   */
  double[] reals(int segment, int count, double[] spare) throws IOException;

  @Override
  void close() throws IOException;
}
