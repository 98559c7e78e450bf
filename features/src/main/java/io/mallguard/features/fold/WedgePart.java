package io.mallguard.features.fold;

import io.mallguard.features.graph.Wedges;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphRead.OfWedge;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.state.Memory;
import java.util.List;

/** Pairs of ends with many middles between them; each node is walked once per event and side. */
final class WedgePart implements GraphPart {
  private final GraphFeeds feeds;
  private final GraphStore.Ends ends;
  private final Wedges wedges;
  private final List<GraphColumns> walks;
  private final long[] keys = new long[2];

  WedgePart(GraphStore.Wedged store, Memory memory, Roots roots, List<Column.Graph> columns) {
    this.feeds = new GraphFeeds(store.feeds());
    this.ends = store.ends();
    long root = roots.block(Wedges.ROOT_LONGS);
    this.wedges = new Wedges(memory, root, store.windowMillis(), store.degreeCap());
    this.walks = GraphColumns.alike(columns, column -> read(column).back());
  }

  private static GraphRead.Wedge read(Column.Graph column) {
    return (GraphRead.Wedge) column.read();
  }

  @Override
  public boolean read(int eventType, boolean current, long nowMillis, long[] slots, double[] into) {
    for (int i = 0; i < walks.size(); i++) {
      GraphColumns walk = walks.get(i);
      if (walk.areRead(eventType, current) && walk.ask(eventType).fill(slots, keys)) {
        read(walk, nowMillis, into);
      }
    }
    return false;
  }

  private void read(GraphColumns walk, long nowMillis, double[] into) {
    if (read(walk.all().get(0)).back()) {
      wedges.to(keys[0], nowMillis);
    } else {
      wedges.from(keys[0], nowMillis);
    }
    for (int i = 0; i < walk.all().size(); i++) {
      Column.Graph column = walk.all().get(i);
      boolean most = read(column).what() == OfWedge.MAX_MIDS;
      into[column.index()] = most ? wedges.maxMiddles() : wedges.wedges();
    }
  }

  @Override
  public void absorb(int eventType, long sequence, long nowMillis, long[] slots) {
    for (GraphFeed feed : feeds.of(eventType)) {
      if (feed.fill(slots, keys)) {
        switch (ends) {
          case FROM -> wedges.meet(keys[0], keys[1], nowMillis);
          case TO -> wedges.meet(keys[1], keys[0], nowMillis);
          case BOTH -> wedges.pass(keys[0], keys[1], nowMillis);
        }
      }
    }
  }
}
