package io.mallguard.features.fold;

import io.mallguard.features.graph.MoneyCycle;
import io.mallguard.features.graph.MoneyEdges;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Money edges, what comes back over them directly, and the cycles that payments close. */
final class MoneyPart implements GraphPart {
  /** The structure's bound; an event that says more is no edge. */
  private static final long MAX_MINOR = 1L << 40;

  private final GraphFeeds feeds;
  private final MoneyEdges edges;
  private final List<CycleColumns> cycles = new ArrayList<>();
  private final List<GraphColumns> backs;
  private final long[] keys = new long[2];

  MoneyPart(GraphStore.Money store, Memory memory, Roots roots, List<Column.Graph> columns) {
    this.feeds = new GraphFeeds(store.feeds());
    long root = roots.block(MoneyEdges.ROOT_LONGS);
    this.edges = new MoneyEdges(memory, root, store.windowMillis(), store.degreeCap());
    List<Column.Graph> ofCycles =
        columns.stream().filter(column -> column.read() instanceof GraphRead.Cycle).toList();
    for (GraphColumns alike :
        GraphColumns.alike(ofCycles, column -> ((GraphRead.Cycle) column.read()).settings())) {
      cycles.add(new CycleColumns(edges, alike));
    }
    this.backs =
        columns.stream()
            .filter(column -> column.read() instanceof GraphRead.MoneyBack)
            .map(column -> new GraphColumns(List.of(column)))
            .toList();
  }

  @Override
  public void advance(long nowMillis) {
    for (int i = 0; i < cycles.size(); i++) {
      cycles.get(i).forget();
    }
  }

  @Override
  public boolean read(int eventType, boolean current, long nowMillis, long[] slots, double[] into) {
    boolean cut = false;
    for (int i = 0; i < cycles.size(); i++) {
      CycleColumns of = cycles.get(i);
      if (of.columns().areRead(eventType, current)) {
        GraphFeed ask = of.columns().ask(eventType);
        long amountMinor = ask.amount(slots);
        if (isMoney(amountMinor) && ask.fill(slots, keys)) {
          cut |= of.read(keys[0], keys[1], amountMinor, nowMillis, into);
        }
      }
    }
    for (int i = 0; i < backs.size(); i++) {
      GraphColumns column = backs.get(i);
      if (column.areRead(eventType, current) && column.ask(eventType).fill(slots, keys)) {
        long withinMillis = ((GraphRead.MoneyBack) column.all().get(0).read()).withinMillis();
        into[column.all().get(0).index()] =
            edges.paidMinor(keys[1], keys[0], withinMillis, nowMillis);
      }
    }
    return cut;
  }

  @Override
  public Optional<MoneyCycle> cycle(int column) {
    return cycles.stream().flatMap(of -> of.cycle(column).stream()).findFirst();
  }

  @Override
  public void absorb(int eventType, long sequence, long nowMillis, long[] slots) {
    for (GraphFeed feed : feeds.of(eventType)) {
      long amountMinor = feed.amount(slots);
      if (isMoney(amountMinor) && feed.fill(slots, keys)) {
        edges.add(sequence, nowMillis, keys[0], keys[1], amountMinor, feed.tag(slots));
      }
    }
  }

  private static boolean isMoney(long amountMinor) {
    return amountMinor > 0 && amountMinor <= MAX_MINOR;
  }
}
