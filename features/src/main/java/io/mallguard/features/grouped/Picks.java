package io.mallguard.features.grouped;

/**
 * Which numbers of a block go to which rows, for the columns of one operation: noted row by row,
 * moved column by column. So the numbers of many rows, which lie far apart, are fetched at once,
 * and are in the processor's cache for all columns but the first. One owner thread.
 */
final class Picks {
  /** At once: so that what is fetched for so many rows stays in the cache. */
  private static final int ROWS = 2048;

  private final double[][] columns;
  private final int[] rows = new int[ROWS];
  private final int[] from = new int[ROWS];
  private int count;

  /**
   * Nothing noted yet.
   *
   * @param columns receive what lies one behind the other from where an event's numbers start;
   *     none, or one without room, if nobody wants them
   */
  Picks(double[][] columns) {
    this.columns = columns;
  }

  /** Notes a row. */
  void add(int row, int start, double[] numbers) {
    if (count == ROWS) {
      move(numbers);
    }
    rows[count] = row;
    from[count++] = start;
  }

  /** Moves what was noted. */
  void move(double[] numbers) {
    for (int c = 0; c < columns.length; c++) {
      double[] column = columns[c];
      int wanted = column.length == 0 ? 0 : count;
      for (int i = 0; i < wanted; i++) {
        column[rows[i]] = numbers[from[i] + c];
      }
    }
    count = 0;
  }
}
