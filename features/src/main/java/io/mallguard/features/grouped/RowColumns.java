package io.mallguard.features.grouped;

import io.mallguard.features.expression.Real;
import io.mallguard.features.fold.GraphState;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of all stages before one that somebody asks for, for the events of a block: put back
 * in the order of the log, and derived. Reused for block after block. One owner thread.
 */
final class RowColumns {
  private final LogIndex log;
  private final List<FamilyWork> works;
  private final int[] gathered;
  private final int[] ofGraph;
  private final @Nullable KeptColumns kept;
  private final OfType[] types;
  private final Gather gather = new Gather();
  private final double[][] columns;
  private final double[] none;

  /** Whether there is only room for scored events: the last pass, in which nobody asks others. */
  private final boolean scoredOnly;

  /** What events of one type can have: most columns are of few types. */
  private static final class OfType {
    private final int[] stored;
    private final int[] derived;
    private final Real[] values;
    private final double[] row;

    OfType(int type, List<Column> all, int columns) {
      this.stored = all.stream().filter(c -> isStored(c, type)).mapToInt(Column::index).toArray();
      List<Column.Derived> computed = new ArrayList<>();
      List<Real> expressions = new ArrayList<>();
      for (Column column : all) {
        Real value = column instanceof Column.Derived it ? it.values().get(type) : null;
        if (value != null) {
          computed.add((Column.Derived) column);
          expressions.add(value);
        }
      }
      this.derived = computed.stream().mapToInt(Column.Derived::index).toArray();
      this.values = expressions.toArray(Real[]::new);
      this.row = new double[columns];
      Arrays.fill(row, Double.NaN);
    }

    private static boolean isStored(Column column, int type) {
      return (column instanceof Column.Aggregate aggregate && aggregate.touches().get(type) >= 0)
          || (column instanceof Column.Graph graph && graph.asks().get(type) != null);
    }
  }

  /**
   * Columns of the stages before one.
   *
   * @param works all families' work of these stages, done
   * @param ofGraph the columns read from graphs meanwhile, or kept
   * @param kept what graphs say that is worked out before the last pass, if anything is
   * @param scoredOnly whether places are those among the scored events of a block, not among all
   */
  RowColumns(
      Plan plan,
      int beforeStage,
      LogIndex log,
      List<FamilyWork> works,
      List<Column.Graph> ofGraph,
      @Nullable KeptColumns kept,
      boolean scoredOnly) {
    this.log = log;
    this.kept = kept;
    this.scoredOnly = scoredOnly;
    BitSet asked = asked(plan, beforeStage, scoredOnly);
    this.works = works.stream().filter(w -> w.columns().stream().anyMatch(asked::get)).toList();
    this.gathered =
        works.stream()
            .flatMap(w -> w.columns().stream())
            .filter(asked::get)
            .mapToInt(c -> c)
            .toArray();
    this.ofGraph = ofGraph.stream().mapToInt(Column::index).toArray();
    int all = plan.columns().size();
    List<Column> wanted = new ArrayList<>();
    IntStream.concat(Arrays.stream(gathered), Arrays.stream(this.ofGraph))
        .forEach(index -> wanted.add(plan.columns().get(index)));
    for (int index : plan.order()) {
      if (plan.columns().get(index) instanceof Column.Derived column
          && column.stage() < beforeStage
          && asked.get(index)) {
        wanted.add(column);
      }
    }
    this.types =
        IntStream.range(0, plan.types().size())
            .mapToObj(type -> new OfType(type, wanted, all))
            .toArray(OfType[]::new);
    this.columns = new double[all][0];
    this.none = new double[all];
    Arrays.fill(none, Double.NaN);
  }

