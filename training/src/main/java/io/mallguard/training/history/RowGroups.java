package io.mallguard.training.history;

import java.util.ArrayList;
import java.util.List;

/** Consecutive blocks of the log whose scored events make one row group of a file. */
final class RowGroups {
  /** A group is closed once it has so many rows: enough for a good dictionary. */
  private static final int ROWS = 1 << 18;

  /**
   * A group.
   *
   * @param fromBlock its first block
   * @param toBlock the block after its last
   * @param rows its scored events
   */
  record Group(int fromBlock, int toBlock, int rows) {}

  private RowGroups() {}

  /**
   * The groups of a log.
   *
   * @param starts see {@link ScoredEvents#starts()}
   */
  static List<Group> of(int[] starts) {
    List<Group> groups = new ArrayList<>();
    int from = 0;
    for (int block = 1; block < starts.length; block++) {
      int rows = starts[block] - starts[from];
      if (rows >= ROWS || (block == starts.length - 1 && rows > 0)) {
        groups.add(new Group(from, block, rows));
        from = block;
      }
    }
    return groups;
  }
}
