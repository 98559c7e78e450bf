package io.mallguard.features.spec;

import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A graph store in words. Immutable.
 *
 * @param graph what it holds
 * @param settings what bounds it
 * @param events the event types it is made of
 * @param state about how much it takes
 */
public record GraphLine(String graph, String settings, String events, String state) {
  static GraphLine of(Plan plan, GraphStore store) {
    String events =
        store.feeds().stream()
            .map(feed -> plan.types().get(feed.eventType()).type().name())
            .distinct()
            .collect(Collectors.joining(", "));
    if (store instanceof GraphStore.Money money) {
      String window = SpecText.window(money.windowMillis());
      return new GraphLine(
          "money",
          window + ", at most " + money.degreeCap() + " per node and side",
          events,
          state(store));
    }
    if (store instanceof GraphStore.Linked linked) {
      String epoch = SpecText.window(linked.epochMillis());
      return new GraphLine(
          "components",
          "epochs of " + epoch + ", hubs above " + linked.hubCap(),
          events,
          state(store));
    }
    GraphStore.Bursts bursts = (GraphStore.Bursts) store;
    return new GraphLine(
        "bursts", "ticks of " + SpecText.window(bursts.tickMillis()), events, state(store));
  }

  private static String state(GraphStore store) {
    if (store instanceof GraphStore.Linked linked) {
      return 80 + 16 * linked.sums().size() + " B/account + 48 B/link";
    }
    return store instanceof GraphStore.Money ? "99 B/edge" : "4 MiB";
  }

  /** The line of a feature that is read from a graph. */
  static Explanation.FeatureLine feature(Plan plan, Feature feature, Column.Graph column) {
    GraphStore store = plan.graph().get(column.store());
    String kind = "edge_burst";
    String window = "";
    if (column.read() instanceof GraphRead.Cycle cycle) {
      kind = "cycle";
      window = SpecText.window(cycle.withinMillis());
    } else if (store instanceof GraphStore.Linked linked
        && column.read() instanceof GraphRead.Component of) {
      kind = "component";
      window =
          of.sum() < 0 ? "" : SpecText.window(linked.sums().get(of.sum()).sum().windowMillis());
    }
    return new Explanation.FeatureLine(
        feature.name(), "graph: " + kind, window, feature.unit(), state(store), feature.meaning());
  }

  static List<List<String>> table(List<GraphLine> lines) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("graph", "settings", "state", "events"));
    lines.forEach(l -> rows.add(List.of(l.graph(), l.settings(), l.state(), l.events())));
    return rows;
  }
}
