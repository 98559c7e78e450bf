package io.mallguard.training.history;

import io.mallguard.features.grouped.BlockSorter;
import io.mallguard.features.grouped.ColumnLog;
import io.mallguard.features.grouped.FamilyWork;
import io.mallguard.features.grouped.GroupedFold;
import io.mallguard.features.grouped.LogBlock;
import io.mallguard.features.grouped.LogSource;
import io.mallguard.features.grouped.PartFold;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.plan.Plan;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Computes the rows of a history on all cores: sorts the log by key, folds part by part, puts the
 * numbers back in the order of the log. The result does not depend on the number of threads. What
 * does not fit into memory lies in temporary files meanwhile. One owner thread.
 */
final class GroupedRun {
  /** Events of a block: its records are sorted within the processor's cache. */
  private static final int BLOCK_ROWS = 1 << 15;

  /** The same for so many events that pieces of a block's parts would be too small. */
  private static final int LARGE_BLOCK_ROWS = 1 << 16;

  private static final long MANY_EVENTS = 8_000_000;

  /** Of the heap at most one in so many bytes is for records; the matrix needs room as well. */
  private static final int HEAP_SHARE = 4;

  /** Of the heap all threads together hold one in so many bytes of records that lie in files. */
  private static final int HELD_SHARE = 32;

  private final EventFolder folder;
  private final Plan plan;
  private final Workers workers;
  private final int blockRows;
  private final GroupedFold.StoreFactory stores;

  private GroupedRun(
      EventFolder folder,
      Plan plan,
      Workers workers,
      int blockRows,
      GroupedFold.StoreFactory stores) {
    this.folder = folder;
    this.plan = plan;
    this.workers = workers;
    this.blockRows = blockRows;
    this.stores = stores;
  }

  /** A run on so many threads. */
  static GroupedRun of(EventFolder folder, Plan plan, int threads) {
    long events = folder.eventCount();
    long bytes = events * GroupedFold.bytesPerEvent(plan);
    long heap = Runtime.getRuntime().maxMemory();
    boolean fits = bytes < heap / HEAP_SHARE;
    Path temp = Path.of(System.getProperty("java.io.tmpdir"));
    return new GroupedRun(
        folder,
        plan,
        new Workers(threads),
        events > MANY_EVENTS ? LARGE_BLOCK_ROWS : BLOCK_ROWS,
        fits ? GroupedFold.inHeap() : GroupedFold.inFiles(temp, heap / HELD_SHARE / threads));
  }

  /** Receives the rows, family by family, then what is derived. */
  interface Sink {
    /** The events of a block, when the log is read for the first time; several blocks at once. */
    void events(int number, LogBlock block) throws IOException;

    /** The columns of a family are there, see {@link io.mallguard.features.grouped.Gather}. */
    void family(FamilyWork work, GroupedFold fold, Workers workers) throws IOException;

    /** All other columns are there. */
    void derived(DerivedColumns derived, Workers workers) throws IOException;
  }

  /** Computes all rows. */
  void run(Sink sink, ScoredEvents scored, Progress.Task progress) throws IOException {
    long events = folder.eventCount();
    try (GroupedFold fold = new GroupedFold(plan, events, blockRows, stores)) {
      int passes = fold.stages() + (fold.derives() ? 1 : 0);
      Steps steps = new Steps(progress, events, passes * events + fold.records(eventsOfTypes()));
      for (int stage = 1; stage <= fold.stages(); stage++) {
        List<FamilyWork> works = fold.begin(stage);
        pass(fold, stage == 1 ? sink : NOBODY, BlockSorter::sort, steps);
        for (FamilyWork work : works) {
          foldAll(work, steps);
          fold.folded(work);
          sink.family(work, fold, workers);
          if (!fold.keepsWhatIsRead()) {
            work.close();
          }
        }
      }
      derive(fold, sink, scored, steps);
      steps.end(events);
    }
  }

  private static final Sink NOBODY =
      new Sink() {
        @Override
        public void events(int number, LogBlock block) {}

        @Override
        public void family(FamilyWork work, GroupedFold fold, Workers workers) {}

        @Override
        public void derived(DerivedColumns derived, Workers workers) {}
      };

  /** What is done with a resolved block. */
  private interface BlockWork {
    void take(BlockSorter sorter, int number, LogBlock block) throws IOException;
  }

