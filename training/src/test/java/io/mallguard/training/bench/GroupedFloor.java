package io.mallguard.training.bench;

import io.mallguard.features.grouped.BlockSorter;
import io.mallguard.features.grouped.ColumnLog;
import io.mallguard.features.grouped.FamilyWork;
import io.mallguard.features.grouped.GroupedFold;
import io.mallguard.features.grouped.LogBlock;
import io.mallguard.features.grouped.PartFold;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.plan.Plan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The grouped fold without its matrix, in one thread: sorting and folding measured apart. */
final class GroupedFloor {
  private static final int BLOCK_ROWS = 1 << 15;

  private final EventFolder folder;
  private final Plan plan;

  GroupedFloor(EventFolder folder, Plan plan) {
    this.folder = folder;
    this.plan = plan;
  }

  void run() throws IOException {
    once();
    double[] seconds = once();
    System.out.printf(Locale.ROOT, "RESULT grouped_sort cpu=%.3f%n", seconds[0]);
    System.out.printf(Locale.ROOT, "RESULT grouped_fold cpu=%.3f%n", seconds[1]);
  }

  private double[] once() throws IOException {
    long events = folder.eventCount();
    double start = cpuSeconds();
    try (GroupedFold fold = new GroupedFold(plan, events, BLOCK_ROWS, GroupedFold.inHeap())) {
      var works = fold.begin(1);
      BlockSorter sorter = fold.newSorter();
      LogBlock block = new LogBlock(BLOCK_ROWS);
      try (ColumnLog log = ColumnLog.open(folder, plan)) {
        for (int number = 0; log.next(block); number++) {
          fold.log().add(number, block);
          sorter.sort(number, block);
        }
      }
      double sorted = cpuSeconds();
      for (FamilyWork work : works) {
        PartFold parts = work.newFold();
        for (int bundle = 0; bundle < work.bundles(); bundle++) {
          work.fold(bundle, parts);
        }
        work.close();
      }
      return new double[] {sorted - start, cpuSeconds() - sorted};
    }
  }

  private static double cpuSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }
}
