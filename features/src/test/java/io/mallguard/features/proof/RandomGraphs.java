package io.mallguard.features.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Random graph features of all kinds, as YAML behind that of a random spec: small caps and budgets,
 * so that hubs and cut searches are common. Some windowed features read them.
 */
final class RandomGraphs {
  /** Kinds and algorithms that are drawn from. */
  static final int KINDS = 15;

  private final GraphWorld world;
  private final SplittableRandom random;
  private final TreeSet<String> sets = new TreeSet<>();
  private final List<String> graph = new ArrayList<>();
  private boolean labelled;

  private RandomGraphs(GraphWorld world, SplittableRandom random) {
    this.world = world;
    this.random = random;
  }

  /** The case's spec with graphs. */
  static String spec(RandomCase randomCase, SplittableRandom random) {
    Spec spec = randomCase.spec();
    RandomGraphs graphs = new RandomGraphs(GraphWorld.of(spec.world()), random);
    return graphs.mixedInto(SpecYaml.write(spec));
  }

  private String mixedInto(String yaml) {
    int first = random.nextInt(KINDS);
    int size = 3 + random.nextInt(4);
    for (int i = 0; i < size; i++) {
      int kind = (first + i * 4) % KINDS;
      add("k" + kind + "_" + i, kind);
    }
    StringBuilder all = new StringBuilder(random.nextInt(3) == 0 ? withReader(yaml) : yaml);
    all.append("edges:\n");
    for (String set : sets) {
      all.append("  ").append(set).append(":\n");
      entries(all, Objects.requireNonNull(world.edges().get(set)));
    }
    if (labelled) {
      all.append("labels:\n  verdicts:\n");
      entries(all, world.labels());
    }
    all.append("graph:\n");
    graph.forEach(line -> all.append("  - {").append(line).append(", meaning: random}\n"));
    return all.toString();
  }

  /** With a windowed feature that reads a graph, so that entries depend on columns. */
  private String withReader(String yaml) {
    line(
        "k2_read",
        "edge_burst",
        "purchases",
        "include_current: false, about: [" + world.buys() + "]");
    String reader =
        "  - {name: r0, %s, agg: count, where: \"k2_read > 0.1\", window: 2d, meaning: random}\n";
    return yaml.replaceFirst("(?m)^features:\n", "features:\n" + reader.formatted(world.reader()));
  }

  private static void entries(StringBuilder yaml, List<String> entries) {
    entries.forEach(entry -> yaml.append("    - {").append(entry).append("}\n"));
  }

  private void add(String name, int kind) {
    String pays = ", about: [" + world.pays() + "]";
    String buys = ", about: [" + world.buys() + "]";
    String knows = ", about: [" + world.knows() + "]";
    switch (kind) {
      case 0 -> line(name, "cycle", "money", cycle() + pays);
      case 1 -> line(name, "money_back", "money", "within: 2d, degree_cap: " + few() + pays);
      case 2 -> line(name, "edge_burst", "purchases", "tick: 2h" + current() + buys);
      case 3 -> line(name, "component_size", "used", component() + current() + knows);
      case 4 -> line(name, "component_aggregate", "used", component() + sum() + knows);
      case 5 -> line(name, "wedge", "visits", wedge("to") + current());
      case 6 -> line(name, "wedge", "money", wedge("both") + current() + pays);
      case 7 ->
          line(name, "shared_link", "used", links() + current() + ", via: " + world.via() + knows);
      case 8 -> line(name, "label_distance", "used", labels() + budget() + current() + knows);
      case 9 ->
          line(
              name,
              "neighbour_labels",
              "used",
              labels() + budget() + ", read: [fraud, labelled]" + knows);
      case 10 ->
          line(
              name,
              "epoch",
              "used",
              "algorithm: ppr_push, read: "
                  + pick("mass", "walks")
                  + ", "
                  + labels()
                  + ticks()
                  + knows);
      case 11 ->
          line(
              name,
              "epoch",
              "purchases",
              "algorithm: fraudar, window: 3d, read: [in_top_k, peel_position]" + ticks() + buys);
      case 12 ->
          line(
              name,
              "epoch",
              "tensor",
              "algorithm: mzoom, window: 2d, read: block_density" + ticks() + buys);
      case 13 -> line(name, "epoch", "purchases", pairs() + ticks() + buys);
      default ->
          line(
              name,
              "epoch",
              "money",
              "algorithm: flow_scope, window: 2d, penalty: 0" + ticks() + pays);
    }
  }

  private void line(String name, String kind, String edges, String rest) {
    sets.add(edges);
    graph.add("name: %s, kind: %s, edges: %s, %s".formatted(name, kind, edges, rest));
  }

  private int few() {
    return 2 + random.nextInt(5);
  }

  private String pick(String... of) {
    return of[random.nextInt(of.length)];
  }

  private String current() {
    return ", include_current: " + random.nextBoolean();
  }

  /** Often too small for a search. */
  private String budget() {
    return ", budget: " + pick("3", "20", "100000");
  }

  private String cycle() {
    return "within: [6h, 2d], max_hops: %d, amount_kept: [0.1, 9.0], degree_cap: %d%s, read: %s"
        .formatted(few(), few(), budget(), pick("closed", "[hops, duration]", "bottleneck_ratio"));
  }

  private String component() {
    return "epoch: 2d, hub_cap: " + few();
  }

  private String sum() {
    String agg = pick("sum", "count", "top_share", "new_accounts");
    if (agg.equals("new_accounts")) {
      return ", agg: new_accounts, window: 12h";
    }
    sets.add("spent");
    String unit = agg.equals("sum") ? ", unit: number" : "";
    return ", agg: " + agg + ", values: spent, window: 1d, tile: 6h" + unit;
  }

  private String wedge(String ends) {
    return "ends: %s, window: 2d, degree_cap: %d, read: [max_mids, count]".formatted(ends, few());
  }

  private String links() {
    return "window: 3d, hub_cap: " + few();
  }

  private String labels() {
    labelled = true;
    return links() + ", labels: verdicts, keep: " + pick("2d", "9d");
  }

  private String ticks() {
    return ", every: 6h, lag: " + pick("1s", "1h", "6h");
  }

  private String pairs() {
    return pick(
        "algorithm: minhash64, window: 2d, min_members: 2",
        "algorithm: alpha_beta_core, window: 2d",
        "algorithm: catch_sync, window: 2d, read: [synchronicity, normality]");
  }
}
