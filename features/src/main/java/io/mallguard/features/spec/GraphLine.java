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
    GraphStore.Bursts bursts = (GraphStore.Bursts) store;
    return new GraphLine(
        "bursts", "ticks of " + SpecText.window(bursts.tickMillis()), events, state(store));
  }

  private static String state(GraphStore store) {
    return store instanceof GraphStore.Money ? "99 B/edge" : "4 MiB";
  }

  /** The line of a feature that is read from a graph. */
  static Explanation.FeatureLine feature(Feature feature, Column.Graph column) {
    boolean cycle = column.read() instanceof GraphRead.Cycle;
    String window =
        column.read() instanceof GraphRead.Cycle of ? SpecText.window(of.withinMillis()) : "";
    return new Explanation.FeatureLine(
        feature.name(),
        cycle ? "graph: cycle" : "graph: edge_burst",
        window,
        feature.unit(),
        cycle ? "99 B/edge" : "4 MiB",
        feature.meaning());
  }

  static List<List<String>> table(List<GraphLine> lines) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("graph", "settings", "state", "events"));
    lines.forEach(l -> rows.add(List.of(l.graph(), l.settings(), l.state(), l.events())));
    return rows;
  }
}
