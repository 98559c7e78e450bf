package io.mallguard.features.grouped;

import io.mallguard.features.fold.LogStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The marks that the events of a block set on earlier ones, in order. One owner thread. */
final class LogMarks implements LogStage.MarkTarget {
  private final List<OnEntry> marks = new ArrayList<>();
  private int row;

  /**
   * A mark on an entry of an earlier event.
   *
   * @param row the row of the block that sets it
   */
  record OnEntry(
      int row, int family, int touch, long key, long id, long nowMillis, Values values) {}

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
    marks.add(new OnEntry(row, family, touch, key, id, nowMillis, values));
  }
}
