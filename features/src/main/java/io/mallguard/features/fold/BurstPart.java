package io.mallguard.features.fold;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.graph.EdgeBursts;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.state.Memory;
import java.util.List;

/** Bursts of the edges of one relation. */
final class BurstPart implements GraphPart {
  private final GraphFeeds feeds;
  private final EdgeBursts bursts;
  private final List<GraphColumns> columns;
  private final long[] keys = new long[2];

  BurstPart(GraphStore.Bursts store, Memory memory, Roots roots, List<Column.Graph> columns) {
    this.feeds = new GraphFeeds(store.feeds());
    this.columns = columns.stream().map(column -> new GraphColumns(List.of(column))).toList();
    this.bursts = new EdgeBursts(memory, roots.block(EdgeBursts.ROOT_LONGS), store.tickMillis());
  }

  @Override
  public boolean read(int eventType, boolean current, long nowMillis, long[] slots, double[] into) {
    for (int i = 0; i < columns.size(); i++) {
      GraphColumns column = columns.get(i);
      if (column.areRead(eventType, current) && column.ask(eventType).fill(slots, keys)) {
        into[column.all().get(0).index()] = bursts.chiSquared(edge(), nowMillis);
      }
    }
    return false;
  }

  @Override
  public void absorb(int eventType, long sequence, long nowMillis, long[] slots) {
    for (GraphFeed feed : feeds.of(eventType)) {
      if (feed.fill(slots, keys)) {
        bursts.add(edge(), nowMillis);
      }
    }
  }

  private long edge() {
    return IdHash.join(keys[0], keys[1]);
  }
}
