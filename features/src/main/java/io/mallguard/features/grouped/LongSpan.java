package io.mallguard.features.grouped;

/** Where a {@link SegmentStore} shows records; not to be changed. Reused. One owner thread. */
public final class LongSpan {
  private long[] copied = new long[0];
  private long[] array = copied;
  private int from;

  /** What holds the records. */
  long[] array() {
    return array;
  }

  /** Where the first of them starts. */
  int from() {
    return from;
  }

  /** They lie in an array of the store's. */
  void show(long[] own, int at) {
    array = own;
    from = at;
  }

  /** They are copied into the answer, from index 0 on. */
  long[] room(int longs) {
    copied = copied.length < longs ? new long[longs + longs / 8] : copied;
    show(copied, 0);
    return copied;
  }
}
