package io.mallguard.features.fold;

import io.mallguard.features.graph.MoneyCycle;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.state.Memory;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * All graph stores of a plan, in one memory, and the columns read from them. The live fold and the
 * grouped one run the same: events come in the order of the log, resolved; of each the columns that
 * leave it out are read, then it is absorbed, then those that include it are read. One owner
 * thread.
 */
public final class GraphState {
  private final GraphPart[] parts;

  /* Per event type the parts that have something to do: most events concern few. */
  private final GraphPart[][] before;
  private final GraphPart[][] after;
  private final GraphPart[][] absorbing;
  private final boolean[] readsAfter;
  private final int[][] columnIndexes;
  private final int[] cycleColumns;

  /**
   * Stores that lie in a memory.
   *
   * @param memory empty, or as stores of the same plan left it
   */
  public GraphState(Plan plan, Memory memory) {
    this(plan, memory, columns(plan));
  }

  /**
   * The stores alone from which some columns are read.
   *
   * @param memory empty, or as the same stores of the same plan left it
   */
  public GraphState(Plan plan, Memory memory, List<Column.Graph> columns) {
    Roots roots = new Roots(memory);
    List<Integer> stores = columns.stream().map(Column.Graph::store).distinct().sorted().toList();
    this.parts =
        stores.stream()
            .map(store -> part(plan, store, memory, roots, of(store, columns)))
            .toArray(GraphPart[]::new);
    this.cycleColumns =
        columns.stream()
            .filter(column -> column.read() instanceof GraphRead.Cycle)
            .mapToInt(Column.Graph::index)
            .toArray();
    int types = plan.types().size();
    this.before = new GraphPart[types][];
    this.after = new GraphPart[types][];
    this.absorbing = new GraphPart[types][];
    this.columnIndexes = new int[types][];
    this.readsAfter = new boolean[types];
    for (int t = 0; t < types; t++) {
      int type = t;
      before[type] = parts(stores, store -> isRead(of(store, columns), type, false));
      after[type] = parts(stores, store -> isRead(of(store, columns), type, true));
      absorbing[type] = parts(stores, store -> isFed(plan.graph().get(store), type));
      readsAfter[type] = readsAfter(plan, type);
      columnIndexes[type] =
          columns.stream()
              .filter(column -> column.asks().get(type) != null)
              .mapToInt(Column.Graph::index)
              .toArray();
    }
  }

  private GraphPart[] parts(List<Integer> stores, IntPredicate which) {
    return IntStream.range(0, parts.length)
        .filter(i -> which.test(stores.get(i)))
        .mapToObj(i -> parts[i])
        .toArray(GraphPart[]::new);
  }

  private static boolean isRead(List<Column.Graph> columns, int eventType, boolean current) {
    return columns.stream()
        .anyMatch(
            column -> column.includeCurrent() == current && column.asks().get(eventType) != null);
  }

  private static boolean isFed(GraphStore store, int eventType) {
    return store.allFeeds().stream().anyMatch(feed -> feed.eventType() == eventType);
  }

  private static GraphPart part(
      Plan plan, int number, Memory memory, Roots roots, List<Column.Graph> columns) {
    GraphStore store = plan.graph().get(number);
    if (store instanceof GraphStore.Money money) {
      return new MoneyPart(money, memory, roots, columns);
    }
    if (store instanceof GraphStore.Linked linked) {
      return new ComponentPart(linked, memory, roots, columns);
    }
    if (store instanceof GraphStore.Wedged wedged) {
      return new WedgePart(wedged, memory, roots, columns);
    }
    if (store instanceof GraphStore.Related related) {
      return new RelatedPart(related, memory, roots, plan, columns);
    }
    if (store instanceof GraphStore.Ticked ticked) {
      return new TickedPart(ticked, memory, roots, columns);
    }
    return new BurstPart((GraphStore.Bursts) store, memory, roots, columns);
  }

  /** All columns of a plan that are read from graphs. */
  public static List<Column.Graph> columns(Plan plan) {
    return plan.columns().stream()
        .filter(Column.Graph.class::isInstance)
        .map(Column.Graph.class::cast)
        .toList();
  }

  private static List<Column.Graph> of(int store, List<Column.Graph> columns) {
    return columns.stream().filter(column -> column.store() == store).toList();
  }

  /** Whether events of a type have a column that includes them. */
  static boolean readsAfter(Plan plan, int eventType) {
    return columns(plan).stream()
        .anyMatch(column -> column.includeCurrent() && column.asks().get(eventType) != null);
  }

  /** Indexes of the columns that events of a type read here; not a copy. */
  public int[] columnIndexes(int eventType) {
    return columnIndexes[eventType];
  }

  boolean readsAfter(int eventType) {
    return readsAfter[eventType];
  }

  /**
   * Reads the columns of an event that leave it out. Must be called for every event: what is worked
   * out once per tick is worked out here.
   *
   * @param columns receives them; what the event does not ask stays as it is
   * @return whether a search ran out of its budget
   */
  public boolean readBefore(int eventType, long nowMillis, long[] slots, double[] columns) {
    for (GraphPart part : parts) {
      part.advance(nowMillis);
    }
    return read(eventType, false, nowMillis, slots, columns);
  }

  /** The same for columns that include it, once it is absorbed. */
  public boolean readAfter(int eventType, long nowMillis, long[] slots, double[] columns) {
    return readsAfter[eventType] && read(eventType, true, nowMillis, slots, columns);
  }

  private boolean read(
      int eventType, boolean current, long nowMillis, long[] slots, double[] columns) {
    boolean cut = false;
    for (GraphPart part : current ? after[eventType] : before[eventType]) {
      cut |= part.read(eventType, current, nowMillis, slots, columns);
    }
    return cut;
  }

  /** Takes an event in. */
  public void absorb(int eventType, long sequence, long nowMillis, long[] slots) {
    for (GraphPart part : absorbing[eventType]) {
      part.absorb(eventType, sequence, nowMillis, slots);
    }
  }

  /** The cycle that a column of the last event was read from, if there was one. */
  Optional<MoneyCycle> cycle(int column) {
    for (GraphPart part : parts) {
      Optional<MoneyCycle> cycle = part.cycle(column);
      if (cycle.isPresent()) {
        return cycle;
      }
    }
    return Optional.empty();
  }

  /** The same of the first column that has one. */
  Optional<MoneyCycle> cycle() {
    for (int column : cycleColumns) {
      Optional<MoneyCycle> cycle = cycle(column);
      if (cycle.isPresent()) {
        return cycle;
      }
    }
    return Optional.empty();
  }
}
