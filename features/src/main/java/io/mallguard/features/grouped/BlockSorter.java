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
  private final TypePlan[] types;
  private final List<FamilyWork> works;
  private final RecordSorter[] sorters;
  private final RowColumns columns;
  private final @Nullable LogStage logStage;
  private final @Nullable GraphState graph;
  private final LogMarks[] marks;
  private final TruncatedRows truncated;
  private final BitSet cut = new BitSet();
  private final List<Integer> derived = new ArrayList<>();
  private final long[] slots;

  /**
   * A sorter of one stage.
   *
   * @param graph the graph state in the last pass, shared by all sorters
   * @param marks a place that the log stage's marks are led to, shared by all sorters of the stage
   * @param truncated receives the rows of searches that were cut
   */
  BlockSorter(
      Plan plan,
      List<FamilyWork> works,
      RowColumns columns,
      @Nullable LogStage logStage,
      @Nullable GraphState graph,
      LogMarks[] marks,
      TruncatedRows truncated) {
    this.types = plan.types().toArray(TypePlan[]::new);
    this.works = works;
    this.columns = columns;
    this.logStage = logStage;
    this.graph = graph;
    this.marks = marks;
    this.truncated = truncated;
    this.sorters =
        works.stream()
            .map(work -> new RecordSorter(plan, work.stage(), work.partBits()))
            .toArray(RecordSorter[]::new);
    this.slots = new long[plan.types().stream().mapToInt(TypePlan::slots).max().orElse(0)];
    for (Column column : plan.columns()) {
      if (!(column instanceof Column.Aggregate) && column.index() < plan.rowSize()) {
        derived.add(column.index());
      }
    }
  }

  /**
   * Attaches what look-ups know, reads graphs and collects marks: for one block at a time, in the
   * order of the log.
   */
  public void resolve(int number, LogBlock block) throws IOException {
    LogStage stage = logStage;
    GraphState ofGraph = graph;
    if (stage == null && ofGraph == null) {
      return;
    }
    marks[0] = block.marks();
    columns.start(number, block);
    cut.clear();
    for (int row = 0; row < block.rows(); row++) {
      int type = block.type(row);
      copySlots(block, row);
      block.listsOf(row, types);
      block.marks().at(row);
      if (stage != null) {
        stage.find(type, slots);
        block.putSlots(row, types[type].slots(), slots);
      }
      if (ofGraph != null) {
        cut.set(row, columns.graph(ofGraph, row, type, block.sequence(row), slots));
      }
      if (stage != null) {
        stage.pass(type, slots, columns.row(row, type, slots), block);
      }
    }
  }

  private void copySlots(LogBlock block, int row) {
    int count = types[block.type(row)].slots();
    block.copySlots(row, count, slots);
    Arrays.fill(slots, count, slots.length, Field.ABSENT);
  }

  /** Sorts a resolved block. */
  public void sort(int number, LogBlock block) throws IOException {
    columns.start(number, block);
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
        double[] all = columns.row(row, block.type(row), slots);
        for (int column : derived) {
          into[column][to] = all[column];
        }
        if (cut.get(row)) {
          truncated.add(number, to - at);
        }
        to++;
      }
    }
  }
}
