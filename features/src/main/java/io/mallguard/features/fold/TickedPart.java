package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.state.Memory;
import java.util.List;

/** Numbers of nodes that are worked out once per tick. */
final class TickedPart implements GraphPart {
  private static final int MOST_MODES = 4;

  private final GraphFeeds feeds;
  private final TickedJob job;
  private final List<GraphColumns> columns;
  private final long[] keys = new long[MOST_MODES];

  TickedPart(GraphStore.Ticked store, Memory memory, Roots roots, List<Column.Graph> columns) {
    this.feeds = new GraphFeeds(store.feeds());
    this.job = TickedJob.of(store.job(), memory, roots);
    this.columns = columns.stream().map(column -> new GraphColumns(List.of(column))).toList();
  }

  @Override
  public void advance(long nowMillis) {
    job.clock().accept(nowMillis);
  }

  @Override
  public boolean read(int eventType, boolean current, long nowMillis, long[] slots, double[] into) {
    for (int i = 0; i < columns.size(); i++) {
      GraphColumns column = columns.get(i);
      if (column.areRead(eventType, current) && column.ask(eventType).fill(slots, keys)) {
        GraphRead.Ticked read = (GraphRead.Ticked) column.all().get(0).read();
        into[column.all().get(0).index()] = job.table().read(read, keys[0]);
      }
    }
    return false;
  }

  @Override
  public void absorb(int eventType, long sequence, long nowMillis, long[] slots) {
    for (GraphFeed feed : feeds.of(eventType)) {
      if (feed.fill(slots, keys)) {
        long amount = feed.amount(slots);
        job.edges().add(keys, amount == Field.ABSENT ? 0 : amount, nowMillis);
      }
    }
  }
}
