package io.mallguard.features.grouped;

import io.mallguard.features.fold.LogStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The marks that the events of a block set on earlier ones, in order. One owner thread. */
final class LogMarks implements LogStage.MarkTarget {
  private static final Values NOTHING = new Values(new long[0], new double[0]);

  private final List<OnEntry> marks = new ArrayList<>();
  private int row;

  /**
   * A mark on an entry of an earlier event.
   *
   * @param row the row of the block that sets it
   * @param supersedes whether the entry is taken back; else its conditions are evaluated again
   */
  record OnEntry(
      int row,
      boolean supersedes,
      int family,
      int touch,
      long key,
      long id,
      long nowMillis,
      Values values) {}

  /** What the earlier event's conditions read. The arrays are never written. */
  static final class Values {
    final long[] slots;
    final double[] columns;

    Values(long[] slots, double[] columns) {
      this.slots = slots;
      this.columns = columns;
    }
  }

  void clear() {
    marks.clear();
  }

  /** What comes next is set by a row. */
  void at(int ofBlock) {
    row = ofBlock;
  }

  List<OnEntry> all() {
    return marks;
  }

  @Override
  public void mark(
      int family, int touch, long key, long id, long nowMillis, long[] slots, double[] columns) {
    Values values =
        new Values(Arrays.copyOf(slots, slots.length), Arrays.copyOf(columns, columns.length));
    marks.add(new OnEntry(row, false, family, touch, key, id, nowMillis, values));
  }

  @Override
  public void supersede(int family, int touch, long key, long id, long nowMillis) {
    marks.add(new OnEntry(row, true, family, touch, key, id, nowMillis, NOTHING));
  }
}
