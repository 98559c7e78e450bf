package io.mallguard.features.fold;

import io.mallguard.features.graph.Links;
import io.mallguard.features.graph.SeedRank;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphAsk;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.List;

/** What entities have in common, and how near they are to those whom labels call fraud. */
final class RelatedPart implements GraphPart {
  private final GraphFeeds uses;
  private final GraphFeeds deals;
  private final Links links;
  private final List<LabelPart> labels = new ArrayList<>();
  private final List<SeedRank> ranks = new ArrayList<>();
  private final List<GraphColumns> shared;
  private final List<GraphColumns> masses;
  private final long[] keys = new long[2];
  private final long[] others;

  RelatedPart(
      GraphStore.Related store, Memory memory, Roots roots, Plan plan, List<Column.Graph> columns) {
    this.uses = new GraphFeeds(store.feeds());
    this.deals = new GraphFeeds(store.deals());
    this.others = new long[GraphColumns.mostOthers(columns)];
    long root = roots.block(Links.ROOT_LONGS);
    this.links = new Links(memory, root, store.windowMillis(), store.hubCap());
    for (int i = 0; i < store.labels().size(); i++) {
      GraphStore.Labels set = store.labels().get(i);
      labels.add(new LabelPart(set, i, links, memory, roots, plan, columns));
    }
    for (GraphStore.Rank rank : store.ranks()) {
      long rankRoot = roots.block(SeedRank.ROOT_LONGS);
      ranks.add(
          new SeedRank(
              memory, rankRoot, links, labels.get(rank.labels()).verdicts(), rank.settings()));
    }
    this.shared = single(columns, GraphRead.Shared.class);
    this.masses = single(columns, GraphRead.Mass.class);
  }

  private static List<GraphColumns> single(List<Column.Graph> columns, Class<?> read) {
    return columns.stream()
        .filter(column -> read.isInstance(column.read()))
        .map(column -> new GraphColumns(List.of(column)))
        .toList();
  }

  @Override
  public void advance(long nowMillis) {
    for (int i = 0; i < ranks.size(); i++) {
      ranks.get(i).advance(nowMillis);
    }
  }

  @Override
  public boolean read(int eventType, boolean current, long nowMillis, long[] slots, double[] into) {
    for (int i = 0; i < shared.size(); i++) {
      GraphColumns column = shared.get(i);
      if (column.areRead(eventType, current)) {
        readShared(column, eventType, nowMillis, slots, into);
      }
    }
    for (int i = 0; i < masses.size(); i++) {
      GraphColumns column = masses.get(i);
      if (column.areRead(eventType, current) && column.ask(eventType).fill(slots, keys)) {
        int rank = ((GraphRead.Mass) column.all().get(0).read()).rank();
        into[column.all().get(0).index()] = ranks.get(rank).at(keys[0]);
      }
    }
    boolean cut = false;
    for (int i = 0; i < labels.size(); i++) {
      cut |= labels.get(i).read(eventType, current, nowMillis, slots, into);
    }
    return cut;
  }

  private void readShared(
      GraphColumns column, int eventType, long nowMillis, long[] slots, double[] into) {
    GraphAsk ask = column.whom(eventType);
    if (!ask.self().fill(slots, keys)) {
      return;
    }
    long self = keys[0];
    int count = 0;
    for (int i = 0; i < ask.others().size(); i++) {
      if (ask.others().get(i).fill(slots, keys)) {
        others[count++] = keys[0];
      }
    }
    // Nothing is known in common with no one.
    if (count > 0) {
      int kind = ((GraphRead.Shared) column.all().get(0).read()).kind();
      into[column.all().get(0).index()] = links.shared(self, others, count, kind, nowMillis);
    }
  }

  @Override
  public void absorb(int eventType, long sequence, long nowMillis, long[] slots) {
    for (GraphFeed use : uses.of(eventType)) {
      if (use.fill(slots, keys)) {
        links.use(keys[0], (int) use.tag(slots), keys[1], nowMillis);
      }
    }
    for (GraphFeed deal : deals.of(eventType)) {
      if (deal.fill(slots, keys)) {
        links.deal(keys[0], keys[1], nowMillis);
      }
    }
    for (int i = 0; i < labels.size(); i++) {
      labels.get(i).absorb(eventType, nowMillis, slots);
    }
  }
}
