package io.mallguard.features.grouped;

import io.mallguard.features.event.Field;
import io.mallguard.features.fold.GraphState;
import io.mallguard.features.fold.LogStage;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.features.state.Memory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What each graph store of a spec costs over a log: processor time of one thread per store, told
 * again and again, so that growth shows; and how long the cycle searches take, edge by edge. Run as
 * {@code GraphCosts EVENTS_FOLDER SPEC_FILE MOST_EVENTS TELL_EVERY [STORE]} with the test classes
 * on the class path.
 */
final class GraphCosts {
  private static final int BLOCK_ROWS = 1 << 15;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Plan plan;
  private final List<Store> stores = new ArrayList<>();
  private final LogStage stage;
  private final long[] slots;
  private final double[] row;
  private long resolveNanos;

  private GraphCosts(Plan plan, int only) {
    this.plan = plan;
    this.stage = new LogStage(plan, new NoMarks());
    this.slots = new long[plan.types().stream().mapToInt(TypePlan::slots).max().orElse(0)];
    this.row = new double[plan.columns().size()];
    List<Column.Graph> columns = GraphState.columns(plan);
    TreeSet<Integer> numbers = new TreeSet<>(columns.stream().map(Column.Graph::store).toList());
    for (int number : numbers) {
      List<Column.Graph> own = columns.stream().filter(c -> c.store() == number).toList();
      if (only < 0 || only == number) {
        stores.add(new Store(plan, number, own));
      }
    }
  }

  public static void main(String[] args) throws IOException {
    EventFolder folder = EventFolder.open(Path.of(args[0]));
    FeatureSpec spec = SpecReader.read(Path.of(args[1]), folder.schema());
    int only = args.length > 4 ? Integer.parseInt(args[4]) : -1;
    GraphCosts costs = new GraphCosts(spec.plan(), only);
    costs.run(folder, Long.parseLong(args[2]), Long.parseLong(args[3]));
  }

  private void run(EventFolder folder, long most, long tellEvery) throws IOException {
    LogBlock block = new LogBlock(BLOCK_ROWS);
    long events = 0;
    long told = 0;
    try (LogSource log = ColumnLog.open(folder, plan)) {
      while (events < most && log.next(block)) {
        long before = THREADS.getCurrentThreadCpuTime();
        resolve(block);
        resolveNanos += THREADS.getCurrentThreadCpuTime() - before;
        stores.forEach(store -> store.run(block, slots, row));
        events += block.rows();
        if (events - told >= tellEvery) {
          tell(events, events - told);
          told = events;
        }
      }
    }
    tell(events, Math.max(1, events - told));
  }

  private void resolve(LogBlock block) {
    TypePlan[] types = plan.types().toArray(TypePlan[]::new);
    for (int i = 0; i < block.rows(); i++) {
      int type = block.type(i);
      copySlots(plan, block, i, slots);
      block.listsOf(i, types);
      stage.find(type, slots);
      block.putSlots(i, types[type].slots(), slots);
      stage.keep(type, slots, block);
    }
  }

  static void copySlots(Plan plan, LogBlock block, int row, long[] slots) {
    int count = plan.types().get(block.type(row)).slots();
    block.copySlots(row, count, slots);
    Arrays.fill(slots, count, slots.length, Field.ABSENT);
  }

  private void tell(long events, long since) {
    double all = stores.stream().mapToDouble(store -> store.nanos).sum() / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%,d events: graphs %.1f s, %.2f us per event; look-ups %.1f s%n",
        events,
        all,
        all * 1e6 / events,
        resolveNanos / 1e9);
    stores.forEach(store -> store.tell(events, since));
    System.out.flush();
  }

  /** One store with all columns read from it. */
  private static final class Store {
    private final Plan plan;
    private final String name;
    private final boolean isMoney;
    private final Memory memory = new Memory();
    private final GraphState state;
    private final Latencies searches = new Latencies();
    private final boolean[] asks;
    private long nanos;
    private long toldNanos;
    private long cut;

    Store(Plan plan, int number, List<Column.Graph> columns) {
      this.plan = plan;
      GraphStore store = plan.graph().get(number);
      String kind =
          store instanceof GraphStore.Ticked ticked
              ? ticked.job().getClass().getSimpleName()
              : store.getClass().getSimpleName();
      this.name = number + " " + kind + " " + columns.get(0).index();
      this.isMoney = store instanceof GraphStore.Money;
      this.state = new GraphState(plan, memory, columns);
      this.asks = new boolean[plan.types().size()];
      for (int type = 0; type < asks.length; type++) {
        asks[type] = state.columnIndexes(type).length > 0;
      }
    }

    void run(LogBlock block, long[] slots, double[] row) {
      long before = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < block.rows(); i++) {
        copySlots(plan, block, i, slots);
        if (isMoney && asks[block.type(i)]) {
          long from = System.nanoTime();
          step(block, i, slots, row);
          searches.add(System.nanoTime() - from);
        } else {
          step(block, i, slots, row);
        }
      }
      nanos += THREADS.getCurrentThreadCpuTime() - before;
    }

    private void step(LogBlock block, int i, long[] slots, double[] row) {
      int type = block.type(i);
      long now = slots[TypePlan.FOLD_TIME];
      boolean isCut = state.readBefore(type, now, slots, row);
      state.absorb(type, block.sequence(i), now, slots);
      isCut |= state.readAfter(type, now, slots, row);
      cut += isCut ? 1 : 0;
    }

    void tell(long events, long since) {
      System.out.printf(
          Locale.ROOT,
          "  %-14s %7.2f s, %.3f us per event, lately %.3f; %,d MB; cut %,d%s%n",
          name,
          nanos / 1e9,
          nanos / 1e3 / events,
          (nanos - toldNanos) / 1e3 / since,
          (memory.endAddress() * 8) >> 20,
          cut,
          isMoney ? "; per edge " + searches : "");
      toldNanos = nanos;
    }
  }

  /** A histogram of times, in steps of a sixteenth of an octave. */
  private static final class Latencies {
    private final long[] counts = new long[64 * 16];
    private long count;
    private long most;

    void add(long nanos) {
      long atLeast = Math.max(16, nanos);
      int octave = 63 - Long.numberOfLeadingZeros(atLeast);
      counts[octave * 16 + ((int) (atLeast >>> (octave - 4)) & 15)]++;
      count++;
      most = Math.max(most, nanos);
    }

    private double micros(double part) {
      long left = (long) (count * part);
      for (int i = 0; i < counts.length; i++) {
        left -= counts[i];
        if (left < 0) {
          return (17.0 + (i & 15)) * (1L << (i / 16)) / 16 / 1e3;
        }
      }
      return most / 1e3;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "(%,d) p50 %.1f, p99 %.1f, p99.9 %.1f, most %.0f us",
          count,
          micros(0.5),
          micros(0.99),
          micros(0.999),
          most / 1e3);
    }
  }

  private static final class NoMarks implements LogStage.MarkTarget {
    @Override
    public void mark(
        int family, int touch, long key, long id, long nowMillis, long[] slots, double[] row) {}

    @Override
    public void supersede(int family, int touch, long key, long id, long nowMillis) {}
  }
}