  /**
   * What is asked for, and what that is computed from: in the last pass the derived columns of the
   * row, before it what the stage's lanes freeze and what is kept for marks.
   */
  private static BitSet asked(Plan plan, int stage, boolean isLast) {
    BitSet asked = new BitSet();
    for (Column column : plan.columns()) {
      if (isLast && column instanceof Column.Derived && column.index() < plan.rowSize()) {
        ask(plan, column.index(), asked);
      } else if (column instanceof Column.Aggregate && column.stage() == stage) {
        column.reads().forEach(read -> ask(plan, read, asked));
      }
    }
    for (TypePlan type : plan.types()) {
      type.subject().forEach(s -> s.columns().forEach(column -> ask(plan, column, asked)));
    }
    return asked;
  }

  private static void ask(Plan plan, int index, BitSet asked) {
    boolean isNew = !asked.get(index);
    asked.set(index);
    if (isNew && plan.columns().get(index) instanceof Column.Derived derived) {
      derived.reads().forEach(read -> ask(plan, read, asked));
    }
  }

  void start(int block, LogBlock events) throws IOException {
    makeRoom(gathered, events);
    startGraph(events);
    if (scoredOnly && kept != null) {
      kept.reader().read(block, log.scored(block), columns, 0);
    }
    for (FamilyWork work : works) {
      if (scoredOnly) {
        gather.scored(work, log, block, columns, 0);
      } else {
        gather.all(work, log, block, columns);
      }
    }
  }

  int rowsThatMatter(int block) {
    return log.rowsThatMatter(block);
  }

  /** Room for what graphs say of the events of a block. */
  void startGraph(LogBlock events) {
    makeRoom(ofGraph, events);
  }

  /** Keeps what graphs said of a block for the last pass, if this one does. */
  void keep(int block) throws IOException {
    if (kept == null) {
      return;
    }
    byte[] types = log.types(block);
    double[][] scored = new double[columns.length][];
    int rows = log.scored(block);
    for (int column : kept.columns()) {
      double[] values = new double[rows];
      int next = 0;
      for (int row = 0; row < types.length; row++) {
        if (log.isScored(types[row])) {
          values[next++] = columns[column][row];
        }
      }
      scored[column] = values;
    }
    kept.put(block, scored, rows);
  }

  private void makeRoom(int[] of, LogBlock events) {
    int needed = places(events);
    int room = scoredOnly ? Math.min(events.capacity(), needed + needed / 8) : events.capacity();
    for (int column : of) {
      if (columns[column].length < needed) {
        columns[column] = new double[room];
      }
    }
  }

  private int places(LogBlock events) {
    if (!scoredOnly) {
      return events.rows();
    }
    int scored = 0;
    for (int row = 0; row < events.rows(); row++) {
      scored += log.isScored(events.type(row)) ? 1 : 0;
    }
    return scored;
  }

  /**
   * Computes the graph columns of a row, in the order of the log, before {@link #row}.
   *
   * @param of the row's place, below 0 if nobody asks what it has
   * @return whether a search ran out of its budget
   */
  boolean graph(GraphState graph, int of, int eventType, long sequence, long[] slots) {
    long nowMillis = slots[TypePlan.FOLD_TIME];
    double[] row = types[eventType].row;
    for (int column : graph.columnIndexes(eventType)) {
      row[column] = Double.NaN;
    }
    boolean cut = graph.readBefore(eventType, nowMillis, slots, row);
    graph.absorb(eventType, sequence, nowMillis, slots);
    cut |= graph.readAfter(eventType, nowMillis, slots, row);
    if (of >= 0) {
      for (int column : graph.columnIndexes(eventType)) {
        columns[column][of] = row[column];
      }
    }
    return cut;
  }

  /** The columns of a row of the block, by its place; not a copy. */
  double[] row(int of, int eventType, long[] slots) {
    OfType type = types[eventType];
    double[] row = type.row;
    for (int column : type.stored) {
      row[column] = columns[column][of];
    }
    for (int i = 0; i < type.derived.length; i++) {
      row[type.derived[i]] = type.values[i].at(slots, row);
    }
    return row;
  }

  /** A row without columns, for events of which nobody asks them. */
  double[] none() {
    return none;
  }
}
