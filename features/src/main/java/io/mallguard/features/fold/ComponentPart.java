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
    this.columns = GraphColumns.alike(columns, column -> "one component for all");
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
      GraphColumns ofAccount = columns.get(i);
      if (ofAccount.areRead(eventType, current) && ofAccount.ask(eventType).fill(slots, keys)) {
        long component = components.component(keys[0], nowMillis);
        for (int k = 0; k < ofAccount.all().size(); k++) {
          Column.Graph column = ofAccount.all().get(k);
          into[column.index()] = value((GraphRead.Component) column.read(), component, nowMillis);
        }
      }
    }
    return false;
  }

  private double value(GraphRead.Component read, long component, long nowMillis) {
    return switch (read.what()) {
      case SIZE -> components.sizeOf(component);
      case SUM -> components.sumOf(read.sum(), component, nowMillis);
      case TOP_SHARE -> components.topShareOf(read.sum(), component, nowMillis);
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
