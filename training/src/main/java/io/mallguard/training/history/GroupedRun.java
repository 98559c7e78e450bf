package io.mallguard.training.history;

import io.mallguard.features.event.EventType;
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
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Computes the rows of a history on all cores: sorts the log by key, folds part by part, puts the
 * numbers back in the order of the log. The result does not depend on the number of threads. One
 * owner thread.
 */
final class GroupedRun {
  /** Events of a block: its records are sorted within the processor's cache. */
  private static final int BLOCK_ROWS = 1 << 15;

  private final EventFolder folder;
  private final Plan plan;
  private final Workers workers;

  GroupedRun(EventFolder folder, Plan plan, int threads) {
    this.folder = folder;
    this.plan = plan;
    this.workers = new Workers(threads);
  }

  /** Receives the rows, family by family. */
  interface Sink {
    /** The events of a block; several blocks at once. */
    void events(int number, LogBlock block) throws IOException;

    /** The columns of a family are there, see {@link Gather}. */
    void family(FamilyWork work, GroupedFold fold, Workers workers) throws IOException;
  }

  void run(Sink sink, Progress.Task progress) throws IOException {
    long events = folder.eventCount();
    try (GroupedFold fold = new GroupedFold(plan, events, BLOCK_ROWS, GroupedFold.inHeap())) {
      for (int stage = 1; stage <= fold.stages(); stage++) {
        List<FamilyWork> works = fold.begin(stage);
        sort(fold, stage == 1, sink);
        for (FamilyWork work : works) {
          foldParts(work);
          sink.family(work, fold, workers);
          if (!fold.keepsWhatIsRead()) {
            work.close();
          }
        }
      }
    }
  }

  private void sort(GroupedFold fold, boolean first, Sink sink) throws IOException {
    try (LogSource log = ColumnLog.open(folder, plan)) {
      int blocks = (int) (folder.eventCount() / BLOCK_ROWS) + 1;
      int[] next = {0};
      workers.forEach(
          blocks,
          () -> {
            BlockSorter sorter = fold.newSorter();
            LogBlock block = new LogBlock(BLOCK_ROWS);
            return piece -> {
              int number;
              synchronized (log) {
                number = next[0]++;
                if (!log.next(block)) {
                  return;
                }
              }
              if (first) {
                fold.log().add(number, block);
                sink.events(number, block);
              }
              sorter.sort(number, block);
            };
          });
    }
  }

  /** The largest parts first, so that the threads end together. */
  private void foldParts(FamilyWork work) throws IOException {
    List<Integer> parts = new ArrayList<>(IntStream.range(0, work.parts()).boxed().toList());
    parts.sort(Comparator.comparingLong(work::records).reversed());
    workers.forEach(
        parts.size(),
        () -> {
          PartFold fold = work.newFold();
          return piece -> work.fold(parts.get(piece), fold);
        });
  }

  long scoredEvents() {
    return folder.schema().eventTypes().stream()
        .filter(EventType::scored)
        .mapToLong(folder::eventCount)
        .sum();
  }
}
