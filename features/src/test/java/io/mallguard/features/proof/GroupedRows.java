package io.mallguard.features.proof;

import io.mallguard.features.grouped.BlockSorter;
import io.mallguard.features.grouped.ColumnLog;
import io.mallguard.features.grouped.FamilyWork;
import io.mallguard.features.grouped.Gather;
import io.mallguard.features.grouped.GroupedFold;
import io.mallguard.features.grouped.LogBlock;
import io.mallguard.features.grouped.LogSource;
import io.mallguard.features.grouped.PartFold;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.plan.Plan;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/** Runs the grouped fold in one thread with blocks and parts of any size. */
public final class GroupedRows {
  private static final int MAX_ENTRIES = 1 << 20;

  private final EventFolder folder;
  private final Plan plan;
  private final int blockRows;
  private final double[][] columns;
  private final BitSet truncated = new BitSet();
  private int[] starts = {0};

  private GroupedRows(EventFolder folder, Plan plan, int blockRows) {
    this.folder = folder;
    this.plan = plan;
    this.blockRows = blockRows;
    this.columns = new double[plan.columns().size()][(int) folder.eventCount()];
  }

  /** Columns of all scored events in the order of the log. */
  public static double[][] of(
      EventFolder folder, Plan plan, int blockRows, int partBits, GroupedFold.StoreFactory stores)
      throws IOException {
    return of(folder, plan, blockRows, partBits, stores, MAX_ENTRIES).columns;
  }

  /** The same with a bound of one's own, and which rows are truncated. */
  public static GroupedRows of(
      EventFolder folder,
      Plan plan,
      int blockRows,
      int partBits,
      GroupedFold.StoreFactory stores,
      int maxEntries)
      throws IOException {
    GroupedRows rows = new GroupedRows(folder, plan, blockRows);
    try (GroupedFold fold =
        new GroupedFold(plan, folder.eventCount(), blockRows, stores, partBits, maxEntries)) {
      rows.run(fold);
    }
    return rows;
  }

  /** A column of a row. */
  public double at(int row, int column) {
    return columns[column][row];
  }

  /** Whether a row is truncated. */
  public boolean isTruncated(int row) {
    return truncated.get(row);
  }

  private void run(GroupedFold fold) throws IOException {
    Arrays.stream(columns).forEach(column -> Arrays.fill(column, Double.NaN));
    for (int stage = 1; stage <= fold.stages(); stage++) {
      var works = fold.begin(stage);
      pass(fold, stage == 1, false);
      for (FamilyWork work : works) {
        PartFold parts = work.newFold();
        for (int bundle = work.bundles() - 1; bundle >= 0; bundle--) {
          work.fold(bundle, parts);
        }
        fold.folded(work);
        Gather gather = new Gather();
        for (int block = fold.log().blocks() - 1; block >= 0; block--) {
          gather.scored(work, fold.log(), block, columns, starts[block]);
        }
      }
    }
    if (fold.derives()) {
      fold.begin(fold.stages() + 1);
      pass(fold, false, true);
    }
    for (int block = 0; block < fold.log().blocks(); block++) {
      for (int row = starts[block]; row < starts[block + 1]; row++) {
        truncated.set(row, fold.truncated().has(block, row - starts[block]));
      }
    }
  }

  private void pass(GroupedFold fold, boolean first, boolean last) throws IOException {
    BlockSorter sorter = fold.newSorter();
    LogBlock block = new LogBlock(blockRows);
    try (LogSource log = ColumnLog.open(folder, plan)) {
      for (int number = 0; log.next(block); number++) {
        sorter.resolve(number, block);
        if (first) {
          fold.log().add(number, block);
          starts = Arrays.copyOf(starts, number + 2);
          starts[number + 1] = starts[number] + fold.log().scored(number);
        }
        for (int graph = 0; graph < fold.graphs(); graph++) {
          sorter.graph(graph, number, block);
        }
        if (last) {
          sorter.derive(number, block, columns, starts[number]);
        } else {
          sorter.sort(number, block);
        }
      }
    }
  }
}