  private long[] eventsOfTypes() {
    return plan.types().stream().mapToLong(type -> folder.eventCount(type.type())).toArray();
  }

  private void pass(GroupedFold fold, Sink first, BlockWork work, Steps steps) throws IOException {
    try (LogSource log = ColumnLog.open(folder, plan)) {
      int blocks = (int) (folder.eventCount() / blockRows) + 1;
      Pass pass = new Pass(fold, log, first, work, steps);
      // While a block waits for a graph that is slow with another one, there is one more at hand.
      Workers some = fold.graphs() > 0 ? workers.more(1) : workers;
      some.forEach(
          blocks,
          () -> {
            BlockSorter sorter = fold.newSorter();
            LogBlock block = new LogBlock(blockRows);
            return piece -> pass.next(sorter, block);
          });
    }
  }

  /** One reading of the log, shared by all threads. */
  private static final class Pass {
    private final GroupedFold fold;
    private final LogSource log;
    private final Sink first;
    private final BlockWork work;
    private final Steps steps;
    private final Turns resolving = new Turns(1);
    private final Turns graphs;
    private int blocks;

    Pass(GroupedFold fold, LogSource log, Sink first, BlockWork work, Steps steps) {
      this.fold = fold;
      this.log = log;
      this.first = first;
      this.work = work;
      this.steps = steps;
      this.graphs = new Turns(fold.graphs());
    }

    /** Does the next block, if there is one. */
    void next(BlockSorter sorter, LogBlock block) throws IOException {
      boolean done = false;
      try {
        int number;
        synchronized (log) {
          number = log.next(block) ? blocks++ : -1;
        }
        if (number >= 0 && resolving.take(number, only -> sorter.resolve(number, block))) {
          take(sorter, number, block);
        }
        done = true;
      } finally {
        if (!done) {
          resolving.end();
          graphs.end();
        }
      }
    }

    private void take(BlockSorter sorter, int number, LogBlock block) throws IOException {
      if (first != NOBODY) {
        fold.log().add(number, block);
        first.events(number, block);
      }
      if (graphs.take(number, graph -> sorter.graph(graph, number, block))) {
        work.take(sorter, number, block);
        steps.sorted(block.rows());
      }
    }
  }

  /** The largest bundles first, so that the threads end together. */
  private void foldAll(FamilyWork work, Steps steps) throws IOException {
    List<Integer> bundles = new ArrayList<>(IntStream.range(0, work.bundles()).boxed().toList());
    bundles.sort(Comparator.comparingLong(work::records).reversed());
    workers.forEach(
        bundles.size(),
        () -> {
          PartFold fold = work.newFold();
          return piece -> {
            work.fold(bundles.get(piece), fold);
            steps.folded(work.records(bundles.get(piece)));
          };
        });
  }

  private void derive(GroupedFold fold, Sink sink, ScoredEvents scored, Steps steps)
      throws IOException {
    fold.begin(fold.stages() + 1);
    List<Integer> columns = fold.newSorter().derivedColumns();
    int[] starts = scored.starts();
    try (DerivedColumns derived =
        new DerivedColumns(columns, stores.create(starts.length), starts)) {
      if (fold.derives()) {
        pass(
            fold,
            NOBODY,
            (sorter, number, block) -> {
              double[][] into = new double[plan.columns().size()][];
              for (int column : columns) {
                into[column] = new double[fold.log().scored(number)];
              }
              sorter.derive(number, block, into, 0);
              derived.put(number, into);
            },
            steps);
      }
      scored.truncated(fold.truncated());
      sink.derived(derived, workers);
    }
  }

  /**
   * Turns what is done into events per second: sorting an event by one pass over the log, and
   * folding it in one family, are about as much work. Safe for use by many threads.
   */
  private static final class Steps {
    private final Progress.Task task;
    private final double perEvent;
    private double due;
    private long told;

    Steps(Progress.Task task, long events, long work) {
      this.task = task;
      this.perEvent = (double) events / Math.max(1, work);
    }

    void sorted(long events) {
      add(events);
    }

    void folded(long records) {
      add(records);
    }

    private synchronized void add(long pieces) {
      due += pieces * perEvent;
      long more = (long) due - told;
      if (more > 0) {
        task.stepBy(more);
        told += more;
      }
    }

    /** Rounding, and events that touch no family, leave a rest. */
    synchronized void end(long events) {
      if (events > told) {
        task.stepBy(events - told);
        told = events;
      }
    }
  }
}
