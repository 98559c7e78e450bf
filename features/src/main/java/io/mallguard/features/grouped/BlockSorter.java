package io.mallguard.features.grouped;

import io.mallguard.features.event.Field;
import io.mallguard.features.fold.GraphState;
import io.mallguard.features.fold.LogStage;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts blocks of the log into the parts of all families of one stage, or derives columns once all
 * stages are folded. Blocks are independent of each other but for {@link #resolve}. Reused for
 * block after block. One owner thread.
 */
public final class BlockSorter {
  /** Rows whose look-ups are read ahead together: what they read fits into the first caches. */
  private static final int AHEAD = 32;

  private final TypePlan[] types;
  private final List<FamilyWork> works;
  private final RecordSorter[] sorters;
  private final RowColumns columns;
  private final @Nullable LogStage logStage;
  private final List<GraphState> early;
  private final List<GraphState> graphs;
  private final boolean isLast;
  private final LogMarks[] marks;
  private final TruncatedRows truncated;
  private final BitSet cut = new BitSet();
  private final List<Integer> derived = new ArrayList<>();
  private final long[] slots;

  /** How many slots the last row filled. */
  private int filled;

  /** Per type whether marks on its events need columns of lower stages. */
  private final boolean[] keepsColumns;

  private final boolean marksNeedColumns;

  /**
   * A sorter of one stage.
   *
   * @param works of the families of the stage; none in the last pass, which derives
   * @param early graphs that are read while blocks are resolved, as marks ask for what they say;
   *     shared by all sorters
   * @param graphs those that are read afterwards, each by {@link #graph}; shared by all sorters
   * @param marks a place that the log stage's marks are led to, shared by all sorters of the stage
   * @param truncated receives the rows of searches that were cut
   */
  BlockSorter(
      Plan plan,
      List<FamilyWork> works,
      RowColumns columns,
      @Nullable LogStage logStage,
      List<GraphState> early,
      List<GraphState> graphs,
      LogMarks[] marks,
      TruncatedRows truncated) {
    this.types = plan.types().toArray(TypePlan[]::new);
    this.works = works;
    this.isLast = works.isEmpty();
    this.columns = columns;
    this.logStage = logStage;
    this.early = early;
    this.graphs = graphs;
    this.marks = marks;
    this.truncated = truncated;
    this.sorters =
        works.stream()
            .map(work -> new RecordSorter(plan, work.stage(), work.partBits(), work.bundleBits()))
            .toArray(RecordSorter[]::new);
    this.slots = new long[plan.types().stream().mapToInt(TypePlan::slots).max().orElse(0)];
    Arrays.fill(slots, Field.ABSENT);
    this.keepsColumns = new boolean[types.length];
    for (int type = 0; type < types.length; type++) {
      keepsColumns[type] = needsColumns(types[type]);
    }
    this.marksNeedColumns = marksNeedColumns(plan) && !isLast;
    for (Column column : plan.columns()) {
      if (!(column instanceof Column.Aggregate) && column.index() < plan.rowSize()) {
        derived.add(column.index());
      }
    }
  }

  /** Whether marks on some events need columns of lower stages. */
  static boolean marksNeedColumns(Plan plan) {
    return plan.types().stream().anyMatch(BlockSorter::needsColumns);
  }

  private static boolean needsColumns(TypePlan type) {
    return type.subject().stream().anyMatch(subject -> !subject.columns().isEmpty());
  }

  /**
   * Attaches what look-ups know, reads graphs that later stages need and collects marks: for one
   * block at a time, in the order of the log.
   */
  public void resolve(int number, LogBlock block) throws IOException {
    LogStage stage = logStage;
    cut.clear();
    if (stage == null && early.isEmpty()) {
      return;
    }
    marks[0] = block.marks();
    if (marksNeedColumns) {
      columns.start(number, block);
    } else {
      columns.startGraph(block);
    }
    for (int from = 0; from < block.rows(); from += AHEAD) {
      int to = Math.min(block.rows(), from + AHEAD);
      if (stage != null) {
        lookAhead(stage, block, from, to);
      }
      for (int row = from; row < to; row++) {
        resolve(stage, block, row);
      }
    }
  }

  private void lookAhead(LogStage stage, LogBlock block, int from, int to) {
    for (int row = from; row < to; row++) {
      copySlots(block, row);
      stage.ahead(block.type(row), slots, !isLast, columns.none());
    }
    stage.fetch();
  }

  private void resolve(@Nullable LogStage stage, LogBlock block, int row) {
    int type = block.type(row);
    copySlots(block, row);
    block.listsOf(row, types);
    block.marks().at(row);
    if (stage != null) {
      stage.find(type, slots);
      block.putSlots(row, types[type].slots(), slots);
    }
    for (GraphState graph : early) {
      columns.graph(graph, row, type, block.sequence(row), slots);
    }
    if (stage != null && isLast) {
      stage.keep(type, slots, block);
    } else if (stage != null) {
      boolean needed = marksNeedColumns && keepsColumns[type];
      double[] lower = needed ? columns.row(row, type, slots) : columns.none();
      stage.pass(type, slots, lower, block);
    }
  }

  /**
   * Reads some of the graphs for a resolved block: one block at a time per number, in the order of
   * the log, before {@link #sort} or {@link #derive}. Different numbers can be at different blocks.
   *
   * @param graphNumber of {@link GroupedFold#graphs()}
   */
  public void graph(int graphNumber, int number, LogBlock block) {
    columns.startGraph(block);
    GraphState graph = graphs.get(graphNumber);
    int rows = columns.rowsThatMatter(number);
    int scored = 0;
    for (int row = 0; row < rows; row++) {
      copySlots(block, row);
      boolean isScored = types[block.type(row)].type().scored();
      int place = !isLast ? row : isScored ? scored++ : -1;
      if (columns.graph(graph, place, block.type(row), block.sequence(row), slots)) {
        cut.set(row);
      }
    }
  }

  private void copySlots(LogBlock block, int row) {
    int count = types[block.type(row)].slots();
    block.copySlots(row, count, slots);
    // What lies behind is absent already, but for what the last row had more.
    if (count < filled) {
      Arrays.fill(slots, count, filled, Field.ABSENT);
    }
    filled = count;
  }

  /** Sorts a resolved block. */
  public void sort(int number, LogBlock block) throws IOException {
    columns.start(number, block);
    columns.keep(number);
    noteCut(number, block);
    List<LogMarks.OnEntry> marked = block.marks().all();
    int next = 0;
    for (int row = 0; row < block.rows(); row++) {
      copySlots(block, row);
      double[] lower = columns.row(row, block.type(row), slots);
      for (RecordSorter sorter : sorters) {
        sorter.addReads(block, row, slots, lower);
      }
      next = addMarks(marked, next, row, true);
      for (RecordSorter sorter : sorters) {
        sorter.addUpdates(block, row, slots, lower);
      }
      next = addMarks(marked, next, row, false);
      for (RecordSorter sorter : sorters) {
        sorter.addAfter(block, row, slots, lower);
      }
    }
    for (int i = 0; i < sorters.length; i++) {
      works.get(i).add(sorters[i].finish(number, works.get(i).store()));
    }
  }

  /** Adds the next marks of a row of one kind; what is taken back comes before what is marked. */
  private int addMarks(List<LogMarks.OnEntry> all, int from, int row, boolean superseding) {
    int next = from;
    while (next < all.size()
        && all.get(next).row() == row
        && all.get(next).supersedes() == superseding) {
      add(all.get(next++));
    }
    return next;
  }

  private void add(LogMarks.OnEntry mark) {
    for (int i = 0; i < sorters.length; i++) {
      if (works.get(i).family() == mark.family()) {
        sorters[i].addMark(mark);
      }
    }
  }

  /** Indexes of the columns of the row that are derived or read from graphs. */
  public List<Integer> derivedColumns() {
    return List.copyOf(derived);
  }

  /**
   * Derives the columns of a resolved block's scored events, once all stages are folded.
   *
   * @param into per column of the plan an array that receives its values; only those of {@link
   *     #derivedColumns()} are used
   * @param at where in the arrays the block's first scored event goes
   */
  public void derive(int number, LogBlock block, double[][] into, int at) throws IOException {
    columns.start(number, block);
    int to = at;
    for (int row = 0; row < block.rows(); row++) {
      if (types[block.type(row)].type().scored()) {
        copySlots(block, row);
        double[] all = columns.row(to - at, block.type(row), slots);
        for (int column : derived) {
          into[column][to] = all[column];
        }
        to++;
      }
    }
    noteCut(number, block);
  }

  private void noteCut(int number, LogBlock block) {
    int scored = 0;
    for (int row = 0; row < block.rows() && !cut.isEmpty(); row++) {
      if (types[block.type(row)].type().scored()) {
        if (cut.get(row)) {
          truncated.add(number, scored);
        }
        scored++;
      }
    }
  }
}
