package io.mallguard.features.grouped;

import java.io.IOException;

/**
 * Keeps the records of one family, block by block, and what was read for them. Blocks may be put,
 * and different ranges read and written, by several threads at once.
 */
public interface SegmentStore extends AutoCloseable {
  /**
   * How many bytes one thread may hold so that a bundle's records are fetched once for all parts
   * among them; 0 if fetching costs nothing.
   */
  long roomBytes();

  /**
   * Keeps the records of a block and makes room for the numbers that will be read.
   *
   * @param records not copied, must not be changed afterwards
   * @param starts per bundle of parts its first long; then the end
   */
  void put(int segment, long[] records, int[] starts, int reals) throws IOException;

  /**
   * Shows the records of a bundle.
   *
   * @param into where they can be read until the next call
   */
  void records(int segment, int bundle, LongSpan into) throws IOException;

  /** Forgets all records, what was read for them stays. */
  void dropRecords() throws IOException;

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
