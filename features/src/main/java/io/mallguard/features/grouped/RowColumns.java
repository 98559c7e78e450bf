package io.mallguard.features.grouped;

import io.mallguard.features.expression.Real;
import io.mallguard.features.fold.GraphState;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of all stages before one, for the events of a block: put back in the order of the
 * log, and derived. Reused for block after block. One owner thread.
 */
final class RowColumns {
  private final Plan plan;
  private final LogIndex log;
  private final List<FamilyWork> works;
  private final List<Column.Derived> derived = new ArrayList<>();
  private final int[] gathered;
  private final int[] ofGraph;
  private final Gather gather = new Gather();
  private final double[][] columns;
  private final double[] row;

  /**
   * Columns of the stages before one.
   *
   * @param works all families' work of these stages, done
   * @param ofGraph the columns read from graphs meanwhile
   */
  RowColumns(
      Plan plan,
      int beforeStage,
      LogIndex log,
      List<FamilyWork> works,
      List<Column.Graph> ofGraph) {
    this.plan = plan;
    this.log = log;
    this.works = works;
    for (int index : plan.order()) {
      if (plan.columns().get(index) instanceof Column.Derived column
          && column.stage() < beforeStage) {
        derived.add(column);
      }
    }
    this.gathered = works.stream().flatMap(w -> w.columns().stream()).mapToInt(c -> c).toArray();
    this.ofGraph = ofGraph.stream().mapToInt(Column::index).toArray();
    this.columns = new double[plan.columns().size()][0];
    this.row = new double[plan.columns().size()];
    Arrays.fill(row, Double.NaN);
  }

  void start(int block, LogBlock events) throws IOException {
    makeRoom(gathered, events);
    makeRoom(ofGraph, events);
    for (FamilyWork work : works) {
      gather.all(work, log, block, columns);
    }
  }

  private void makeRoom(int[] of, LogBlock events) {
    for (int column : of) {
      if (columns[column].length < events.rows()) {
        columns[column] = new double[events.capacity()];
      }
    }
  }

  /**
   * Computes the graph columns of a row, in the order of the log, before {@link #row}.
   *
   * @return whether a search ran out of its budget
   */
  boolean graph(GraphState graph, int of, int eventType, long sequence, long[] slots) {
    long nowMillis = slots[TypePlan.FOLD_TIME];
    for (int column : ofGraph) {
      row[column] = Double.NaN;
    }
    boolean cut = graph.readBefore(eventType, nowMillis, slots, row);
    graph.absorb(eventType, sequence, nowMillis, slots);
    cut |= graph.readAfter(eventType, nowMillis, slots, row);
    for (int column : ofGraph) {
      columns[column][of] = row[column];
    }
    return cut;
  }

  /** The columns of a row of the block; not a copy. */
  double[] row(int of, int eventType, long[] slots) {
    for (int column : gathered) {
      row[column] = columns[column][of];
    }
    for (int column : ofGraph) {
      row[column] = columns[column][of];
    }
    for (Column.Derived column : derived) {
      Real value = column.values().get(eventType);
      row[column.index()] = value == null ? Double.NaN : value.at(slots, row);
    }
    return row;
  }

  /** The plan. */
  Plan plan() {
    return plan;
  }
}
