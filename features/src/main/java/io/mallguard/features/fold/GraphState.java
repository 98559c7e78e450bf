package io.mallguard.features.fold;

import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * All graph stores of a plan, in one memory, and the columns read from them. The live fold and the
 * grouped one run the same: events come in the order of the log, resolved; of each the columns that
 * leave it out are read, then it is absorbed, then those that include it are read. One owner
 * thread.
 */
public final class GraphState {
  private final GraphPart[] parts;
  private final boolean[] readsAfter;

  /**
   * Stores that lie in a memory.
   *
   * @param memory empty, or as stores of the same plan left it
   */
  public GraphState(Plan plan, Memory memory) {
    List<GraphPart> all = new ArrayList<>();
    Roots roots = new Roots(memory);
    for (int store = 0; store < plan.graph().size(); store++) {
      all.add(part(plan.graph().get(store), memory, roots, columns(plan, store)));
    }
    this.parts = all.toArray(GraphPart[]::new);
    this.readsAfter = new boolean[plan.types().size()];
    for (int type = 0; type < readsAfter.length; type++) {
      readsAfter[type] = readsAfter(plan, type);
    }
  }

  private static GraphPart part(
      GraphStore store, Memory memory, Roots roots, List<Column.Graph> columns) {
    if (store instanceof GraphStore.Money money) {
      return new MoneyPart(money, memory, roots, columns);
    }
    if (store instanceof GraphStore.Linked linked) {
      return new ComponentPart(linked, memory, roots, columns);
    }
    return new BurstPart((GraphStore.Bursts) store, memory, roots, columns);
  }

  private static List<Column.Graph> columns(Plan plan, int store) {
    return plan.columns().stream()
        .filter(Column.Graph.class::isInstance)
        .map(Column.Graph.class::cast)
        .filter(column -> column.store() == store)
        .toList();
  }

  /** Whether events of a type have a column that includes them. */
  static boolean readsAfter(Plan plan, int eventType) {
    return plan.columns().stream()
        .filter(Column.Graph.class::isInstance)
        .map(Column.Graph.class::cast)
        .anyMatch(column -> column.includeCurrent() && column.asks().get(eventType) != null);
  }

  boolean readsAfter(int eventType) {
    return readsAfter[eventType];
  }

  /**
   * Reads the columns of an event that leave it out.
   *
   * @param columns receives them; what the event does not ask stays as it is
   * @return whether a search ran out of its budget
   */
  public boolean readBefore(int eventType, long nowMillis, long[] slots, double[] columns) {
    return read(eventType, false, nowMillis, slots, columns);
  }

  /** The same for columns that include it, once it is absorbed. */
  public boolean readAfter(int eventType, long nowMillis, long[] slots, double[] columns) {
    return readsAfter[eventType] && read(eventType, true, nowMillis, slots, columns);
  }

  private boolean read(
      int eventType, boolean current, long nowMillis, long[] slots, double[] columns) {
    boolean cut = false;
    for (GraphPart part : parts) {
      cut |= part.read(eventType, current, nowMillis, slots, columns);
    }
    return cut;
  }

  /** Takes an event in. */
  public void absorb(int eventType, long sequence, long nowMillis, long[] slots) {
    for (GraphPart part : parts) {
      part.absorb(eventType, sequence, nowMillis, slots);
    }
  }
}
