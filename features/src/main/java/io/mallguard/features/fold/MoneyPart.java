package io.mallguard.features.fold;

import io.mallguard.features.graph.CycleSearch;
import io.mallguard.features.graph.CycleSettings;
import io.mallguard.features.graph.MoneyEdges;
import io.mallguard.features.graph.MoneyPath;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Money edges and the cycles that payments close; each search is made once per event. */
final class MoneyPart implements GraphPart {
  /** The structure's bound; an event that says more is no edge. */
  private static final long MAX_MINOR = 1L << 40;

  private static final double MILLIS_PER_SECOND = 1000;

  private final GraphFeeds feeds;
  private final MoneyEdges edges;
  private final List<Search> searches = new ArrayList<>();
  private final long[] keys = new long[2];

  private record Search(CycleSearch search, GraphColumns columns) {}

  MoneyPart(GraphStore.Money store, Memory memory, Roots roots, List<Column.Graph> columns) {
    this.feeds = new GraphFeeds(store.feeds());
    long root = roots.block(MoneyEdges.ROOT_LONGS);
    this.edges = new MoneyEdges(memory, root, store.windowMillis(), store.degreeCap());
    Map<CycleSettings, List<Column.Graph>> bySettings = new LinkedHashMap<>();
    for (Column.Graph column : columns) {
      CycleSettings settings = ((GraphRead.Cycle) column.read()).settings();
      bySettings.computeIfAbsent(settings, s -> new ArrayList<>()).add(column);
    }
    bySettings.forEach(
        (settings, of) ->
            searches.add(new Search(new CycleSearch(edges, settings), new GraphColumns(of))));
  }

  @Override
  public boolean read(
      int eventType, boolean current, long nowMillis, long[] slots, double[] columns) {
    boolean cut = false;
    for (int i = 0; i < searches.size(); i++) {
      Search search = searches.get(i);
      if (search.columns.areRead(eventType, current)) {
        cut |= read(search, search.columns.ask(eventType), nowMillis, slots, columns);
      }
    }
    return cut;
  }

  private boolean read(
      Search search, GraphFeed ask, long nowMillis, long[] slots, double[] columns) {
    long amountMinor = ask.amount(slots);
    if (!isMoney(amountMinor) || !ask.fill(slots, keys)) {
      return false;
    }
    search.search.find(keys[0], keys[1], amountMinor, nowMillis);
    for (int i = 0; i < search.columns.all().size(); i++) {
      Column.Graph column = search.columns.all().get(i);
      columns[column.index()] = value((GraphRead.Cycle) column.read(), search.search.path());
    }
    return search.search.isCut();
  }

  private static double value(GraphRead.Cycle read, MoneyPath path) {
    boolean found = path.durationMillis() < read.withinMillis();
    return switch (read.what()) {
      case CLOSED -> found ? 1 : 0;
      case SHOPS_ON_CYCLE -> found ? path.tags() : 0;
      case HOPS -> found ? path.hops() : Double.NaN;
      case DURATION -> found ? path.durationMillis() / MILLIS_PER_SECOND : Double.NaN;
      case AMOUNT_SUM -> found ? path.amountSumMinor() : Double.NaN;
      case BOTTLENECK_RATIO -> found ? path.bottleneckRatio() : Double.NaN;
    };
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
