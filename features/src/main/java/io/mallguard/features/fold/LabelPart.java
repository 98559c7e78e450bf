package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.graph.LabelSearch;
import io.mallguard.features.graph.Links;
import io.mallguard.features.graph.Verdicts;
import io.mallguard.features.graph.Verdicts.Verdict;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphAsk;
import io.mallguard.features.plan.GraphFeed;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.List;

/** Labels about entities, and the searches for them; each search is made once per event. */
final class LabelPart {
  private final GraphFeeds feeds;
  private final Verdicts verdicts;
  private final List<Search> searches = new ArrayList<>();
  private final int[] supersedes;
  private final long[] keys = new long[1];
  private final long[] starts = new long[1];
  private final long[] subjects;

  private record Search(LabelSearch search, GraphColumns columns) {}

  LabelPart(
      GraphStore.Labels store,
      int number,
      Links links,
      Memory memory,
      Roots roots,
      Plan plan,
      List<Column.Graph> columns) {
    this.feeds = new GraphFeeds(store.feeds());
    this.subjects = new long[GraphColumns.mostOthers(columns)];
    this.verdicts = new Verdicts(memory, roots.block(Verdicts.ROOT_LONGS), store.keepMillis());
    this.supersedes = plan.types().stream().mapToInt(TypePlan::supersedes).toArray();
    List<Column.Graph> own =
        columns.stream()
            .filter(c -> c.read() instanceof GraphRead.Near near && near.labels() == number)
            .toList();
    for (GraphColumns alike : GraphColumns.alike(own, column -> near(column).budget())) {
      // The nearest layers come first, so a search that goes further finds there what a short one
      // does.
      int hops = alike.all().stream().mapToInt(c -> near(c).maxHops()).max().orElse(1);
      int budget = near(alike.all().get(0)).budget();
      searches.add(new Search(new LabelSearch(links, verdicts, hops, budget), alike));
    }
  }

  private static GraphRead.Near near(Column.Graph column) {
    return (GraphRead.Near) column.read();
  }

  Verdicts verdicts() {
    return verdicts;
  }

  boolean read(int eventType, boolean current, long nowMillis, long[] slots, double[] into) {
    boolean cut = false;
    for (int i = 0; i < searches.size(); i++) {
      Search search = searches.get(i);
      if (search.columns.areRead(eventType, current)) {
        cut |= read(search, search.columns.whom(eventType), nowMillis, slots, into);
      }
    }
    return cut;
  }

  private boolean read(Search of, GraphAsk ask, long nowMillis, long[] slots, double[] into) {
    if (!ask.self().fill(slots, starts)) {
      return false;
    }
    int count = 0;
    for (int i = 0; i < ask.others().size(); i++) {
      if (ask.others().get(i).fill(slots, keys)) {
        subjects[count++] = keys[0];
      }
    }
    of.search.run(starts, 1, subjects, count, nowMillis);
    for (int i = 0; i < of.columns.all().size(); i++) {
      Column.Graph column = of.columns.all().get(i);
      into[column.index()] = value(near(column), of.search);
    }
    return of.search.isCut();
  }

  private static double value(GraphRead.Near near, LabelSearch search) {
    return switch (near.what()) {
      case DISTANCE -> search.distance() <= near.maxHops() ? search.distance() : Double.NaN;
      case FRAUD -> search.fraud();
      case LABELLED -> search.labelled();
    };
  }

  void absorb(int eventType, long nowMillis, long[] slots) {
    GraphFeed[] ofType = feeds.of(eventType);
    if (ofType.length == 0) {
      return;
    }
    int slot = supersedes[eventType];
    if (slot >= 0 && slots[slot] != Field.ABSENT) {
      verdicts.takeBack(IdHash.join(eventType, slots[slot]));
    }
    for (GraphFeed feed : ofType) {
      if (feed.fill(slots, keys)) {
        long label = IdHash.join(eventType, slots[TypePlan.OWN_ID]);
        verdicts.label(label, keys[0], Verdict.of(feed.amount(slots)), nowMillis);
      }
    }
  }
}
