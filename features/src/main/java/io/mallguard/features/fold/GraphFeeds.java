package io.mallguard.features.fold;

import io.mallguard.features.plan.GraphFeed;
import java.util.List;

/** A store's feeds by event type, as arrays: an iterator per event would be garbage. */
final class GraphFeeds {
  private static final GraphFeed[] NONE = {};

  private final GraphFeed[][] byType;

  GraphFeeds(List<GraphFeed> feeds) {
    int types = feeds.stream().mapToInt(GraphFeed::eventType).max().orElse(-1) + 1;
    byType = new GraphFeed[types][];
    for (int type = 0; type < types; type++) {
      int of = type;
      byType[type] = feeds.stream().filter(f -> f.eventType() == of).toArray(GraphFeed[]::new);
    }
  }

  GraphFeed[] of(int eventType) {
    return eventType < byType.length ? byType[eventType] : NONE;
  }
}
