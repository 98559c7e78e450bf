package io.mallguard.features.grouped;

import io.mallguard.features.fold.LogStage;
import io.mallguard.features.plan.TypePlan;
import java.util.Arrays;

/**
 * Consecutive events of the log with the slots that expressions read, one behind the other. Reused.
 * One owner thread.
 *
 * <pre>
 * row: the slots of its type, then per list of the type: number of elements, elements
 * </pre>
 */
public final class LogBlock implements LogStage.Lists {
  private final int capacity;
  private final int[] types;
  private final long[] sequences;
  private final int[] starts;
  private long[] data;
  private int rows;
  private int listRow;
  private TypePlan[] listTypes = new TypePlan[0];
  private final LogMarks marks = new LogMarks();

  /** A block for so many events. */
  public LogBlock(int capacity) {
    this.capacity = capacity;
    this.types = new int[capacity];
    this.sequences = new long[capacity];
    this.starts = new int[capacity + 1];
    this.data = new long[capacity * 16];
  }

  /** Forgets all rows. */
  public void clear() {
    rows = 0;
    marks.clear();
  }

  /** Most rows. */
  public int capacity() {
    return capacity;
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /**
   * Adds a row.
   *
   * @param longs its slots, and what its lists need
   * @return where its slots start in {@link #data()}
   */
  public int add(int type, long sequence, int longs) {
    int start = starts[rows];
    if (data.length - start < longs) {
      data = Arrays.copyOf(data, Math.max(data.length * 2, start + longs));
    }
    types[rows] = type;
    sequences[rows] = sequence;
    starts[++rows] = start + longs;
    return start;
  }

  /** The slots of all rows; valid until the next {@link #add}. */
  public long[] data() {
    return data;
  }

  /** Index of a row's event type. */
  public int type(int row) {
    return types[row];
  }

  /** A row's place in the log. */
  public long sequence(int row) {
    return sequences[row];
  }

  /** Where a row's slots start. */
  public int start(int row) {
    return starts[row];
  }

  /** A row's fold time, epoch milliseconds. */
  public long foldTimeMillis(int row) {
    return data[starts[row] + TypePlan.FOLD_TIME];
  }

  /** When a row's event happened, epoch milliseconds. */
  public long occurredAtMillis(int row) {
    return data[starts[row] + TypePlan.OCCURRED_AT];
  }

  /** Where a list of a row starts: the number of its elements, then their fields. */
  int listStart(int row, TypePlan type, int list) {
    int at = starts[row] + type.slots();
    for (int i = 0; i < list; i++) {
      at += 1 + (int) data[at] * type.type().lists().get(i).fields().size();
    }
    return at;
  }

  LogMarks marks() {
    return marks;
  }

  /** {@link #count} and {@link #copy} now speak of a row. */
  void listsOf(int row, TypePlan[] types) {
    listRow = row;
    listTypes = types;
  }

  @Override
  public int count(int list) {
    return (int) data[listStart(listRow, listTypes[types[listRow]], list)];
  }

  @Override
  public void copy(int list, int element, long[] into, int at) {
    TypePlan type = listTypes[types[listRow]];
    int fields = type.type().lists().get(list).fields().size();
    int start = listStart(listRow, type, list) + 1 + element * fields;
    System.arraycopy(data, start, into, at, fields);
  }

  /** Puts back a row's slots, with what look-ups attached. */
  void putSlots(int row, int count, long[] from) {
    System.arraycopy(from, 0, data, starts[row], count);
  }

  /** Copies a row's slots. */
  public void copySlots(int row, int count, long[] into) {
    System.arraycopy(data, starts[row], into, 0, count);
  }
}
