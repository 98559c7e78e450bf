package io.mallguard.features.spec;

import io.mallguard.features.graph.DenseBlocks.Weight;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.EpochJob;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphStore;
import io.mallguard.features.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        store.allFeeds().stream()
            .map(feed -> plan.types().get(feed.eventType()).type().name())
            .distinct()
            .collect(Collectors.joining(", "));
    String[] words = words(store);
    return new GraphLine(words[0], words[1], events, state(store));
  }

  /** What a store holds, and what bounds it. */
  private static String[] words(GraphStore store) {
    if (store instanceof GraphStore.Money money) {
      return words(
          "money", money.windowMillis(), "%s, at most %s per node and side", money.degreeCap());
    }
    if (store instanceof GraphStore.Linked linked) {
      return words(
          "components", linked.epochMillis(), "epochs of %s, hubs above %s", linked.hubCap());
    }
    if (store instanceof GraphStore.Wedged wedged) {
      return words(
          "wedges", wedged.windowMillis(), "%s, at most %s ends per middle", wedged.degreeCap());
    }
    if (store instanceof GraphStore.Related related) {
      return words("links", related.windowMillis(), "%s, hubs above %s", related.hubCap());
    }
    if (store instanceof GraphStore.Ticked ticked) {
      EpochJob.Timing timing = ticked.job().timing();
      String lag = SpecText.window(timing.lagMillis());
      String every = SpecText.window(timing.everyMillis());
      return words(
          algorithm(ticked.job()), timing.windowMillis(), "%s, every %s", every + " after " + lag);
    }
    long tick = ((GraphStore.Bursts) store).tickMillis();
    return words("bursts", tick, "ticks of %s", "");
  }

  private static String[] words(String graph, long millis, String settings, Object bound) {
    return new String[] {
      graph, String.format(Locale.ROOT, settings, SpecText.window(millis), bound)
    };
  }

  private static String algorithm(EpochJob job) {
    if (job instanceof EpochJob.Blocks blocks) {
      return blocks.weight() == Weight.BY_RARITY ? "fraudar" : "mzoom";
    }
    if (job instanceof EpochJob.Overlap) {
      return "minhash64";
    }
    return job instanceof EpochJob.Core
        ? "alpha_beta_core"
        : job instanceof EpochJob.Sync ? "catch_sync" : "flow_scope";
  }

  /** See docs/graph.md; without hash tables. */
  private static String state(GraphStore store) {
    if (store instanceof GraphStore.Linked linked) {
      return 80 + 16 * linked.sums().size() + " B/account + 48 B/link";
    }
    if (store instanceof GraphStore.Wedged) {
      return "64 B/node + 32 B/edge";
    }
    if (store instanceof GraphStore.Related related) {
      String labels = related.labels().isEmpty() ? "" : " + 88 B/label";
      String ranks = related.ranks().isEmpty() ? "" : " + 56 B/ranked node";
      return "48 B/node + 32 B/link" + labels + ranks;
    }
    if (store instanceof GraphStore.Ticked ticked) {
      return ticked(ticked.job());
    }
    return store instanceof GraphStore.Money ? "99 B/edge" : "4 MiB";
  }

  private static String ticked(EpochJob job) {
    int edge = job instanceof EpochJob.Blocks blocks ? 8 * (blocks.modes() + 1) : 24;
    if (job instanceof EpochJob.Blocks) {
      return edge + " B/edge + 104 B/node";
    }
    if (job instanceof EpochJob.Overlap) {
      return edge + " B/edge + 56 B/set";
    }
    return job instanceof EpochJob.Core
        ? edge + " B/edge + 40 B/node"
        : job instanceof EpochJob.Sync
            ? edge + " B/edge + 88 B/node"
            : edge + 8 + " B/edge + 56 B/node of the part";
  }

  /** The line of a feature that is read from a graph. */
  static Explanation.FeatureLine feature(Plan plan, Feature feature, Column.Graph column) {
    GraphStore store = plan.graph().get(column.store());
    return new Explanation.FeatureLine(
        feature.name(),
        "graph: " + kind(store, column.read()),
        window(store, column.read()),
        feature.unit(),
        state(store),
        feature.meaning());
  }

  private static String kind(GraphStore store, GraphRead read) {
    if (store instanceof GraphStore.Money) {
      return read instanceof GraphRead.Cycle ? "cycle" : "money_back";
    }
    if (store instanceof GraphStore.Linked) {
      return "component";
    }
    if (store instanceof GraphStore.Wedged) {
      return "wedge";
    }
    if (store instanceof GraphStore.Related) {
      return read instanceof GraphRead.Shared
          ? "shared_link"
          : read instanceof GraphRead.Mass ? "ppr_push" : "labels";
    }
    return store instanceof GraphStore.Ticked ticked ? algorithm(ticked.job()) : "edge_burst";
  }

  private static String window(GraphStore store, GraphRead read) {
    if (read instanceof GraphRead.Cycle cycle) {
      return SpecText.window(cycle.withinMillis());
    }
    if (read instanceof GraphRead.MoneyBack back) {
      return SpecText.window(back.withinMillis());
    }
    if (store instanceof GraphStore.Wedged wedged) {
      return SpecText.window(wedged.windowMillis());
    }
    if (store instanceof GraphStore.Related related) {
      return SpecText.window(related.windowMillis());
    }
    if (store instanceof GraphStore.Ticked ticked) {
      return SpecText.window(ticked.job().timing().windowMillis());
    }
    boolean sums = read instanceof GraphRead.Component of && of.sum() >= 0;
    return sums && store instanceof GraphStore.Linked linked
        ? SpecText.window(
            linked.sums().get(((GraphRead.Component) read).sum()).sum().windowMillis())
        : "";
  }

  static List<List<String>> table(List<GraphLine> lines) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("graph", "settings", "state", "events"));
    lines.forEach(l -> rows.add(List.of(l.graph(), l.settings(), l.state(), l.events())));
    return rows;
  }
}
