package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.graph.Components;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.state.Memory;
import java.util.List;

/** Components of accounts over links, with sums. */
final class ComponentPart implements GraphPart {
  private final GraphFeeds links;
  private final GraphFeeds[] values;
  private final Components components;
  private final List<GraphColumns> columns;
  private final long[] keys = new long[2];

  ComponentPart(GraphStore.Linked store, Memory memory, Roots roots, List<Column.Graph> columns) {
    this.links = new GraphFeeds(store.feeds());
    this.values =
        store.sums().stream().map(sum -> new GraphFeeds(sum.feeds())).toArray(GraphFeeds[]::new);
    this.columns = columns.stream().map(column -> new GraphColumns(List.of(column))).toList();
    this.components =
        new Components(
            memory,
            roots.block(Components.ROOT_LONGS),
            store.epochMillis(),
            store.hubCap(),
            store.sums().stream().map(GraphStore.Sum::sum).toList());
  }

  @Override
  public boolean read(int eventType, boolean current, long nowMillis, long[] slots, double[] into) {
    for (int i = 0; i < columns.size(); i++) {
      GraphColumns column = columns.get(i);
      if (column.areRead(eventType, current) && column.ask(eventType).fill(slots, keys)) {
        GraphRead.Component read = (GraphRead.Component) column.all().get(0).read();
        into[column.all().get(0).index()] = value(read, keys[0], nowMillis);
      }
    }
    return false;
  }

  private double value(GraphRead.Component read, long account, long nowMillis) {
    return switch (read.what()) {
      case SIZE -> components.size(account, nowMillis);
      case SUM -> components.sum(read.sum(), account, nowMillis);
      case TOP_SHARE -> components.topShare(read.sum(), account, nowMillis);
    };
  }

  @Override
  public void absorb(int eventType, long sequence, long nowMillis, long[] slots) {
    for (GraphFeed link : links.of(eventType)) {
      if (link.fill(slots, keys)) {
        components.link(keys[0], keys[1], nowMillis);
      }
    }
    for (int sum = 0; sum < values.length; sum++) {
      for (GraphFeed value : values[sum].of(eventType)) {
        long amount = value.amount(slots);
        if (amount != Field.ABSENT && value.fill(slots, keys)) {
          components.add(sum, keys[0], keys[1], amount, nowMillis);
        }
      }
    }
  }
}
