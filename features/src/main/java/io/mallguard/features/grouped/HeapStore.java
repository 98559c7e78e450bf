package io.mallguard.features.grouped;

import java.util.Arrays;
import java.util.Queue;

/** Keeps everything in heap. Blocks and ranges may be used by several threads at once. */
final class HeapStore implements SegmentStore {
  private static final long[] NO_RECORDS = {};
  private static final double[] NO_REALS = {};

  private final long[][] records;
  private final int[][] starts;
  private final double[][] reals;
  private final int[] realCounts;
  private final Queue<double[]> spare;

  /**
   * A place for so many blocks.
   *
   * @param spare arrays that stores which are closed have left for the next ones: fresh memory
   *     costs more than what is written there
   */
  HeapStore(int segments, Queue<double[]> spare) {
    this.records = new long[segments][];
    this.starts = new int[segments][];
    this.reals = new double[segments][];
    this.realCounts = new int[segments];
    this.spare = spare;
  }

  @Override
  public long roomBytes() {
    return 0;
  }

  @Override
  public void put(int segment, long[] ofSegment, int[] startsOfBundles, int realCount) {
    records[segment] = ofSegment;
    starts[segment] = startsOfBundles;
    realCounts[segment] = realCount;
  }

  @Override
  public void records(int segment, int bundle, LongSpan into) {
    into.show(records[segment], starts[segment][bundle]);
  }

  @Override
  public void dropRecords() {
    Arrays.fill(records, NO_RECORDS);
  }

  @Override
  public void putReals(int segment, int at, double[] from, int count) {
    System.arraycopy(from, 0, realsOf(segment), at, count);
  }

  @Override
  public double[] reals(int segment, int count, double[] unused) {
    return realsOf(segment);
  }

  /** Room for what is read, made when the first part comes to it: until then nobody needs it. */
  private double[] realsOf(int segment) {
    synchronized (reals) {
      double[] room = reals[segment];
      if (room == null) {
        double[] left = spare.poll();
        int count = realCounts[segment];
        room = left == null || left.length < count ? new double[count] : left;
        reals[segment] = room;
      }
      return room;
    }
  }

  @Override
  public void close() {
    dropRecords();
    for (int i = 0; i < reals.length; i++) {
      if (reals[i] != null && reals[i].length > 0) {
        spare.add(reals[i]);
      }
      reals[i] = NO_REALS;
    }
  }
}
