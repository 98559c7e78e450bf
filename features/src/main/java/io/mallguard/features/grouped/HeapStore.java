package io.mallguard.features.grouped;

import java.util.Arrays;

/** Keeps everything in heap. Blocks and ranges may be used by several threads at once. */
final class HeapStore implements SegmentStore {
  private final long[][] records;
  private final double[][] reals;
  private final int[] realCounts;

  HeapStore(int segments) {
    this.records = new long[segments][];
    this.reals = new double[segments][];
    this.realCounts = new int[segments];
  }

  @Override
  public void put(int segment, long[] from, int longs, int realCount) {
    records[segment] = Arrays.copyOf(from, longs);
    realCounts[segment] = realCount;
  }

  @Override
  public void records(int segment, int fromLong, int longs, long[] into) {
    System.arraycopy(records[segment], fromLong, into, 0, longs);
  }

  @Override
  public void putReals(int segment, int at, double[] from, int count) {
    System.arraycopy(from, 0, realsOf(segment), at, count);
  }

  @Override
  public void reals(int segment, int count, double[] into) {
    System.arraycopy(realsOf(segment), 0, into, 0, count);
  }

  /** Room for what is read, made when the first part comes to it: until then nobody needs it. */
  private double[] realsOf(int segment) {
    synchronized (reals) {
      double[] room = reals[segment];
      if (room == null) {
        room = new double[realCounts[segment]];
        reals[segment] = room;
      }
      return room;
    }
  }

  @Override
  public void close() {
    Arrays.fill(records, new long[0]);
    Arrays.fill(reals, new double[0]);
  }
}
